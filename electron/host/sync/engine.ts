/**
 * The loop that empties the outbox:
 *
 *   choose -> (checking? prove : deliver) -> journal the verdict -> announce -> choose …
 *   nothing due -> sleep until the next is, or until woken
 */
import { failed, type Result } from '../../../shared/failure/failure.ts';
import { canWithdraw, type Delivery, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { chooseNext, nextDue, type Moment } from '../../../shared/outbox/schedule.ts';
import { conflicted, deliver, lookAfterQuarantine, prove } from './deliver.ts';
import type { EnginePorts } from './ports.ts';

/** Longest sleep: a clock that jumped is noticed by then. */
const LONGEST_SLEEP_MS = 60_000;
/** A verdict that found no room on the disk is offered again: without it the entry would stay in hand. */
const DISK_FULL_PAUSE_MS = 5_000;

export class Engine {
  private readonly released = new Set<string>();
  private cancelSleep: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;
  private isMet = false;
  private isWoken = false;
  /** The entry in hand: nothing about it may be changed by anybody else. */
  private inHand: string | undefined;
  private readonly beingWithdrawn = new Set<string>();

  constructor(private readonly ports: EnginePorts) {}

  /**
   * Lets entries leave from now on. Until the working window has met the journal nothing does: an old copy of the journal that
   * was put back would send again what was taken back since.
   */
  meet(): void {
    this.isMet = true;
    this.wake();
  }

  /** Looks at the queue now, or once the entry in hand is done. */
  wake(): void {
    if (!this.isMet) return;
    // Lines of a newer version may have withdrawn or sent what looks waiting to this one: nothing is sent beside them.
    if (this.ports.journal.projection.newerLines > 0) return;
    this.isWoken = true;
    this.cancelSleep?.();
    if (!this.isStopped && !this.running) this.running = this.run().finally(() => (this.running = undefined));
  }

  /** Ends an entry's time for second thoughts. */
  release(entryId: string): void {
    this.released.add(entryId);
    this.wake();
  }

  /** Skips the waiting of entries that are only delayed; never a quarantine. */
  async tryNow(): Promise<void> {
    for (const entryId of [...this.ports.journal.projection.queue.keys()]) {
      // Subtle: looked at anew each time; what moved on while an earlier line was written must not be put back.
      const delivery = this.ports.journal.projection.queue.get(entryId)?.delivery;
      const isFree = this.inHand !== entryId && !this.beingWithdrawn.has(entryId);
      if (delivery?.is === 'retrying' && isFree) await this.move(entryId, { ...delivery, notBefore: this.ports.now() });
    }
    this.wake();
  }

  /** Takes an entry back, journal first. Fails with tooLate once anything of it may have left this station. */
  async withdraw(entryId: string, by: string): Promise<Result<number>> {
    const queued = this.ports.journal.projection.queue.get(entryId);
    if (!queued) return failed({ kind: 'notFound' });
    if (this.inHand === entryId || !canWithdraw(queued.delivery)) return failed({ kind: 'tooLate' });
    this.beingWithdrawn.add(entryId);
    const kept = await this.move(entryId, { is: 'withdrawn', at: this.ports.now(), by });
    this.beingWithdrawn.delete(entryId);
    this.wake();
    return kept;
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

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.isWoken = false;
      const next = chooseNext(this.queue(), this.moment());
      if (next) await this.work(next);
      else if (!this.isWoken) return this.sleep();
    }
  }

  private async work(queued: QueuedEntry): Promise<void> {
    this.inHand = queued.entry.id;
    try {
      const delivery = await this.attempt(queued);
      if (!this.isStopped) await this.settle(queued.entry.id, delivery);
    } catch (error) {
      this.ports.report(error);
      await this.settle(queued.entry.id, this.afterFault(queued));
    } finally {
      this.inHand = undefined;
    }
  }

  private async attempt(queued: QueuedEntry): Promise<Delivery> {
    if (queued.delivery.is === 'checking') return prove(this.ports, queued);
    if (!this.ports.portal.signedIn()) {
      const isBack = await this.ports.signInAgain();
      if (!isBack)
        return {
          is: 'retrying',
          attempt: 1,
          notBefore: this.ports.now() + LONGEST_SLEEP_MS,
          why: { kind: 'signedOut' },
        };
    }
    return deliver(this.ports, queued);
  }

  /** Subtle: once an intent is journalled the change may have left, and only a look at the portal tells. */
  private afterFault({ entry, seq, delivery }: QueuedEntry): Delivery {
    const why = { kind: 'fault', reference: String(seq) } as const;
    const mayHaveLeft = this.ports.journal.projection.marks.has(entry.id);
    if (!mayHaveLeft) return { is: 'refused', why, at: this.ports.now() };
    return delivery.is === 'checking'
      ? conflicted(this.ports, 'unclear', null)
      : lookAfterQuarantine(this.ports, 1, why);
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
    const due = nextDue(this.queue(), this.moment());
    if (due === undefined) return;
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(0, due - this.ports.now()));
    this.cancelSleep?.();
    this.cancelSleep = this.ports.after(ms, () => this.wake());
  }

  private queue(): readonly QueuedEntry[] {
    return [...this.ports.journal.projection.queue.values()].filter(({ entry }) => !this.beingWithdrawn.has(entry.id));
  }

  private moment(): Moment {
    return { now: this.ports.now(), released: this.released, account: this.ports.account() };
  }
}
