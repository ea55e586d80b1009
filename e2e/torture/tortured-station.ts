/**
 * One station folder whose host is killed again and again while a window fills its outbox:
 *
 *   start -> enter -> meet the journal -> queue as fast as it acknowledges -> SIGKILL -> start ...
 *   in the end without faults: start -> meet -> wait until nothing moves any more -> compare
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chance } from './chance.ts';
import {
  asEntry,
  isSettled,
  needsPerson,
  newLink,
  readJournal,
  type JournalFacts,
  type Link,
  type Listed,
} from './entry.ts';
import type { FaultyProxy } from './faulty-proxy.ts';
import { freePort, HostProcess } from './host-process.ts';
import { Ledger } from './ledger.ts';
import { readRecord } from './portal-eyes.ts';
import type { TorturedPortal } from './portals.ts';
import { WindowClient } from './window-client.ts';

export interface StationWish {
  readonly portal: TorturedPortal;
  readonly proxy: FaultyProxy;
  readonly occids: readonly number[];
  readonly chance: Chance;
  readonly clockRate: number;
  /** Makes this station's catalog numbers its own. */
  readonly tag: string;
  /** A folder to use in place of a new one. */
  readonly folder?: string;
}

export const ACKNOWLEDGED = 'acknowledged';
const NO_RECORD_LEFT = 'no record left';

/** Links under way at once; the journal writes those that wait together in one go. */
const HANDS = 3;
/** Where entries come faster than a portal takes them the queue only grows: after so many the window rests until the kill is near. */
const EAGER_LINKS = 6;
const LAST_MOMENTS_MS = 12;
const LOOK_MS = 100;
/** Of the station's own time: a rest of 150 seconds, the longest pause between tries, and some air. */
const LONGEST_STANDSTILL_MS = 600_000;

export class TorturedStation {
  readonly ledger = new Ledger();
  private readonly standing = new Map<number, string | null>();
  private readonly busy = new Set<number>();
  private readonly closed = new Set<number>();
  private unanswered: Link[] = [];
  private count = 0;

  private constructor(
    private readonly wish: StationWish,
    readonly folder: string,
    private readonly port: number,
  ) {}

  static async make(wish: StationWish): Promise<TorturedStation> {
    const folder = wish.folder ?? (await mkdtemp(path.join(tmpdir(), 'vasculum-torture-')));
    const station = new TorturedStation(wish, folder, await freePort());
    for (const occid of wish.occids)
      station.standing.set(occid, (await readRecord(wish.portal.root, occid)).catalogNumber);
    return station;
  }

  /** Brings the folder to its portal once, as a person does before work begins. */
  async setUp(): Promise<void> {
    const host = this.start();
    await this.enter(host, 'only looks');
    await host.close();
  }

  /** One life of the host: SIGKILL comes this many milliseconds after its start, wherever it is then. */
  async live(killAfterMs: number): Promise<void> {
    const host = this.start();
    const diesAt = performance.now() + killAfterMs;
    let isDead = false;
    const killed = sleep(killAfterMs).then(() => {
      isDead = true;
      return host.kill();
    });
    try {
      const window = await this.enter(host);
      if (window) await this.fillUntil(window, diesAt);
    } catch (error) {
      if (!isDead) throw error;
    } finally {
      await killed;
    }
  }

  /** Starts the host for good, waits until nothing moves by itself any more, and answers the outbox as it is then. */
  async drain(): Promise<readonly Listed[]> {
    const host = this.start();
    try {
      const window = await this.enter(host);
      if (!window) throw new Error('The host did not come back.');
      return await this.untilStill(window);
    } finally {
      await host.close();
    }
  }

  start(): HostProcess {
    const { proxy, clockRate } = this.wish;
    const root = path.join(this.folder, 'station');
    return HostProcess.start({ root, port: this.port, practiceOrigin: proxy.origin, clockRate });
  }

  /** Meets the journal as the page does: what was never answered and is not there is queued again, and then entries may leave. */
  async enter(host: HostProcess, purpose: 'works' | 'only looks' = 'works'): Promise<WindowClient | undefined> {
    const token = await host.startToken();
    if (token === undefined) return undefined;
    const first = await WindowClient.enter(this.port, token);
    const window = await this.wish.portal.open(first, this.wish.proxy.origin);
    const listed = await window.list();
    this.ledger.meet(listed);
    for (const one of listed) if (needsPerson(one)) this.closed.add(one.occid);
    const known = new Set(listed.map(({ id }) => id));
    for (const link of [...this.unanswered]) {
      if (known.has(link.id)) this.keep(link);
      else await this.send(window, link);
    }
    if (purpose === 'works') await window.met();
    return window;
  }

  /** Queues one new link, of any record that is free unless told; answers how the host took it. */
  async linkOne(window: WindowClient, occid = this.anyRecord()): Promise<string> {
    if (occid === undefined) return NO_RECORD_LEFT;
    const to = this.wish.tag + String((this.count += 1)).padStart(6, '0');
    this.busy.add(occid);
    try {
      return await this.send(window, newLink(occid, this.standing.get(occid) ?? null, to));
    } finally {
      this.busy.delete(occid);
    }
  }

  /** What the journal on disk says now, in all its files. */
  async journal(): Promise<JournalFacts> {
    const connections = path.join(this.folder, 'station', 'connections');
    const names = await readdir(connections, { recursive: true });
    const files = names.filter(name => /journal.*\.jsonl$/.test(name)).sort();
    return readJournal((await Promise.all(files.map(name => readFile(path.join(connections, name), 'utf8')))).join(''));
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private anyRecord(): number | undefined {
    const free = this.wish.occids.filter(occid => !this.busy.has(occid) && !this.closed.has(occid));
    return free.length === 0 ? undefined : this.wish.chance.of(free);
  }

  private async fillUntil(window: WindowClient, diesAt: number): Promise<void> {
    const hands = await Promise.allSettled(Array.from({ length: HANDS }, () => this.fill(window, diesAt)));
    const stopped = hands.find(hand => hand.status === 'rejected');
    if (stopped) throw stopped.reason;
  }

  /** Until the host is gone, which ends it by a rejection, or no record is left. */
  private async fill(window: WindowClient, diesAt: number): Promise<void> {
    for (let links = 0; ; links += 1) {
      const restMs = diesAt - LAST_MOMENTS_MS - performance.now();
      if (links === EAGER_LINKS / HANDS && restMs > 0) await sleep(restMs);
      if ((await this.linkOne(window)) === NO_RECORD_LEFT) return;
    }
  }

  private async send(window: WindowClient, link: Link): Promise<string> {
    const { collid, account } = this.wish.portal;
    this.ledger.sent.set(link.id, link);
    if (!this.unanswered.includes(link)) this.unanswered.push(link);
    const answer = await window.queue(asEntry(link, { collid, account: account.user }));
    if (!answer.ok) return this.forget(link, answer.kind);
    this.keep(link);
    this.ledger.acknowledged.add(link.id);
    return ACKNOWLEDGED;
  }

  private forget(link: Link, why: string): string {
    this.unanswered = this.unanswered.filter(one => one !== link);
    return why;
  }

  private keep(link: Link): void {
    this.forget(link, ACKNOWLEDGED);
    this.standing.set(link.occid, link.to);
  }

  private async untilStill(window: WindowClient): Promise<readonly Listed[]> {
    let [last, movedAt] = ['', performance.now()];
    for (;;) {
      await window.value('outbox.tryNow');
      const listed = await window.list();
      if (isStill(listed)) return listed;
      const now = listed.map(({ delivery }) => delivery.is).join();
      if (now !== last) [last, movedAt] = [now, performance.now()];
      if (performance.now() - movedAt > LONGEST_STANDSTILL_MS / this.wish.clockRate)
        throw new Error(`The outbox stands still with open entries: ${stateOf(listed)}`);
      await sleep(LOOK_MS);
    }
  }
}

/** Nothing more happens by itself: the first open entry of every record waits for a person. */
function isStill(listed: readonly Listed[]): boolean {
  const heads = new Map<number, Listed>();
  for (const one of listed) if (!isSettled(one) && !heads.has(one.occid)) heads.set(one.occid, one);
  return [...heads.values()].every(needsPerson);
}

function stateOf(listed: readonly Listed[]): string {
  const counts: Record<string, number> = {};
  for (const { delivery } of listed) counts[delivery.is] = (counts[delivery.is] ?? 0) + 1;
  return JSON.stringify(counts);
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
