/** Puts the window's parts together for one open connection. */
import type { Host } from '../../shared/contract/host-contract.ts';
import { listenForScans } from '../barcode/keyboard-scanner.ts';
import { hearKeys } from '../controls/keys.ts';
import { play } from '../controls/sounds.ts';
import { StationDatabase } from '../database/station-database.ts';
import { DayDesk } from '../day/day-desk.ts';
import { Bench } from '../imaging/bench.ts';
import { PracticeShelf } from '../imaging/practice-shelf.ts';
import { Decisions } from '../outbox/decisions.ts';
import { Outbox } from '../outbox/outbox.ts';
import {
  askAgain,
  createStationStore,
  followStation,
  seeDamage,
  useHere,
  type StationStore,
} from '../session/station-store.ts';

export interface OpenStation {
  readonly host: Host;
  readonly station: StationStore;
  readonly outbox: Outbox;
  readonly bench: Bench;
  readonly day: DayDesk;
  readonly shelf: PracticeShelf | undefined;
  readonly decisions: Decisions;
  readonly now: () => number;
  /** Takes the work over from another window. */
  readonly takeOver: () => Promise<void>;
  /** A person has read where the journal was damaged. */
  readonly seeDamage: () => Promise<void>;
  /** Told whether the bench can be seen: a scan that nobody sees must not link anything. */
  readonly benchInFront: (isInFront: boolean) => void;
}

/** Throws NewerDatabase, or what the browser says where it keeps no data. */
export async function openStation(host: Host, windowId: string): Promise<OpenStation> {
  const opened = await host.call('station.open', {});
  if (!opened.ok) throw new Error(`The station did not open: ${opened.failure.kind}`);
  const now = () => Date.now();
  const newId = () => crypto.randomUUID();
  const station = createStationStore(opened.value);
  const account = () => station.getState().session.account ?? '';
  const { profile, shell } = opened.value;
  const database = await StationDatabase.open(profile.connectionId);
  const outboxPorts = { host, database, now, newId, account };
  const outbox = new Outbox(outboxPorts);
  const decisions = new Decisions(outbox, outboxPorts, profile.expertRequired);
  const bench = new Bench({ host, database, outbox, profile, now, newId, account, play });
  const shelf = profile.kind === 'practice' ? new PracticeShelf(host, text => bench.scan(text)) : undefined;
  // Subtle: listens before the journal is met; what the host leaves to a person after a damage is announced while it is.
  outbox.follow();
  await outbox.begin(shell);
  await bench.begin();
  void shelf?.begin();
  const day = new DayDesk(host, () => station.getState().station.journalId);
  followStation(station, host, windowId, () => location.reload());
  host.on('connection.changed', state => {
    if (state.is === 'offline') return;
    void bench.waiting.lookUp();
    void shelf?.fill();
  });
  host.onReconnect(async () => {
    await askAgain(station, host);
    if (station.getState().station.profile.connectionId !== profile.connectionId) return location.reload();
    await outbox.begin(shell);
    await bench.waiting.lookUp();
  });
  host.onLost(() => station.setState({ isHostGone: true }));
  let isInFront = true;
  const scanner = listenForScans(window, {
    now,
    onScan: text => (isInFront && station.getState().isWriter ? bench.scan(text) : play('stop')),
  });
  hearKeys(window, () => scanner.forget());
  document.title =
    profile.kind === 'practice'
      ? `Vasculum · PRACTICE · ${profile.collectionName}`
      : `Vasculum · ${profile.collectionName}`;
  return {
    host,
    station,
    outbox,
    bench,
    day,
    shelf,
    now,
    decisions,
    takeOver: () =>
      useHere(station, host, async () => {
        await outbox.begin(shell);
        await bench.begin();
      }),
    seeDamage: () => seeDamage(station, host),
    benchInFront: inFront => (isInFront = inFront),
  };
}
