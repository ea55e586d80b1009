/** The rows of a connection's database in the browser: the queue people see, and what this station has seen. */
import Dexie, { type Table } from 'dexie';
import { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';

export interface MetaRow {
  readonly key: 'journal';
  readonly journalId: string;
  readonly lastSeq: number;
  readonly shell: string;
}

export interface OccurrenceRow {
  readonly occid: number;
  readonly accessionKeys: readonly string[];
  readonly nameWords: readonly string[];
  readonly catalogNumber: string;
  readonly occurrence: Occurrence;
}

/** `task` is checked when it is read: a newer version of this program may have written it. */
export interface TaskRow {
  readonly id: string;
  readonly step: string;
  readonly startedAt: number;
  readonly task: unknown;
}

export interface EntryRow {
  readonly id: string;
  /** The journal's place; null until the journal has answered. */
  readonly seq: number | null;
  readonly journalId: string;
  /** How far the journal was known when `delivery` was written. */
  readonly asOf?: number;
  readonly occid: number;
  readonly madeAt: number;
  /** The catalog number it sets; empty where it sets none. */
  readonly catalogNumber: string;
  readonly isRecovered: boolean;
  readonly isSetAside: boolean;
  /** The supervisor's account that sends it instead of its maker's. */
  readonly adoptedBy: string | null;
  readonly entry: unknown;
  readonly delivery: unknown;
}

export interface CaseRow {
  readonly id: string;
  readonly madeAt: number;
  /** Null until the journal has answered. */
  readonly seq: number | null;
  readonly expertCase: unknown;
}

/** A record of the work list of Option 2. `prepared` and `task` are checked when they are read. */
export interface PictureRow {
  readonly occid: number;
  readonly place: number;
  readonly catalogNumber: string | null;
  readonly prepared: unknown;
  readonly task: unknown;
}

const VERSION = 3;

const STORES = {
  meta: 'key',
  occurrences: 'occid, *accessionKeys, *nameWords, catalogNumber',
  tasks: 'id, step',
  entries: 'id, seq, catalogNumber, madeAt',
  cases: 'id, madeAt',
};
const SINCE_VERSION_3 = { pictures: 'occid, place' };

export class Tables extends Dexie {
  readonly meta!: Table<MetaRow, string>;
  readonly occurrences!: Table<OccurrenceRow, number>;
  readonly tasks!: Table<TaskRow, string>;
  readonly entries!: Table<EntryRow, string>;
  readonly cases!: Table<CaseRow, string>;
  readonly pictures!: Table<PictureRow, number>;

  constructor(connectionId: string) {
    super(`vasculum-${connectionId}`, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores(STORES);
    this.version(2)
      .stores(STORES)
      .upgrade(transaction => transaction.table<EntryRow>('entries').toCollection().modify(upgradeEntry));
    this.version(VERSION).stores(SINCE_VERSION_3);
  }

  /** Whether a newer version of this program has upgraded the open database. Dexie counts in tens. */
  isNewer(): boolean {
    return this.backendDB().version > VERSION * 10;
  }
}

/** Entries of the first version knew one kind of change, and nobody who sends for another. What cannot be read stays as it is. */
function upgradeEntry(row: { adoptedBy?: string | null; entry: unknown }): void {
  row.adoptedBy ??= null;
  row.entry = OutboxEntry.safeParse(row.entry).data ?? row.entry;
}
