/** Where this browser's copy of the queue meets the journal's. */
import type { QueuedEntry } from '../../shared/outbox/outbox-entry.ts';
import type { JournalState, Reconciliation } from '../../shared/outbox/reconcile.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { queueRowOf, shownAs, waitingRow, type KeptQueue, type QueueRow } from './kept-queue.ts';
import type { EntryRow, Tables } from './tables.ts';

export interface Meeting extends Reconciliation {
  readonly journal: JournalState;
  readonly kept: KeptQueue;
  readonly cases: readonly ExpertCase[];
  readonly shell: string;
}

/**
 * Takes the journal's word for all it knows, marks the rest, and remembers which journal it was; writes only what differs.
 * Answers the queue as it is kept now, in no order.
 */
export async function takeOver(tables: Tables, meeting: Meeting): Promise<readonly QueueRow[]> {
  const { journal, kept, cases, shell, isOldCopy } = meeting;
  const { journalId, lastSeq } = journal;
  return tables.transaction('rw', tables.entries, tables.cases, tables.meta, async () => {
    const now = new Map((await tables.entries.toArray()).map(row => [row.id, row]));
    const known = (await tables.meta.get('journal')) ?? { journalId: '', lastSeq: 0 };
    const newest = known.journalId === journalId && !isOldCopy ? Math.max(known.lastSeq, lastSeq) : lastSeq;
    const taken = takenRows(meeting, now);
    await tables.entries.bulkPut(taken.map(({ row }) => row).filter(row => !isKeptSo(now.get(row.id), row)));
    await tables.cases.bulkPut(
      cases.map(expertCase => ({ id: expertCase.id, madeAt: expertCase.madeAt, seq: lastSeq, expertCase })),
    );
    await tables.meta.put({ key: 'journal', journalId, lastSeq: newest, shell });
    return allShown(taken, kept, now);
  });
}

interface Taken {
  readonly row: EntryRow;
  readonly shown: QueueRow;
}

function takenRows(
  { journal, restore, recover, setAside }: Meeting,
  now: ReadonlyMap<string, EntryRow>,
): readonly Taken[] {
  const { journalId } = journal;
  const waiting = (row: EntryRow, entry: QueueRow['entry']) => ({ row, shown: shownAs(row, entry, { is: 'waiting' }) });
  return [
    ...restore.flatMap(queued => restored(queued, journal, now.get(queued.entry.id))),
    ...recover.map(entry => waiting({ ...waitingRow(entry, journalId), isRecovered: true }, entry)),
    ...setAside.map(entry => waiting({ ...waitingRow(entry, ''), isSetAside: true }, entry)),
  ];
}

/** Nothing where a verdict was announced after the journal had been read. */
function restored(
  { seq, entry, delivery, adoptedBy }: QueuedEntry,
  { journalId, lastSeq }: JournalState,
  kept: EntryRow | undefined,
): readonly Taken[] {
  if (kept && kept.journalId === journalId && (kept.asOf ?? 0) > lastSeq) return [];
  const isRecovered = kept?.isRecovered ?? false;
  const row = { ...waitingRow(entry, journalId), seq, delivery, adoptedBy, asOf: lastSeq, isRecovered };
  return [{ row, shown: shownAs(row, entry, delivery) }];
}

const isKeptSo = (kept: EntryRow | undefined, row: EntryRow): boolean =>
  kept !== undefined && factsOf(kept) === factsOf(row);

const factsOf = ({ seq, journalId, adoptedBy, isRecovered, isSetAside, delivery }: EntryRow): string =>
  JSON.stringify([seq, journalId, adoptedBy, isRecovered, isSetAside, delivery]);

/** What was taken over, and beside it what was kept before: checked anew only where it has changed since it was read. */
function allShown(taken: readonly Taken[], kept: KeptQueue, now: ReadonlyMap<string, EntryRow>): readonly QueueRow[] {
  const isTaken = new Set(taken.map(({ row }) => row.id));
  const others = [...now.values()].filter(({ id }) => !isTaken.has(id));
  const checked = others.map(row => {
    const before = kept.rows.get(row.id);
    return before && before.row.asOf === row.asOf && isKeptSo(before.row, row) ? before.shown : queueRowOf(row);
  });
  return [...taken.map(({ shown }) => shown), ...checked.filter(row => row !== undefined)];
}
