/** The browser's copy of the queue, as the window keeps it: rows in memory, met with the journal by the shipped rules. */
import type { Delivery, OutboxEntry } from '../../../../shared/outbox/outbox-entry.ts';
import {
  endOf,
  knowsMore,
  moveRow,
  reconcile,
  type JournalState,
  type KeptEntry,
  type Move,
  type Reconciliation,
} from '../../../../shared/outbox/reconcile.ts';

export interface Row extends KeptEntry {
  readonly delivery: Delivery;
  readonly isSetAside: boolean;
}

/** As a table of the browser's database keeps them. */
class MemoryRows extends Map<string, Row> {
  keep(row: Omit<Row, 'settled'>): void {
    this.set(row.entry.id, { ...row, settled: endOf(row.delivery) });
  }

  update(entryId: string, { delivery }: Move): void {
    const row = this.get(entryId);
    if (row) this.keep({ ...row, delivery });
  }
}

export class WindowCopy {
  readonly rows = new MemoryRows();
  journalId: string | null = null;
  lastSeq = 0;
  /** Keeps nothing while its disk is full. */
  isFull = false;

  keep(entry: OutboxEntry): boolean {
    if (this.isFull) return false;
    const row = { entry, journalId: this.journalId ?? '', seq: null };
    this.rows.keep({ ...row, delivery: { is: 'waiting' }, isSetAside: false });
    return true;
  }

  wipe(): void {
    this.rows.clear();
    this.journalId = null;
    this.lastSeq = 0;
  }

  acknowledge(entryId: string, seq: number): void {
    const row = this.rows.get(entryId);
    if (row) this.rows.set(entryId, { ...row, seq });
    this.lastSeq = Math.max(this.lastSeq, seq);
  }

  noteMove(entryId: string, delivery: Delivery, seq: number): void {
    moveRow(this.rows, entryId, { delivery, asOf: seq });
    this.lastSeq = Math.max(this.lastSeq, seq);
  }

  /** Meets the journal; answers what is to be withdrawn there, offered to it, and how far this copy knew it. */
  meet(journal: JournalState): {
    readonly ended: Reconciliation['ended'];
    readonly offer: readonly OutboxEntry[];
    readonly knew: number;
  } {
    const kept = [...this.rows.values()].filter(row => !row.isSetAside);
    const state = { journalId: this.journalId, lastSeq: this.lastSeq, entries: kept };
    const meeting = reconcile(journal, state);
    const knew = knowsMore(journal, state) ? this.lastSeq : 0;
    for (const { seq, entry, delivery } of meeting.restore)
      this.rows.keep({ entry, journalId: journal.journalId, seq, delivery, isSetAside: false });
    for (const entry of meeting.setAside) {
      const row = this.rows.get(entry.id);
      if (row) this.rows.set(entry.id, { ...row, journalId: '', seq: null, isSetAside: true });
    }
    this.journalId = journal.journalId;
    this.lastSeq = journal.lastSeq;
    return { ended: meeting.ended, offer: meeting.recover, knew };
  }

  /** What the journal never answered and is still to be offered. */
  unsaved(): readonly OutboxEntry[] {
    return [...this.rows.values()]
      .filter(row => row.seq === null && !row.isSetAside && !row.settled)
      .map(({ entry }) => entry);
  }
}
