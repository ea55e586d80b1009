/** Outbox entries for tests. */
import type { ChangeOf } from '../portal/change.ts';
import type { FieldEdit } from '../specimen/field-edit.ts';
import type { Delivery, OutboxEntry, QueuedEntry } from './outbox-entry.ts';

/** A readable id: the same text gives the same id. */
export const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** The nth barcode of the roll on a record that has none. */
export const aLink = (occid: number, nth: number, different: Partial<FieldEdit> = {}): ChangeOf<'setField'> => ({
  kind: 'setField',
  occid,
  edit: { term: 'catalogNumber', from: null, to: `VASC${String(nth).padStart(7, '0')}`, ...different },
});

export function anEntry(nth: number, different: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    v: 2,
    id: idOf(nth),
    collid: 1,
    why: 'link',
    change: aLink(61207, nth),
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
    after: null,
    ...different,
  };
}

export function queued(
  seq: number,
  delivery: Delivery = { is: 'waiting' },
  different: Partial<OutboxEntry> = {},
): QueuedEntry {
  return { seq, entry: anEntry(seq, different), delivery, adoptedBy: null };
}
