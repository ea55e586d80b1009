/** Outbox entries for tests. */
import type { Delivery, OutboxEntry, QueuedEntry } from './outbox-entry.ts';

/** A readable id: the same text gives the same id. */
export const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

export function anEntry(nth: number, different: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    v: 1,
    id: idOf(nth),
    occid: 61207,
    collid: 1,
    why: 'link',
    edit: { term: 'catalogNumber', from: null, to: `VASC${String(nth).padStart(7, '0')}` },
    seen: {
      accession: '1499',
      recordedBy: 'J. Pell',
      recordNumber: '1',
      eventDate: '1998-05-03',
      scientificName: null,
    },
    account: 'ana',
    madeAt: 0,
    holdUntil: null,
    undoes: null,
    ...different,
  };
}

export function queued(
  seq: number,
  delivery: Delivery = { is: 'waiting' },
  different: Partial<OutboxEntry> = {},
): QueuedEntry {
  return { seq, entry: anEntry(seq, different), delivery };
}
