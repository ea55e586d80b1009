import { z } from 'zod';
import { asPortalKeeps } from '../base/text.ts';

const Text = z.string().nullable();

/** One row of the portal's second store of numbers. */
export const Identifier = z.object({ id: z.number().int(), name: z.string(), value: z.string() });
export type Identifier = z.infer<typeof Identifier>;

export const RecordImage = z.object({
  id: z.number().int(),
  /** What the sender called it; the portal keeps it and enforces nothing. */
  sourceIdentifier: Text,
  originalUrl: Text,
});
export type RecordImage = z.infer<typeof RecordImage>;

export const Determination = z.object({
  id: z.number().int(),
  scientificName: Text,
  identifiedBy: Text,
  dateIdentified: Text,
  isCurrent: z.boolean(),
});
export type Determination = z.infer<typeof Determination>;

export const Association = z.object({
  id: z.number().int(),
  relationship: z.string(),
  /** The other record's occid where it is one of this portal. */
  occidAssociate: z.number().int().nullable(),
  resourceUrl: Text,
});
export type Association = z.infer<typeof Association>;

/**
 * One record as a portal stores it: every column by its own name, and the rows that hang on it. What one needs for
 * comparing before a write and for proving after it; people are shown an Occurrence.
 */
export const PortalRecord = z.object({
  occid: z.number().int().positive(),
  collid: z.number().int().positive(),
  isSecured: z.boolean(),
  /** The portal's row stamp: compared for equality, never with a clock. It stays where only hanging rows change. */
  rowStamp: Text,
  /** Filled columns only, spelled as the portal spells them (`sciname`). */
  fields: z.record(z.string(), z.string()),
  identifiers: z.array(Identifier),
  images: z.array(RecordImage),
  determinations: z.array(Determination),
});
export type PortalRecord = z.infer<typeof PortalRecord>;

/** A record with all that a merge touches: snapshotted before, compared with the prediction after. */
export const WholeRecord = PortalRecord.extend({
  /** The old column of accession numbers, which lists leave out. */
  legacyNumber: Text,
  associations: z.array(Association),
});
export type WholeRecord = z.infer<typeof WholeRecord>;

export const fieldOf = (record: PortalRecord, column: string): string | null =>
  asPortalKeeps(record.fields[column] ?? null);

/** Moves with every change, and stands in the row stamp. */
export const OF_THE_PORTAL: ReadonlySet<string> = new Set(['dateLastModified']);

/** Whether two readings show the same record: each column, each hanging row. */
export const isSameState = (a: WholeRecord, b: WholeRecord): boolean => stateOf(a) === stateOf(b);

function stateOf(record: WholeRecord): string {
  const fields = Object.entries(record.fields)
    .filter(([column]) => !OF_THE_PORTAL.has(column))
    .map(([column, value]) => [column, asPortalKeeps(value)])
    .sort();
  const byId = <Row extends { readonly id: number }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => a.id - b.id).map(row => Object.entries(row).sort());
  return JSON.stringify([
    record.occid,
    record.collid,
    asPortalKeeps(record.legacyNumber),
    fields,
    byId(record.identifiers),
    byId(record.images),
    byId(record.determinations),
    byId(record.associations),
  ]);
}
