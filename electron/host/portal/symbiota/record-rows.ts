/** One record of the REST interface, checked at the door, as the station compares it. PORTAL_PROTOCOL 1.3 and 3. */
import { z } from 'zod';
import type { PortalRecord } from '../../../../shared/portal/portal-record.ts';

const Id = z.coerce.number().int().positive();
const Text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => (value === null || value === undefined || value === '' ? null : String(value)));

const RecordRow = z.looseObject({
  occid: Id,
  collid: Id,
  recordSecurity: z.coerce.number().nullish(),
  dateLastModified: Text,
  identifier: z.array(z.object({ idomoccuridentifiers: Id, identifierName: Text, identifierValue: Text })),
  media: z.array(z.object({ mediaID: Id, sourceIdentifier: Text, originalUrl: Text })),
  identification: z.array(
    z.object({ detid: Id, sciname: Text, identifiedBy: Text, dateIdentified: Text, isCurrent: z.coerce.number() }),
  ),
});

/** Undefined where the answer is none: without its hanging rows a record proves nothing. */
export function readRecordRow(json: unknown): PortalRecord | undefined {
  const row = z.tuple([RecordRow]).safeParse(json).data?.[0];
  if (!row) return undefined;
  return {
    occid: row.occid,
    collid: row.collid,
    isSecured: row.recordSecurity !== 0,
    rowStamp: row.dateLastModified,
    fields: filledColumns(row),
    identifiers: row.identifier.map(one => ({
      id: one.idomoccuridentifiers,
      name: one.identifierName ?? '',
      value: one.identifierValue ?? '',
    })),
    images: row.media.map(({ mediaID, sourceIdentifier, originalUrl }) => ({
      id: mediaID,
      sourceIdentifier,
      originalUrl,
    })),
    determinations: row.identification.map(one => ({
      id: one.detid,
      scientificName: one.sciname,
      identifiedBy: one.identifiedBy,
      dateIdentified: one.dateIdentified,
      isCurrent: one.isCurrent === 1,
    })),
  };
}

/** Subtle: the portal shows its own recordID as occurrenceID where none was given; nobody may take that for a value. */
function filledColumns(row: z.infer<typeof RecordRow>): Record<string, string> {
  const columns = Object.entries(row).flatMap(([column, value]) => {
    const isColumn = (typeof value === 'string' && value !== '') || typeof value === 'number';
    return isColumn ? [[column, String(value)] as const] : [];
  });
  const fields = Object.fromEntries(columns);
  if (fields['occurrenceID'] === fields['recordID']) delete fields['occurrenceID'];
  return fields;
}
