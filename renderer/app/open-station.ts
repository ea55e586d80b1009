/** Puts the window's parts together for one open connection. */
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { Scanners } from '../barcode/scanners.ts';
import { hearKeys } from '../controls/keys.ts';
import { play } from '../controls/sounds.ts';
import { StationDatabase } from '../database/station-database.ts';
import { DayDesk } from '../day/day-desk.ts';
import { Bench } from '../imaging/bench.ts';
import { PracticeShelf } from '../imaging/practice-shelf.ts';
import { atHand } from '../imaging/at-hand.ts';
import { tellSheetAtHand } from '../imaging/sheet-at-hand.ts';
import { picturesOf, Shots } from '../imaging/shots.ts';
import { LinkDesk } from '../linking/link-desk.ts';
import { hold, MOST_HELD } from '../linking/held-pictures.ts';
import type { LinkingPorts } from '../linking/linking-ports.ts';
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
import { openScanners } from './open-scanners.ts';

export interface OpenStation {
  readonly host: Host;
  readonly station: StationStore;
  readonly outbox: Outbox;
  readonly bench: Bench;
  readonly shots: Shots;
  readonly linkDesk: LinkDesk;
  readonly day: DayDesk;
  readonly shelf: PracticeShelf | undefined;
  readonly decisions: Decisions;
  readonly scanners: Scanners;
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
  const desks = openDesks({ host, database, profile, now, newId, account, play }, station);
  const { outbox, bench, shots, linkDesk, shelf } = desks;
  // Subtle: listens before the journal is met; what the host leaves to a person after a damage is announced while it is.
  outbox.follow();
  const begin = async () => {
    await outbox.begin(shell);
    await shots.begin();
    await bench.begin();
  };
  await begin();
  void shelf?.begin();
  shots.follow();
  tellPictures(desks, opened.value.journalId);
  followStation(station, host, windowId, () => location.reload());
  host.on('connection.changed', state => {
    if (state.is === 'offline') return;
    void bench.waiting.lookUp();
    void linkDesk.portalAnswers();
    void shelf?.fill();
  });
  host.onReconnect(async () => {
    await askAgain(station, host);
    if (station.getState().station.profile.connectionId !== profile.connectionId) return location.reload();
    await outbox.begin(shell);
    await shots.begin();
    bench.pointCamera();
    await bench.waiting.lookUp();
    scanners.serial.ask();
  });
  host.onLost(() => station.setState({ isHostGone: true }));
  let isInFront = true;
  const isSeen = () => isInFront && station.getState().isWriter;
  const { scanners, followBench } = openScanners({ host, bench, profile, now, isSeen });
  station.subscribe(followBench);
  hearKeys(window, scanners.begin(window));
  document.title = titleOf(profile);
  return {
    host,
    station,
    ...desks,
    now,
    takeOver: () => useHere(station, host, begin).then(() => scanners.serial.ask()),
    seeDamage: () => seeDamage(station, host),
    scanners,
    benchInFront: inFront => {
      isInFront = inFront;
      followBench();
    },
  };
}

type DeskPorts = Pick<LinkingPorts, 'host' | 'database' | 'profile' | 'now' | 'newId' | 'account' | 'play'>;

function openDesks(ports: DeskPorts, station: StationStore) {
  const { host, profile } = ports;
  const outbox = new Outbox(ports);
  const shots = new Shots({ host, journalId: () => outbox.journalId });
  const bench = new Bench({ ...ports, outbox, shots });
  const isOffline = () => station.getState().connection.is === 'offline';
  return {
    outbox,
    shots,
    bench,
    decisions: new Decisions(outbox, ports, profile.expertRequired),
    linkDesk: new LinkDesk({ ...ports, outbox, isOffline, hold, mostHeld: MOST_HELD, rest }),
    shelf: profile.kind === 'practice' ? new PracticeShelf(host, text => bench.scan(text)) : undefined,
    day: new DayDesk(host, () => station.getState().station.journalId),
  };
}

/** Longer than a busy computer paints at a picture that was turned to, shorter than anybody looks at it. */
const REST_MS = 300;
const rest = (ms = REST_MS): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

function tellPictures({ bench, shots, shelf }: ReturnType<typeof openDesks>, journalId: string): void {
  tellSheetAtHand([bench.view, shots.view, ...(shelf ? [shelf.view] : [])], () => {
    const pictures = picturesOf(bench.view.getState().task, shots.view.getState());
    return atHand(bench.view.getState(), [...pictures, ...(shelf?.pictures ?? [])], journalId);
  });
}

const titleOf = ({ kind, collectionName }: PortalProfile): string =>
  kind === 'practice' ? `Vasculum · PRACTICE · ${collectionName}` : `Vasculum · ${collectionName}`;
