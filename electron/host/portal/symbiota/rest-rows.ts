/** The REST interface's rows, checked at the door and turned into the station's own nouns. PORTAL_PROTOCOL 1.3-1.4. */
import { z } from 'zod';
import { asPortalKeeps } from '../../../../shared/base/text.ts';
import type { HistoryRow } from '../../../../shared/portal/portal.ts';
import { EDITABLE_TERMS, type EditableTerm } from '../../../../shared/specimen/darwin-core.ts';
import type { Occurrence } from '../../../../shared/specimen/occurrence.ts';

const Text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => asPortalKeeps(value === null || value === undefined ? null : String(value)));
const Id = z.coerce.number().int().positive();

const OccurrenceRow = z.object({
  occid: Id,
  collid: Id,
  catalogNumber: Text,
  recordedBy: Text,
  associatedCollectors: Text,
  recordNumber: Text,
  eventDate: Text,
  verbatimEventDate: Text,
  sciname: Text,
  country: Text,
  stateProvince: Text,
  county: Text,
  locality: Text,
  identifiedBy: Text,
  dateIdentified: Text,
  processingStatus: Text,
  recordSecurity: z.coerce.number().nullable().catch(null),
  dateLastModified: Text,
  identifier: z.array(z.object({ identifierValue: Text })).catch([]),
  media: z.array(z.unknown()).catch([]),
});

/** `numbers` are accession numbers known from elsewhere: the REST interface hides the legacy column. */
export function readOccurrences(
  json: unknown,
  numbers: readonly string[],
  readAt: number,
): readonly Occurrence[] | undefined {
  const rows = z.array(OccurrenceRow).safeParse(json);
  return rows.data?.map(row => occurrenceOf(row, numbers, readAt));
}

function occurrenceOf(row: z.infer<typeof OccurrenceRow>, numbers: readonly string[], readAt: number): Occurrence {
  const { sciname, recordSecurity, identifier, media, ...same } = row;
  const identifiers = identifier.map(one => one.identifierValue).filter(value => value !== null);
  return {
    ...same,
    scientificName: sciname,
    otherCatalogNumbers: [...new Set([...numbers, ...identifiers])],
    imageCount: media.length,
    isSecured: recordSecurity !== 0,
    readAt,
  };
}

const HistoryPage = z.object({
  count: z.coerce.number(),
  results: z.array(
    z.object({
      annotationID: z.coerce.number(),
      occid: Id,
      fieldName: z.string(),
      newValue: Text,
      oldValue: Text,
      appliedStatus: z.coerce.number().catch(1),
    }),
  ),
});

export interface HistoryWindow {
  readonly count: number;
  readonly rows: readonly HistoryRow[];
}

export function readHistory(json: unknown): HistoryWindow | undefined {
  const page = HistoryPage.safeParse(json).data;
  if (!page) return undefined;
  const rows = page.results.map(row => ({
    editId: row.annotationID,
    occid: row.occid,
    term: termOf(row.fieldName),
    from: row.oldValue,
    to: row.newValue,
    isApplied: row.appliedStatus !== 0,
  }));
  return { count: page.count, rows };
}

/** The form's own names of the fields this station writes: all lower case. PORTAL_PROTOCOL section 0. */
export const columnOf = (term: EditableTerm): string => term.toLowerCase();

const TERM_OF_COLUMN: ReadonlyMap<string, EditableTerm> = new Map(EDITABLE_TERMS.map(term => [columnOf(term), term]));

/** The station's word for what a history calls a field; as it stands where the station writes no such field. */
export const termOf = (fieldName: string): string => TERM_OF_COLUMN.get(fieldName.toLowerCase()) ?? fieldName;

const CollectionRow = z.object({ collID: Id, institutionCode: Text, collectionCode: Text, collectionName: Text });

export interface CollectionNames {
  readonly collid: number;
  readonly name: string;
  readonly code: string;
}

export function readCollections(json: unknown): readonly CollectionNames[] | undefined {
  const rows =
    z.object({ results: z.array(CollectionRow) }).safeParse(json).data?.results ??
    z.array(CollectionRow).safeParse(json).data;
  return rows?.map(row => ({
    collid: row.collID,
    name: row.collectionName ?? '',
    code: [row.institutionCode, row.collectionCode].filter(part => part !== null).join(':'),
  }));
}

const Installation = z.object({ portalName: z.string().catch(''), symbiotaVersion: z.string().catch('') });

/** Name and version of a portal, from its status page. */
export function readInstallation(json: unknown): { readonly portalName: string; readonly version: string } | undefined {
  const row = Installation.safeParse(json).data;
  return row && row.symbiotaVersion !== '' ? { portalName: row.portalName, version: row.symbiotaVersion } : undefined;
}
