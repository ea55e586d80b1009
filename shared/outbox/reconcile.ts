import { isSettled, type Delivery, type OutboxEntry, type QueuedEntry } from './outbox-entry.ts';

/** An entry as the browser's database keeps it. */
export interface KeptEntry {
  readonly entry: OutboxEntry;
  /** The journal it was made for. */
  readonly journalId: string;
  /** The journal's place of it; null until the journal has answered. */
  readonly seq: number | null;
  /** How it ended, where this copy knows that nothing more becomes of it. */
  readonly settled: Delivery | null;
}

export interface KeptState {
  readonly journalId: string | null;
  /** Highest place in the journal that this database was told of. */
  readonly lastSeq: number;
  readonly entries: readonly KeptEntry[];
}

export interface JournalState {
  readonly journalId: string;
  readonly lastSeq: number;
  readonly queue: readonly QueuedEntry[];
}

export interface Reconciliation {
  /** In the journal: the database takes them over, verdicts included. */
  readonly restore: readonly QueuedEntry[];
  /** Made here, never answered: joins the queue and is shown as recovered. */
  readonly recover: readonly OutboxEntry[];
  /** Cannot be told apart from old or foreign work: a person looks, nothing is sent. */
  readonly setAside: readonly OutboxEntry[];
  /** The journal is an old copy that was put back. */
  readonly isOldCopy: boolean;
  /** Open in an old copy of the journal, and ended as this database knows: told to it before anything is sent. */
  readonly ended: readonly { readonly entryId: string; readonly delivery: Delivery }[];
}

/** Whether the database remembers lines that the journal has lost: an old copy of it was put back. */
export const knowsMore = (journal: JournalState, kept: Pick<KeptState, 'journalId' | 'lastSeq'>): boolean =>
  kept.journalId === journal.journalId && kept.lastSeq > journal.lastSeq;

/** What a row is told when its entry has moved. */
export interface Move {
  readonly delivery: Delivery;
  /** The journal's place of it. */
  readonly asOf: number;
}

/** Where a copy of the queue keeps its rows: the browser's database, or a stand-in for it. */
export interface Rows<Done> {
  /** Nothing happens where there is no such row. */
  update(entryId: string, move: Move): Done;
}

/** No row ever goes, whatever became of its entry: it is half of two copies. */
export const moveRow = <Done>(rows: Rows<Done>, entryId: string, move: Move): Done => rows.update(entryId, move);

/** How an entry ended; null while something may still become of it. */
export const endOf = (delivery: Delivery): Delivery | null => (isSettled(delivery) ? delivery : null);

/**
 * The union of the two durable copies, by entry id. Source: DESIGN section 5. Withdrawn entries stay in the journal as
 * tombstones, so an entry the journal knows is never recovered. A journal shorter than the database remembers is an old
 * copy put back: then nothing of the database is trusted to be new.
 */
export function reconcile(journal: JournalState, kept: KeptState): Reconciliation {
  const known = new Set(journal.queue.map(({ entry }) => entry.id));
  const only = kept.entries.filter(({ entry }) => !known.has(entry.id));
  const isSameJournal = kept.journalId === journal.journalId;
  const isOldCopy = knowsMore(journal, kept);
  const isNew = (one: KeptEntry) =>
    isSameJournal && !isOldCopy && one.journalId === journal.journalId && one.seq === null && !one.settled;
  const open = new Set(journal.queue.filter(({ delivery }) => !isSettled(delivery)).map(({ entry }) => entry.id));
  const ended = kept.entries.flatMap(({ entry, settled }) =>
    settled && open.has(entry.id) ? [{ entryId: entry.id, delivery: settled }] : [],
  );
  return {
    isOldCopy,
    restore: journal.queue,
    recover: only.filter(isNew).map(({ entry }) => entry),
    setAside: only.filter(one => !isNew(one) && !one.settled).map(({ entry }) => entry),
    ended: isOldCopy ? ended : [],
  };
}
