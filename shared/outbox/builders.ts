/** Outbox entries for tests. */
import type { ChangeOf } from '../portal/change.ts';
import type { FieldEdit } from '../specimen/field-edit.ts';
import type { WholeRecord } from '../portal/portal-record.ts';
import type { Conflicted, ConflictKind, Delivery, OutboxEntry, QueuedEntry } from './outbox-entry.ts';

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

export const delivered = { is: 'delivered', at: 0, already: false, superseded: false, occid: null } as const;

export const clash = (kind: ConflictKind, different: Partial<Conflicted> = {}): Conflicted => ({
  is: 'conflicted',
  kind,
  portalNow: null,
  holders: [],
  replaced: null,
  by: null,
  byWhen: null,
  parts: [],
  at: 0,
  ...different,
});

export function aRecord(occid: number, different: Partial<WholeRecord> = {}): WholeRecord {
  return {
    occid,
    collid: 1,
    isSecured: false,
    rowStamp: 'S0',
    fields: {},
    identifiers: [],
    images: [],
    determinations: [],
    legacyNumber: null,
    associations: [],
    ...different,
  };
}

export const aMerge = (source: number, target: number): ChangeOf<'merge'> => ({
  kind: 'merge',
  source,
  target,
  shown: { source: aRecord(source), target: aRecord(target) },
});
