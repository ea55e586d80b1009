/**
 * The loop that empties the outbox:
 *
 *   portal left in peace? -> choose -> session? -> (checking? prove : deliver) -> journal the verdict -> announce -> choose …
 *   nothing due -> look again at what was doubtful -> sleep until the next is due, or until woken
 */
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import { canWithdraw, isSettled, type Delivery, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { Reconciliation } from '../../../shared/outbox/reconcile.ts';
import { chooseNext, nextDue, QUARANTINE_MS, type Moment } from '../../../shared/outbox/schedule.ts';
import { workingSet } from '../journal/projection.ts';
import { ClockWatch } from './clock-watch.ts';
import { afterFault, conflicted, deliver, prove } from './deliver.ts';
import { PortalAccess } from './portal-access.ts';
import type { EnginePorts } from './ports.ts';
import { chooseForSweep, nextSweepDue, sweep } from './sweep.ts';

/** As far as the journal knows. */
const isUnsent = ({ delivery }: QueuedEntry): boolean => delivery.is === 'waiting' || delivery.is === 'retrying';

/** Longest sleep: a clock that jumped is noticed by then. */
const LONGEST_SLEEP_MS = 60_000;
/** A verdict that found no room on the disk is offered again: without it the entry would stay in hand. */
const DISK_FULL_PAUSE_MS = 5_000;

export class Engine {
  private readonly released = new Set<string>();
  private readonly startedAt: number;
  private readonly access: PortalAccess;
  private readonly clock: ClockWatch;
  private cancelSleep: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;
  private isMet = false;
  private isWoken = false;
  /** How many acts let nothing begin. */
  private resting = 0;
  /** The entry in hand: nothing about it may be changed by anybody else. */
  private inHand: string | undefined;
  /** What somebody else is doing something about: the loop leaves it alone. */
  private readonly reserved = new Set<string>();

  constructor(private readonly ports: EnginePorts) {
    this.startedAt = ports.now();
    this.access = new PortalAccess(ports);
    this.clock = new ClockWatch(ports);
  }

  /**
   * Lets entries leave from now on; until the working window has met the journal nothing does. `knew` is the newest line the
   * window heard of: in an older copy of the journal, put back, each open entry may have left since, and a person looks at it.
   */
  async meet(knew: number, ended: Reconciliation['ended'] = []): Promise<void> {
    const { projection } = this.ports.journal;
    for (const { entryId, delivery } of ended)
      if (projection.open.has(entryId) && isSettled(delivery)) await this.settle(entryId, delivery);
    const isOldCopy = knew > projection.lastSeq;
    const mayHaveLeft = workingSet(projection).filter(
      queued => projection.salvaged.has(queued.entry.id) || (isOldCopy && isUnsent(queued)),
    );
    for (const { entry } of mayHaveLeft) await this.settle(entry.id, conflicted(this.ports, 'salvaged'));
    if (!this.isMet) await this.noteDoubts();
    this.isMet = true;
    this.wake();
  }

  /** Looks at the queue now, or once the entry in hand is done. */
  wake(): void {
    if (!this.isMet) return;
    // Lines of a newer version may have withdrawn or sent what looks waiting to this one: nothing is sent beside them.
    if (this.ports.journal.projection.newerLines > 0) return;
    // What a damaged journal has lost may have been anything: a person looks first.
    if (this.ports.journal.projection.damage) return;
    this.isWoken = true;
    this.cancelSleep?.();
    if (this.canRun && !this.running) this.running = this.runWhileWoken();
  }

  /** Ends an entry's time for second thoughts. */
  release(entryId: string): void {
    this.released.add(entryId);
    this.wake();
  }

  /** Skips the waiting of entries that are only delayed, and of a portal left in peace; never a quarantine. */
  tryNow(): void {
    const { open, queue } = this.ports.journal.projection;
    for (const entryId of open) if (queue.get(entryId)?.delivery.is === 'retrying') this.released.add(entryId);
    this.access.tryNow();
    this.wake();
  }

  /** Takes an entry back, journal first. Fails with tooLate once anything of it may have left this station. */
  async withdraw(entryId: string, by: string): Promise<Result<number>> {
    const queued = this.ports.journal.projection.queue.get(entryId);
    if (!queued) return failed({ kind: 'notFound' });
    if (!canWithdraw(queued.delivery)) return failed({ kind: 'tooLate' });
    return this.reserve([entryId], () => this.move(entryId, { is: 'withdrawn', at: this.ports.now(), by }));
  }

  /** Lays an entry of which nothing was sent before a person. One that is being worked on comes to its own end. */
  async refuse(entryId: string, why: Failure): Promise<void> {
    const { queue, marks } = this.ports.journal.projection;
    const stands = queue.get(entryId)?.delivery.is;
    const isBegun = marks.has(entryId) || (stands !== 'waiting' && stands !== 'retrying');
    if (isBegun) return;
    await this.reserve([entryId], () => this.move(entryId, { is: 'refused', why, at: this.ports.now() }));
  }

  /** Whether it is being worked on now, so that nobody else may change anything about it. */
  isBusyWith(entryId: string): boolean {
    return this.inHand === entryId || this.reserved.has(entryId);
  }

  /**
   * Does something about entries that are not in hand, while the loop leaves them alone. Fails with tooLate otherwise, and with
   * hostGone before the window has met the journal: what looks open in an old copy of it may be over long since.
   */
  async reserve<Value>(entryIds: readonly string[], act: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if (!this.isMet) return failed({ kind: 'hostGone' });
    if (entryIds.some(id => this.isBusyWith(id))) return failed({ kind: 'tooLate' });
    for (const id of entryIds) this.reserved.add(id);
    try {
      return await act();
    } finally {
      for (const id of entryIds) this.reserved.delete(id);
      this.wake();
    }
  }

  /** Lets the entry in hand come to its end, and no other begin until the act is done. */
  async whileAtRest<Value>(act: () => Promise<Value>): Promise<Value> {
    this.resting += 1;
    try {
      await this.running;
      return await act();
    } finally {
      this.resting -= 1;
      this.wake();
    }
  }

  /** Once nothing is due any more. */
  async idle(): Promise<void> {
    await this.running;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancelSleep?.();
    await this.running;
  }

  /** Subtle: begins later, so that whoever wakes it from within its own calls does not begin a second one. */
  private async runWhileWoken(): Promise<void> {
    await Promise.resolve();
    while (this.isWoken && this.canRun) await this.run();
    this.running = undefined;
  }

  private get canRun(): boolean {
    return !this.isStopped && this.resting === 0;
  }

  private async run(): Promise<void> {
    while (this.canRun) {
      this.isWoken = false;
      if (this.clock.wasTurned()) await this.waitAnew();
      const { isLeftInPeace } = this.access;
      const next = isLeftInPeace ? undefined : chooseNext(this.queue(), this.moment());
      // Subtle: after a wait for the session it is chosen anew; what was chosen may have been taken back meanwhile.
      if (next && !this.access.isSignedIn) await this.access.signIn();
      else if (next) await this.work(next);
      else if (isLeftInPeace || !(await this.sweepOne())) {
        if (!this.isWoken) return this.sleep();
      }
    }
  }

  /** Subtle: what was in hand when the program ended is in doubt since this start; the next ones learn that from the journal alone. */
  private async noteDoubts(): Promise<void> {
    for (const { entry, delivery } of this.queue())
      if (delivery.is === 'checking') await this.settle(entry.id, delivery);
  }

  /** A quarantine begins anew, and nothing is put off for long. Subtle: each is looked at in its turn, for it may be taken back meanwhile. */
  private async waitAnew(): Promise<void> {
    this.access.tryNow();
    const latest = this.ports.now() + QUARANTINE_MS;
    for (const { entry } of this.queue()) {
      if (this.reserved.has(entry.id)) continue;
      const delivery = this.ports.journal.projection.queue.get(entry.id)?.delivery;
      this.inHand = entry.id;
      if (delivery?.is === 'checking' || (delivery?.is === 'retrying' && delivery.notBefore > latest))
        await this.settle(entry.id, { ...delivery, notBefore: latest });
    }
    this.inHand = undefined;
  }

  private async work(queued: QueuedEntry): Promise<void> {
    this.inHand = queued.entry.id;
    this.released.delete(queued.entry.id);
    try {
      const delivery = await (queued.delivery.is === 'checking' ? prove : deliver)(this.ports, queued);
      if (this.isStopped) return;
      this.access.noteDelivery(delivery);
      await this.settle(queued.entry.id, delivery);
    } catch (error) {
      this.ports.report(error);
      await this.settle(queued.entry.id, afterFault(this.ports, queued));
    } finally {
      this.inHand = undefined;
    }
  }

  /** Looks at one doubtful entry that is due; false where there was none. */
  private async sweepOne(): Promise<boolean> {
    const queued = chooseForSweep(this.ports.journal.projection, this.startedAt, this.ports.now());
    if (!queued || !(this.access.isSignedIn || (await this.access.signIn()))) return false;
    const found = await sweep(this.ports, queued);
    this.access.note(found.is === 'failed' ? failed(found.failure) : success(undefined));
    if (found.is === 'failed' || this.isStopped) return false;
    if (found.is === 'late') await this.settle(queued.entry.id, found.delivery);
    await this.ports.journal.record({ kind: 'swept', entryId: queued.entry.id });
    return true;
  }

  private async settle(entryId: string, delivery: Delivery): Promise<void> {
    while (!this.isStopped && !(await this.move(entryId, delivery)).ok)
      await new Promise<void>(resolve => this.ports.after(DISK_FULL_PAUSE_MS, resolve));
  }

  private async move(entryId: string, delivery: Delivery): Promise<Result<number>> {
    const kept = await this.ports.journal.record({ kind: 'moved', entryId, delivery });
    if (kept.ok) this.ports.announce(kept.value, entryId, delivery);
    return kept;
  }

  private sleep(): void {
    const due = this.dueNext();
    if (due === undefined) return;
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(0, due - this.ports.now()));
    this.cancelSleep?.();
    this.cancelSleep = this.ports.after(ms, () => this.wake());
  }

  private dueNext(): number | undefined {
    const sweepDue = nextSweepDue(this.ports.journal.projection, this.startedAt);
    const due = Math.min(nextDue(this.queue(), this.moment()) ?? Infinity, sweepDue ?? Infinity);
    return Number.isFinite(due) ? Math.max(due, this.access.leftInPeaceUntil) : undefined;
  }

  private queue(): readonly QueuedEntry[] {
    return workingSet(this.ports.journal.projection).filter(({ entry }) => !this.reserved.has(entry.id));
  }

  private moment(): Moment {
    return { now: this.ports.now(), released: this.released, account: this.ports.account() };
  }
}
