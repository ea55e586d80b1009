/** The outbox as this browser keeps it: a full second copy of the queue, beside the host's journal. */
import { afterAdoption, Delivery, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { endOf, moveRow, type KeptState } from '../../shared/outbox/reconcile.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { EntryRow, MetaRow, Tables } from './tables.ts';

/** One entry for the screen. */
export interface QueueRow {
  readonly entry: OutboxEntry;
  readonly delivery: Delivery;
  /** The supervisor's account that sends it instead of its maker's. */
  readonly adoptedBy: string | null;
  /** False until the host's journal has answered: only then it is "saved". */
  readonly isSaved: boolean;
  readonly isRecovered: boolean;
  /** Could not be matched with the journal: a person looks, nothing is sent. */
  readonly isSetAside: boolean;
  /** A later change takes it back, or takes its place. */
  readonly isTakenBack: boolean;
}

/** One entry as it was read: checked once, and compared with the journal by the rest. */
export interface KeptRow {
  readonly row: EntryRow;
  readonly shown: QueueRow;
}

export interface KeptQueue {
  readonly meta: MetaRow | undefined;
  readonly rows: ReadonlyMap<string, KeptRow>;
  /** Rows that a newer version of this program wrote: left alone. */
  readonly newer: number;
}

/** Reads all there is, each row checked once. */
export async function readKept(tables: Tables): Promise<KeptQueue> {
  const [meta, read] = [await tables.meta.get('journal'), await tables.entries.toArray()];
  const rows = new Map(
    read.flatMap(row => {
      const shown = queueRowOf(row);
      return shown ? [[row.id, { row, shown }]] : [];
    }),
  );
  return { meta, rows, newer: read.length - rows.size };
}

export function queueRowOf(row: EntryRow): QueueRow | undefined {
  const entry = OutboxEntry.safeParse(row.entry).data;
  const delivery = Delivery.safeParse(row.delivery).data;
  return entry && delivery && shownAs(row, entry, delivery);
}

/** What is known to be checked already. */
export const shownAs = (row: EntryRow, entry: OutboxEntry, delivery: Delivery): QueueRow => ({
  entry,
  delivery,
  adoptedBy: row.adoptedBy,
  isSaved: row.seq !== null,
  isRecovered: row.isRecovered,
  isSetAside: row.isSetAside,
  isTakenBack: false,
});

export const waitingRow = (entry: OutboxEntry, journalId: string): EntryRow => ({
  id: entry.id,
  seq: null,
  journalId,
  occid: occidOf(entry.change) ?? 0,
  madeAt: entry.madeAt,
  catalogNumber: catalogNumberOf(entry.change) ?? '',
  isRecovered: false,
  isSetAside: false,
  adoptedBy: null,
  entry,
  delivery: { is: 'waiting' } satisfies Delivery,
});

/** What reconciliation needs to know of this copy. */
export function keptStateOf({ meta, rows }: KeptQueue): KeptState {
  const entries = [...rows.values()].flatMap(({ row, shown }) =>
    row.isSetAside
      ? []
      : [{ entry: shown.entry, journalId: row.journalId, seq: row.seq, settled: endOf(shown.delivery) }],
  );
  return { journalId: meta?.journalId ?? null, lastSeq: meta?.lastSeq ?? 0, entries };
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
    await moveRow(tables.entries, entryId, { delivery, asOf: seq });
    await rememberSeq(tables, seq);
  });
}

/** A supervisor sends these now. */
export async function noteAdopted(tables: Tables, entryIds: readonly string[], by: string, seq: number): Promise<void> {
  await tables.transaction('rw', tables.entries, tables.meta, async () => {
    const rows = await tables.entries.where('id').anyOf(entryIds).toArray();
    const adopted = rows.flatMap(row => {
      const delivery = Delivery.safeParse(row.delivery).data;
      return delivery ? [{ ...row, adoptedBy: by, delivery: afterAdoption(delivery) }] : [];
    });
    await tables.entries.bulkPut(adopted);
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
