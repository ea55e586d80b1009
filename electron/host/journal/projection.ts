/** What the journal's lines add up to: every entry with its delivery, and the cases kept for experts. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Mark } from '../../../shared/outbox/mark.ts';
import { afterAdoption, isSettled, needsPerson, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { ExpertCase } from '../../../shared/workflow/expert-case.ts';
import { applyHandOver, noHandOvers, type HandOvers } from './hand-over-line.ts';
import type { JournalLine } from './journal-line.ts';

export interface Doubt {
  /** When the outcome became unknown, or was looked at last; wall milliseconds. */
  readonly since: number;
  readonly looks: number;
  /** Of the attempt whose outcome was unknown first; what that one may still do is seen against this. */
  readonly mark?: Mark | undefined;
}

/** Where the journal's bytes cannot be trusted: a segment, and the first bad line in it, from 1. */
export interface Damage {
  readonly segment: number;
  readonly line: number;
}

export interface Projection {
  journalId: string | undefined;
  lastSeq: number;
  newerLines: number;
  readonly queue: Map<string, QueuedEntry>;
  /** Ids of the entries of which something may still become; the queue keeps the rest to be read. */
  readonly open: Set<string>;
  readonly marks: Map<string, Mark>;
  /** Entries whose outcome was unknown once, by id: they are looked at again for what may have arrived late. */
  readonly doubtful: Map<string, Doubt>;
  readonly cases: Map<string, ExpertCase>;
  readonly handOvers: HandOvers;
  /** A damage that no person has looked at yet: until then nothing is sent. */
  damage: Damage | undefined;
  /** Entries that were open when the journal was found damaged: their verdict may be what was lost, so a person decides. */
  readonly salvaged: Set<string>;
}

export const nothingYet = (): Projection => ({
  journalId: undefined,
  lastSeq: 0,
  newerLines: 0,
  queue: new Map(),
  open: new Set(),
  marks: new Map(),
  doubtful: new Map(),
  cases: new Map(),
  handOvers: noHandOvers(),
  damage: undefined,
  salvaged: new Set(),
});

export function apply(projection: Projection, line: JournalLine): void {
  projection.lastSeq = line.seq;
  const { what } = line;
  switch (what?.kind) {
    case undefined:
      projection.newerLines += 1;
      return;
    case 'opened':
      projection.journalId = what.journalId;
      return;
    case 'queued':
      return addEntry(projection, { seq: line.seq, entry: what.entry, delivery: { is: 'waiting' }, adoptedBy: null });
    case 'caseKept':
      projection.cases.set(what.expertCase.id, what.expertCase);
      return;
    case 'moved':
      projection.salvaged.delete(what.entryId);
      if (what.delivery.is === 'checking') doubt(projection, what.entryId, line.at);
      return move(projection, what.entryId, what.delivery);
    case 'intent':
      projection.marks.set(what.entryId, what.mark);
      return move(projection, what.entryId, { is: 'sending', attempt: what.attempt, since: line.at });
    case 'adopted':
      return what.entryIds.forEach(entryId => adopt(projection, entryId, what.by));
    case 'swept':
      return sweep(projection, what.entryId, line.at);
    case 'handedOver':
    case 'takenBack':
    case 'handOverClosed':
    case 'takenIn':
      return applyHandOver(projection, what, line).forEach(queued => put(projection, queued));
    case 'salvaged':
      projection.journalId = what.journalId;
      return leaveToPerson(projection, { segment: what.damagedSegment, line: what.damagedLine });
    case 'damageSeen':
      projection.damage = undefined;
      return;
    case 'continued':
      projection.journalId = what.journalId;
      return;
    case 'closed':
      return;
    default:
      assertNever(what);
  }
}

/** What was lost may have been the verdict or the withdrawal of any entry that looks open. */
export function leaveToPerson(projection: Projection, damage: Damage): void {
  projection.damage = damage;
  for (const { entry, delivery } of projection.queue.values())
    if (!isSettled(delivery) && delivery.is !== 'handedOver') projection.salvaged.add(entry.id);
}

/**
 * After a restart an entry that was being sent has an unknown outcome: its quarantine starts anew, whatever time has
 * passed. Source: RELIABILITY D6, K8-K12.
 */
export function afterRestart(projection: Projection, now: number): void {
  const { doubtful } = projection;
  // A clock that was turned back must not put a look off for ever.
  for (const [id, one] of doubtful) doubtful.set(id, { ...one, since: Math.min(one.since, now) });
  for (const { entry, delivery } of [...projection.queue.values()]) {
    if (delivery.is !== 'sending' && delivery.is !== 'checking') continue;
    doubt(projection, entry.id, now);
    const why = delivery.is === 'checking' ? delivery.why : ({ kind: 'timedOut' } as const);
    move(projection, entry.id, {
      is: 'checking',
      attempt: delivery.attempt,
      notBefore: now + QUARANTINE_MS,
      why,
      answered: delivery.is === 'checking' && delivery.answered,
      looks: delivery.is === 'checking' ? delivery.looks : 0,
    });
  }
}

/** The open entries, oldest first, and the changes that take one of them back, settled or not. */
export function workingSet({ queue, open }: Projection): readonly QueuedEntry[] {
  const entries = [...open].flatMap(id => queue.get(id) ?? []);
  const undone = new Set(entries.filter(({ delivery }) => needsPerson(delivery)).map(({ entry }) => entry.id));
  if (undone.size === 0) return entries;
  const undoers = [...queue.values()].filter(
    ({ entry }) => entry.undoes !== null && undone.has(entry.undoes) && !open.has(entry.id),
  );
  return [...entries, ...undoers];
}

/** How often an outcome that was unknown is looked at again: twice some minutes later, and at the next start. */
export const LOOKS = 3;

function addEntry(projection: Projection, queued: QueuedEntry): void {
  if (projection.queue.has(queued.entry.id)) return;
  projection.queue.set(queued.entry.id, queued);
  projection.open.add(queued.entry.id);
}

function move(projection: Projection, entryId: string, delivery: QueuedEntry['delivery']): void {
  const queued = projection.queue.get(entryId);
  if (queued) put(projection, { ...queued, delivery });
}

function put({ queue, open }: Projection, queued: QueuedEntry): void {
  queue.set(queued.entry.id, queued);
  if (isSettled(queued.delivery)) open.delete(queued.entry.id);
  else open.add(queued.entry.id);
}

function adopt(projection: Projection, entryId: string, by: string): void {
  const queued = projection.queue.get(entryId);
  if (queued) put(projection, { ...queued, adoptedBy: by, delivery: afterAdoption(queued.delivery) });
}

function doubt(projection: Projection, entryId: string, since: number): void {
  const { doubtful, marks } = projection;
  doubtful.set(entryId, { since, looks: 0, mark: doubtful.get(entryId)?.mark ?? marks.get(entryId) });
}

function sweep({ doubtful }: Projection, entryId: string, since: number): void {
  const before = doubtful.get(entryId);
  if (!before) return;
  if (before.looks + 1 >= LOOKS) doubtful.delete(entryId);
  else doubtful.set(entryId, { ...before, since, looks: before.looks + 1 });
}
