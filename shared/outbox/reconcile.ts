import { isSettled, type OutboxEntry, type QueuedEntry } from './outbox-entry.ts';

/** An entry as the browser's database keeps it. */
export interface KeptEntry {
  readonly entry: OutboxEntry;
  /** The journal it was made for. */
  readonly journalId: string;
  /** The journal's place of it; null until the journal has answered. */
  readonly seq: number | null;
  /** Whether this copy knows that nothing more becomes of it. */
  readonly isSettled: boolean;
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
  /** Open in an old copy of the journal, settled as this database knows: withdrawn before anything is sent. */
  readonly withdraw: readonly string[];
}

/**
 * The union of the two durable copies, by entry id. Source: DESIGN section 5. Withdrawn entries stay in the journal as
 * tombstones, so an entry the journal knows is never recovered. A journal shorter than the database remembers is an old
 * copy put back: then nothing of the database is trusted to be new.
 */
export function reconcile(journal: JournalState, kept: KeptState): Reconciliation {
  const known = new Set(journal.queue.map(({ entry }) => entry.id));
  const only = kept.entries.filter(({ entry }) => !known.has(entry.id));
  const isSameJournal = kept.journalId === journal.journalId;
  const isOldCopy = isSameJournal && kept.lastSeq > journal.lastSeq;
  const isNew = (one: KeptEntry) =>
    isSameJournal && !isOldCopy && one.journalId === journal.journalId && one.seq === null && !one.isSettled;
  const settledHere = new Set(kept.entries.filter(one => one.isSettled).map(({ entry }) => entry.id));
  const isPast = ({ entry, delivery }: QueuedEntry) => !isSettled(delivery) && settledHere.has(entry.id);
  return {
    restore: journal.queue,
    recover: only.filter(isNew).map(({ entry }) => entry),
    setAside: only.filter(one => !isNew(one) && !one.isSettled).map(({ entry }) => entry),
    withdraw: isOldCopy ? journal.queue.filter(isPast).map(({ entry }) => entry.id) : [],
  };
}
