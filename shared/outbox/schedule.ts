import { isTemporary } from '../failure/explain-failure.ts';
import type { Failure } from '../failure/failure.ts';
import { isSettled, needsPerson, type Delivery, type QueuedEntry } from './outbox-entry.ts';

/** How long an unknown outcome rests before it is looked at: the longest a portal may still be working on it. */
export const QUARANTINE_MS = 150_000;

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/** Full jitter: somewhere below the doubled delay, so that stations do not return in step. `chance` is in [0, 1). */
export function delayAfter(attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.5 + chance / 2));
}

/** What follows a failure that happened before anything was sent. */
export function afterFailure(failure: Failure, attempt: number, now: number, chance: number): Delivery {
  if (!isTemporary(failure)) return { is: 'refused', why: failure, at: now };
  const asked = failure.kind === 'busy' ? (failure.retryAfterMs ?? 0) : 0;
  return { is: 'retrying', attempt, notBefore: now + Math.max(asked, delayAfter(attempt, chance)), why: failure };
}

export interface Moment {
  readonly now: number;
  /** Entries whose hold was ended early. */
  readonly released: ReadonlySet<string>;
  /** Whose session is open; undefined while signed out. */
  readonly account: string | undefined;
}

/**
 * The next entry to work on: the oldest that is due and that no earlier open entry about the same occurrence is ahead of.
 * An entry is never sent under another account than the one that made it.
 */
export function chooseNext(queue: readonly QueuedEntry[], moment: Moment): QueuedEntry | undefined {
  return laneHeads(queue).find(
    queued => queued.entry.account === moment.account && dueAt(queued, moment.released) <= moment.now,
  );
}

/** When to look again, if nothing happens before; undefined where only an event can move the queue. */
export function nextDue(queue: readonly QueuedEntry[], moment: Moment): number | undefined {
  const times = laneHeads(queue)
    .filter(queued => queued.entry.account === moment.account)
    .map(queued => dueAt(queued, moment.released))
    .filter(Number.isFinite);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The first open entry of each occurrence, oldest first; one that a later change takes back is out of its way. */
function laneHeads(queue: readonly QueuedEntry[]): readonly QueuedEntry[] {
  const takenBack = new Set(
    queue.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes),
  );
  const isClosed = ({ entry, delivery }: QueuedEntry) =>
    isSettled(delivery) || (needsPerson(delivery) && takenBack.has(entry.id));
  const heads = new Map<number, QueuedEntry>();
  for (const queued of [...queue].sort((a, b) => a.seq - b.seq)) {
    if (!isClosed(queued) && !heads.has(queued.entry.occid)) heads.set(queued.entry.occid, queued);
  }
  return [...heads.values()];
}

function dueAt({ entry, delivery }: QueuedEntry, released: ReadonlySet<string>): number {
  if (delivery.is === 'waiting') return released.has(entry.id) ? 0 : (entry.holdUntil ?? 0);
  if (delivery.is === 'retrying' || delivery.is === 'checking') return delivery.notBefore;
  return Infinity;
}
