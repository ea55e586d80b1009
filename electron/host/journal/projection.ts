/** What the journal's lines add up to: every entry with its delivery, and the cases kept for experts. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Mark } from '../../../shared/outbox/evidence.ts';
import { isSettled, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { ExpertCase } from '../../../shared/workflow/expert-case.ts';
import type { JournalLine } from './journal-line.ts';

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
  readonly marks: Map<string, Mark>;
  readonly cases: Map<string, ExpertCase>;
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
  marks: new Map(),
  cases: new Map(),
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
      return addEntry(projection, { seq: line.seq, entry: what.entry, delivery: { is: 'waiting' } });
    case 'caseKept':
      projection.cases.set(what.expertCase.id, what.expertCase);
      return;
    case 'moved':
      projection.salvaged.delete(what.entryId);
      return move(projection, what.entryId, what.delivery);
    case 'intent':
      projection.marks.set(what.entryId, what.mark);
      return move(projection, what.entryId, { is: 'sending', attempt: what.attempt, since: line.at });
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
    if (!isSettled(delivery)) projection.salvaged.add(entry.id);
}

/**
 * After a restart an entry that was being sent has an unknown outcome: its quarantine starts anew, whatever time has
 * passed. Source: RELIABILITY D6, K8-K12.
 */
export function afterRestart(projection: Projection, now: number): void {
  for (const { entry, delivery } of [...projection.queue.values()]) {
    if (delivery.is !== 'sending' && delivery.is !== 'checking') continue;
    const why = delivery.is === 'checking' ? delivery.why : ({ kind: 'timedOut' } as const);
    move(projection, entry.id, {
      is: 'checking',
      attempt: delivery.attempt,
      notBefore: now + QUARANTINE_MS,
      why,
      answered: delivery.is === 'checking' && delivery.answered,
    });
  }
}

function addEntry(projection: Projection, queued: QueuedEntry): void {
  if (!projection.queue.has(queued.entry.id)) projection.queue.set(queued.entry.id, queued);
}

function move(projection: Projection, entryId: string, delivery: QueuedEntry['delivery']): void {
  const queued = projection.queue.get(entryId);
  if (queued) projection.queue.set(entryId, { ...queued, delivery });
}
