/**
 * One station of the simulation: the shipped journal, engine and portal adapter on simulated ports, and the window's copy
 * beside them. Every step outwards is counted, and any of them may be its last.
 */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { Conflicted, Delivery, OutboxEntry } from '../../../../shared/outbox/outbox-entry.ts';
import { Journal } from '../../journal/journal.ts';
import { MemoryDisk } from '../../journal/memory-disk.ts';
import type { ExchangePort } from '../../portal/symbiota/request.ts';
import { openPortal, type RemotePortal } from '../../portal/symbiota/portal.ts';
import { Engine } from '../engine.ts';
import { Histories } from '../history.ts';
import { adoptEntries, queueEntry } from '../outbox-desk.ts';
import type { DiskFault } from './faults.ts';
import type { Network } from './network.ts';
import { PASSWORD } from './portal-pages.ts';
import { DiskWatch } from './watched-disk.ts';
import { WindowCopy } from './window-copy.ts';
import type { Life, World } from './world.ts';

export interface StationTape {
  /** Called at each step outwards, before and after it. */
  readonly step: (station: SimulatedStation) => void;
  readonly disk: (nth: number) => DiskFault | undefined;
}

/** How long it takes to start again. */
const RESTART_MS = 2_000;
const EVENT_MS = 1;
/** More of an unflushed tail than this is never left. */
const LONGEST_TAIL = 1_500;
/** Small, so that segments and checkpoints come and go within one run. */
const SEGMENT_BYTES = 20_000;
const CHECKPOINT_LINES = 25;

export class SimulatedStation {
  disk = new MemoryDisk();
  readonly window = new WindowCopy();
  /** Everything that was made here, whether it was ever acknowledged or not. */
  readonly made = new Map<string, OutboxEntry>();
  readonly acknowledged = new Set<string>();
  /** Each clash that a person was ever shown. */
  readonly told = new Map<string, Set<Conflicted['kind']>>();
  /** The records that entries of this station made. */
  readonly created = new Map<string, number>();
  /** Of every life. */
  readonly histories: Histories[] = [];
  readonly adopters = new Set<string>();
  life: Life = { isOver: true };
  private lives = 0;
  journal: Journal | undefined;
  engine: Engine | undefined;
  portal: RemotePortal | undefined;
  readonly faults: string[] = [];
  /** Who is signed in. */
  account: string;
  /** How often something was about to be sent. */
  intents = 0;
  /** How much had happened at the portal when an entry was made. */
  readonly madeAfter = new Map<string, number>();
  /** Its journal was lost, set back, or on a disk that broke its word. */
  hasLostJournal = false;
  /** The browser's copy was lost, or not taken. */
  hasLostDatabase = false;
  private skew = 0;
  private readonly diskWatch: DiskWatch;

  constructor(
    readonly world: World,
    private readonly network: Network,
    private readonly tape: StationTape,
    /** Who works here as a rule. */
    readonly maker: string,
    private readonly happened: () => number,
    private readonly newId: () => string,
  ) {
    this.account = maker;
    this.diskWatch = new DiskWatch({
      pause: ms => world.pause(ms),
      fault: nth => tape.disk(nth),
      note: fault => network.note(fault),
    });
  }

  get now(): number {
    return this.world.wall + this.skew;
  }

  /** Begins a life: the journal is read, the window meets it, entries leave. */
  async start(): Promise<void> {
    const life = { isOver: false };
    this.life = life;
    const journal = await this.openJournal(life).catch(() => undefined);
    if (!journal) return this.startLater(life);
    const portal = openPortal({
      address: 'http://portal',
      collid: 1,
      now: () => this.now,
      observe: () => undefined,
      exchange: this.watchedExchange(life),
      nonce: this.newId,
    });
    Object.assign(this, { journal, portal, engine: this.engineFor(life, journal, portal) });
    await portal.signIn({ user: this.account, password: PASSWORD });
    await this.meet();
  }

  /** A disk without room for a first line: the program says so, and a person starts it again. */
  private startLater(life: Life): void {
    life.isOver = true;
    this.world.after(RESTART_MS, () => void this.start());
  }

  /** The window compares its copy with the journal; only then does anything leave. */
  async meet(): Promise<void> {
    const { journal, engine } = this;
    if (!journal || !engine) return;
    const { journalId, projection } = journal;
    const met = this.window.meet({ journalId, lastSeq: projection.lastSeq, queue: [...projection.queue.values()] });
    for (const entry of [...met.offer, ...this.window.unsaved()]) await this.offer(entry);
    await engine.meet(met.knew, met.ended);
    // What was journalled just before a crash was never announced; the window shows it now.
    for (const { entry, delivery } of projection.queue.values())
      if (delivery.is === 'conflicted') this.tell(entry.id, delivery.kind);
  }

  /** The power goes; `share` of what was not flushed is on the disk all the same. */
  crash(share: number): void {
    if (this.life.isOver) return;
    this.life.isOver = true;
    this.disk = this.disk.crash(Math.floor(share * LONGEST_TAIL));
    this.hasLostJournal ||= this.disk.hasBrokenPromise;
    this.world.after(RESTART_MS, () => void this.start());
  }

  /** A person's wish: kept in the window, then in the journal; answers whether the journal took it. */
  async queue(entry: OutboxEntry, isTwice = false): Promise<boolean> {
    this.made.set(entry.id, entry);
    this.madeAfter.set(entry.id, this.happened());
    this.window.keep(entry);
    if (isTwice) void this.offer(entry);
    return this.offer(entry);
  }

  private async offer(entry: OutboxEntry): Promise<boolean> {
    const { journal, engine } = this;
    if (this.life.isOver || !journal || !engine) return false;
    const kept = await queueEntry({ journal, engine, collid: 1 }, entry);
    if (!kept.ok) return false;
    this.acknowledged.add(entry.id);
    this.window.acknowledge(entry.id, kept.value);
    return true;
  }

  async withdraw(entryId: string): Promise<Result<number>> {
    if (this.life.isOver || !this.engine) return failed({ kind: 'hostGone' });
    return this.engine.withdraw(entryId, this.account);
  }

  /** As the supervisor who is signed in. */
  async adopt(): Promise<void> {
    const { journal, engine, portal } = this;
    if (this.life.isOver || !journal || !engine || !portal) return;
    const { open, queue } = journal.projection;
    const entryIds = [...open].filter(id => queue.get(id)?.entry.account !== this.account);
    if (entryIds.length === 0) return;
    this.adopters.add(this.account);
    await adoptEntries({ journal, engine, portal }, entryIds);
  }

  /** A person has looked at a journal that was found damaged. */
  async seeDamage(): Promise<void> {
    const { journal, engine } = this;
    if (this.life.isOver || !journal?.projection.damage) return;
    await journal.record({ kind: 'damageSeen', by: this.account });
    engine?.wake();
  }

  async signInAs(account: string): Promise<void> {
    this.account = account;
    if (this.life.isOver || !this.portal) return;
    await this.portal.signOut();
    await this.portal.signIn({ user: account, password: PASSWORD });
    this.engine?.tryNow();
  }

  turnClock(ms: number): void {
    this.skew += ms;
  }

  deliveryOf(entryId: string): Delivery | undefined {
    return this.journal?.projection.queue.get(entryId)?.delivery;
  }

  private engineFor(life: Life, journal: Journal, portal: RemotePortal): Engine {
    const histories = new Histories(portal);
    this.histories.push(histories);
    return new Engine({
      now: () => this.now,
      elapsed: () => this.world.time,
      chance: () => 0.5,
      after: (ms, then) => this.world.afterIn(life, ms, then),
      portal,
      histories,
      journal: {
        projection: journal.projection,
        record: what => {
          if (what.kind === 'intent') this.intents += 1;
          return journal.record(what);
        },
      },
      pictures: {
        ready: async image => success({ image, bytes: new Uint8Array([1, 2, 3]) }),
        wereRefused: async () => undefined,
      },
      signInAgain: () => portal.signIn({ user: this.account, password: PASSWORD }),
      account: () => this.account,
      announce: (seq, entryId, delivery) => {
        if (delivery.is === 'conflicted') this.tell(entryId, delivery.kind);
        if (delivery.is === 'delivered' && delivery.occid !== null) this.created.set(entryId, delivery.occid);
        this.world.afterIn(life, EVENT_MS, () => this.window.noteMove(entryId, delivery, seq));
      },
      report: error => void this.faults.push(error instanceof Error ? (error.stack ?? '') : String(error)),
    });
  }

  private tell(entryId: string, kind: Conflicted['kind']): void {
    this.told.set(entryId, (this.told.get(entryId) ?? new Set()).add(kind));
  }

  private watchedExchange(life: Life): ExchangePort {
    const exchange = this.network.exchangeFor(life, `${this.maker} ${(this.lives += 1)}`);
    return (root, request) => this.step(life, () => exchange(root, request));
  }

  /** All that lies on the disk. */
  journalText = async (): Promise<string> => {
    const segments = await Promise.all((await this.disk.segments()).map(segment => this.disk.read(segment)));
    return Buffer.concat(segments).toString('utf8');
  };

  openJournal(life: Life): Promise<Journal> {
    const disk = this.diskWatch.watched(this.disk, act => this.step(life, act));
    const options = { disk, connectionId: 'simulation', now: () => this.now, newId: this.newId };
    return Journal.open({ ...options, segmentBytes: SEGMENT_BYTES, checkpointLines: CHECKPOINT_LINES });
  }

  /** Subtle: a step that ends a life never comes back. */
  private async step<Value>(life: Life, act: () => Promise<Value>): Promise<Value> {
    this.tape.step(this);
    if (life.isOver) return new Promise(() => undefined);
    const value = await act();
    this.tape.step(this);
    return life.isOver ? new Promise(() => undefined) : value;
  }
}
