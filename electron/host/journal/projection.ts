/** What the journal's lines add up to: every entry with its delivery, and the cases kept for experts. */
import type { Mark } from '../../../shared/outbox/evidence.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { ExpertCase } from '../../../shared/workflow/expert-case.ts';
import type { JournalLine } from './journal-line.ts';

export interface Projection {
  journalId: string | undefined;
  lastSeq: number;
  newerLines: number;
  readonly queue: Map<string, QueuedEntry>;
  readonly marks: Map<string, Mark>;
  readonly cases: Map<string, ExpertCase>;
}

export const nothingYet = (): Projection => ({
  journalId: undefined,
  lastSeq: 0,
  newerLines: 0,
  queue: new Map(),
  marks: new Map(),
  cases: new Map(),
});

export function apply(projection: Projection, line: JournalLine): void {
  projection.lastSeq = line.seq;
  const { what } = line;
  if (what === undefined) projection.newerLines += 1;
  else if (what.kind === 'opened') projection.journalId = what.journalId;
  else if (what.kind === 'queued')
    addEntry(projection, { seq: line.seq, entry: what.entry, delivery: { is: 'waiting' } });
  else if (what.kind === 'caseKept') projection.cases.set(what.expertCase.id, what.expertCase);
  else if (what.kind === 'moved') move(projection, what.entryId, what.delivery);
  else {
    projection.marks.set(what.entryId, what.mark);
    move(projection, what.entryId, { is: 'sending', attempt: what.attempt, since: line.at });
  }
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
