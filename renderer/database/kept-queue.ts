/** The outbox as this browser keeps it: a full second copy of the queue, beside the host's journal. */
import { Delivery, isSettled, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { JournalState, KeptState, Reconciliation } from '../../shared/outbox/reconcile.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { EntryRow, Tables } from './tables.ts';

/** One entry for the screen. */
export interface QueueRow {
  readonly entry: OutboxEntry;
  readonly delivery: Delivery;
  /** False until the host's journal has answered: only then it is "saved". */
  readonly isSaved: boolean;
  readonly isRecovered: boolean;
  /** Could not be matched with the journal: a person looks, nothing is sent. */
  readonly isSetAside: boolean;
  /** A later change takes it back. */
  readonly isTakenBack: boolean;
}

export interface QueueView {
  /** Oldest first. */
  readonly rows: readonly QueueRow[];
  /** Rows that a newer version of this program wrote: left alone. */
  readonly newer: number;
}

export async function readQueue(tables: Tables): Promise<QueueView> {
  const rows = await tables.entries.orderBy('madeAt').toArray();
  const read = rows.map(queueRowOf);
  const known = read.filter(row => row !== undefined);
  const takenBack = new Set(
    known.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes),
  );
  const marked = known.map(row => ({ ...row, isTakenBack: takenBack.has(row.entry.id) }));
  return { rows: marked, newer: read.length - known.length };
}

function queueRowOf(row: EntryRow): QueueRow | undefined {
  const entry = OutboxEntry.safeParse(row.entry).data;
  const delivery = Delivery.safeParse(row.delivery).data;
  if (!entry || !delivery) return undefined;
  return {
    entry,
    delivery,
    isSaved: row.seq !== null,
    isRecovered: row.isRecovered,
    isSetAside: row.isSetAside,
    isTakenBack: false,
  };
}

export const waitingRow = (entry: OutboxEntry, journalId: string): EntryRow => ({
  id: entry.id,
  seq: null,
  journalId,
  occid: occidOf(entry.change) ?? 0,
  madeAt: entry.madeAt,
  catalogNumber: catalogNumberOf(entry.change) ?? '',
  isRecovered: false,
  isSetAside: false,
  entry,
  delivery: { is: 'waiting' } satisfies Delivery,
});

/** What reconciliation needs to know of this copy. */
export async function keptState(tables: Tables): Promise<KeptState> {
  const meta = await tables.meta.get('journal');
  const rows = await tables.entries.toArray();
  const entries = rows.flatMap(row => {
    const entry = OutboxEntry.safeParse(row.entry).data;
    const delivery = Delivery.safeParse(row.delivery).data;
    if (!entry || !delivery || row.isSetAside) return [];
    return [{ entry, journalId: row.journalId, seq: row.seq, settled: isSettled(delivery) ? delivery : null }];
  });
  return { journalId: meta?.journalId ?? null, lastSeq: meta?.lastSeq ?? 0, entries };
}

/** Takes the journal's word for all it knows, marks the rest, and remembers which journal it was. */
export async function takeOver(
  tables: Tables,
  { journalId, lastSeq }: JournalState,
  { restore, recover, setAside, isOldCopy }: Reconciliation,
  cases: readonly ExpertCase[],
  shell: string,
): Promise<void> {
  const recovered = recover.map(entry => ({ ...waitingRow(entry, journalId), isRecovered: true }));
  const aside = setAside.map(entry => ({ ...waitingRow(entry, ''), isSetAside: true }));
  await tables.transaction('rw', tables.entries, tables.cases, tables.meta, async () => {
    const kept = new Map((await tables.entries.toArray()).map(row => [row.id, row]));
    const known = (await tables.meta.get('journal')) ?? { journalId: '', lastSeq: 0 };
    const newest = known.journalId === journalId && !isOldCopy ? Math.max(known.lastSeq, lastSeq) : lastSeq;
    const restored = restore.flatMap(({ seq, entry, delivery }) => {
      const row = kept.get(entry.id);
      if (row && row.journalId === journalId && (row.asOf ?? 0) > lastSeq) return [];
      return [
        { ...waitingRow(entry, journalId), seq, delivery, asOf: lastSeq, isRecovered: row?.isRecovered ?? false },
      ];
    });
    await tables.entries.bulkPut([...restored, ...recovered, ...aside]);
    await tables.cases.bulkPut(
      cases.map(expertCase => ({ id: expertCase.id, madeAt: expertCase.madeAt, seq: lastSeq, expertCase })),
    );
    await tables.meta.put({ key: 'journal', journalId, lastSeq: newest, shell });
  });
}

/** What the journal never took is taken back here alone, and never offered to it again. */
export async function withdrawUnsaved(tables: Tables, entryId: string, delivery: Delivery): Promise<void> {
  await tables.entries
    .where({ id: entryId })
    .and(row => row.seq === null)
    .modify({ delivery });
}

/** A person wants what was set aside: it waits again, for the journal that is open now. */
export async function putBack(tables: Tables, entry: OutboxEntry): Promise<void> {
  const { journalId } = (await tables.meta.get('journal')) ?? { journalId: '' };
  await tables.entries.put({ ...waitingRow(entry, journalId), isRecovered: true });
}

/** A person has looked at what was set aside and needs it no more; the row stays, to be read. */
export async function leaveAside(tables: Tables, entryId: string, delivery: Delivery): Promise<void> {
  await tables.entries.update(entryId, { delivery });
}

/** The journal has answered: the entry is saved, and this copy knows the journal that far. */
export async function acknowledge(tables: Tables, entryId: string, seq: number): Promise<void> {
  await tables.transaction('rw', tables.entries, tables.meta, async () => {
    await tables.entries.update(entryId, { seq });
    await rememberSeq(tables, seq);
  });
}

export async function noteMove(tables: Tables, entryId: string, delivery: Delivery, seq: number): Promise<void> {
  await tables.transaction('rw', tables.entries, tables.meta, async () => {
    await tables.entries.update(entryId, { delivery, asOf: seq });
    await rememberSeq(tables, seq);
  });
}

export async function readCases(tables: Tables): Promise<readonly ExpertCase[]> {
  const rows = await tables.cases.orderBy('madeAt').toArray();
  return rows.flatMap(row => ExpertCase.safeParse(row.expertCase).data ?? []);
}

/** Cases whose journal line was never answered. */
export async function unsavedCases(tables: Tables): Promise<readonly ExpertCase[]> {
  const rows = await tables.cases.filter(row => row.seq === null).toArray();
  return rows.flatMap(row => ExpertCase.safeParse(row.expertCase).data ?? []);
}

async function rememberSeq(tables: Tables, seq: number): Promise<void> {
  const meta = await tables.meta.get('journal');
  if (meta && seq > meta.lastSeq) await tables.meta.put({ ...meta, lastSeq: seq });
}
