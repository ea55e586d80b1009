import { isTemporary } from '../failure/explain-failure.ts';
import type { Failure } from '../failure/failure.ts';
import { recordsOf, type Change } from '../portal/change.ts';
import { isSettled, needsPerson, senderOf, type Delivery, type QueuedEntry } from './outbox-entry.ts';

/** How long an unknown outcome rests before it is looked at: the longest a portal may still be working on it. */
export const QUARANTINE_MS = 150_000;

/** A portal may still be making an upload's smaller pictures: it is looked for twice, so far apart. */
const BETWEEN_LOOKS_FOR_AN_IMAGE_MS = 30_000;

/** How long after a change was proven not to have arrived it is looked for once more, and then sent. */
export const delayBeforeResend = (change: Change): number =>
  change.kind === 'attachImage' ? BETWEEN_LOOKS_FOR_AN_IMAGE_MS : 0;

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/** Full jitter: somewhere below the doubled delay, so that stations do not return in step. `chance` is in [0, 1). */
export function delayAfter(attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(ceiling * (0.5 + chance / 2));
}

/** What follows a failure that happened before anything was sent. What the portal asks for is the circuit's affair. */
export function afterFailure(failure: Failure, attempt: number, now: number, chance: number): Delivery {
  if (!isWorthARetry(failure, attempt)) return { is: 'refused', why: failure, at: now };
  return { is: 'retrying', attempt, notBefore: now + delayAfter(attempt, chance), why: failure };
}

/** After so many answers that are not understood it is no page in between. */
const MOST_RIDDLES = 12;

/** An answer that is not understood may be a page of a proxy in between: the next one may be the portal's. */
const isWorthARetry = (failure: Failure, attempt: number): boolean =>
  isTemporary(failure) || (failure.kind === 'notUnderstood' && attempt < MOST_RIDDLES);

export interface Moment {
  readonly now: number;
  /** Entries whose hold or pause a person ended early; a quarantine is never ended. */
  readonly released: ReadonlySet<string>;
  /** Whose session is open; undefined while signed out. */
  readonly account: string | undefined;
}

/**
 * The next entry to work on: the oldest that is due and that no earlier open entry stands before.
 * An entry is never sent under another account than its maker's or its adopter's.
 */
export function chooseNext(queue: readonly QueuedEntry[], moment: Moment): QueuedEntry | undefined {
  return laneHeads(queue).find(
    queued => senderOf(queued) === moment.account && dueAt(queued, moment.released) <= moment.now,
  );
}

/** When to look again, if nothing happens before; undefined where only an event can move the queue. */
export function nextDue(queue: readonly QueuedEntry[], moment: Moment): number | undefined {
  let next = Infinity;
  for (const queued of laneHeads(queue))
    if (senderOf(queued) === moment.account) next = Math.min(next, dueAt(queued, moment.released));
  return Number.isFinite(next) ? next : undefined;
}

/**
 * The entries that nothing stands before, oldest first. An open entry stands before every later one about a record of its
 * own; one that waits for a person, only before later ones about the same field, and before and behind a merge; one that a
 * later change takes back, before nothing. An entry made to follow another waits until that one was delivered.
 */
function laneHeads(queue: readonly QueuedEntry[]): readonly QueuedEntry[] {
  const takenBack = new Set(
    queue.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes),
  );
  const deliveries = new Map(queue.map(({ entry, delivery }) => [entry.id, delivery]));
  const busy = new Set<string>();
  const heads: QueuedEntry[] = [];
  for (const queued of [...queue].sort((a, b) => a.seq - b.seq)) {
    const { entry, delivery } = queued;
    if (isSettled(delivery) || (needsPerson(delivery) && takenBack.has(entry.id))) continue;
    const waits = entry.after !== null && isOpen(deliveries.get(entry.after));
    // A look at what became of an entry disturbs nobody and waits for nobody.
    const isOnlyLooked = delivery.is === 'checking';
    if (isOnlyLooked || (!waits && !needs(queued).some(key => busy.has(key)))) heads.push(queued);
    for (const key of holds(queued)) busy.add(key);
  }
  return heads;
}

/** An entry that the queue does not know any more was settled long ago. */
const isOpen = (delivery: Delivery | undefined): boolean => delivery !== undefined && !isSettled(delivery);

/** What must be free before it may go. */
function needs({ entry: { change } }: QueuedEntry): readonly string[] {
  const records = recordsOf(change).map(String);
  const place = change.kind === 'merge' ? 'any' : placeOf(change);
  return [...records, ...records.map(one => `${one} ${place}`)];
}

/** What it keeps from later ones: the records whole, or while it waits for a person the one place it is about. */
function holds({ entry: { id, change }, delivery }: QueuedEntry): readonly string[] {
  const records = recordsOf(change).map(String);
  if (change.kind === 'create') return [id];
  if (!needsPerson(delivery) || change.kind === 'merge') return records;
  return records.flatMap(one => [`${one} any`, `${one} ${placeOf(change)}`]);
}

function placeOf(change: Change): string {
  return change.kind === 'setField' ? change.edit.term : change.kind;
}

function dueAt({ entry, delivery }: QueuedEntry, released: ReadonlySet<string>): number {
  if (delivery.is === 'waiting') return released.has(entry.id) ? 0 : (entry.holdUntil ?? 0);
  if (delivery.is === 'retrying') return released.has(entry.id) ? 0 : delivery.notBefore;
  if (delivery.is === 'checking') return delivery.notBefore;
  return Infinity;
}
