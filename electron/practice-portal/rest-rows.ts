/** Rows as the REST interface writes them: its column names, NULL where the herbarium keeps nothing. PORTAL_PROTOCOL 1.3-1.4. */
import { COLUMNS } from './columns.ts';
import { collated } from './compare.ts';
import { determinationsOf } from './determinations.ts';
import type { Cell, Collection, Determination, Media, Occurrence, Tables } from './tables.ts';

const VISIBLE = COLUMNS.filter(column => !column.isHidden);

/** Columns for which the herbarium keeps nothing. */
export const nulls = (names: string): Record<string, null> =>
  Object.fromEntries(names.split(/\s+/).map(name => [name, null] as const));

const NO_COLLECTION_DATA = nulls(
  'collectionID datasetID datasetName iid fullDescription homepage resourceJson individualUrl contactJson latitudeDecimal longitudeDecimal icon rightsHolder rights usageTerm dwcaUrl bibliographicCitation accessRights sortSeq',
);

export const collectionRow = (collection: Collection): Record<string, unknown> => ({
  ...NO_COLLECTION_DATA,
  ...collection,
  Contact: 'R. Okafor',
  email: 'supervisor@greywater.invalid',
  collType: 'Preserved Specimens',
  managementType: 'Live Data',
});

/**
 * Every visible column and the identifier rows. Subtle: codes come from the collection and the record's own id stands in
 * for a missing occurrenceID, as in the editor.
 */
export function occurrenceRow(tables: Tables, record: Occurrence): Record<string, unknown> {
  const collection = tables.collections.find(one => one.collID === record.collid);
  const cells = VISIBLE.map(({ name }): [string, Cell] => [name, record[name] ?? null]);
  const identifier = tables.identifiers
    .filter(({ occid }) => occid === record.occid)
    .map(({ notes: _, ...row }) => row);
  return {
    ...Object.fromEntries(cells),
    occurrenceID: record.occurrenceID ?? record.recordID ?? null,
    institutionCode: record.institutionCode ?? collection?.institutionCode ?? null,
    collectionCode: record.collectionCode ?? collection?.collectionCode ?? null,
    identifier,
  };
}

const NOT_OF_MEDIA = nulls('imageType creatorUid');

/** Subtle: only `url` gets the portal's address in front where it is relative, and who uploaded is not told. PORTAL_PROTOCOL 3. */
export const mediaRow = ({ username: _, ...media }: Media, origin: string): Record<string, unknown> => ({
  ...NOT_OF_MEDIA,
  ...media,
  url: media.url?.startsWith('/') ? origin + media.url : media.url,
});

const NOT_OF_DETERMINATION = nulls(
  'identifiedByAgentID identifiedByID dateIdentifiedInterpreted higherClassification verbatimIdentification genus specificEpithet verbatimTaxonRank taxonRank infraSpecificEpithet securityStatusReason detType identificationVerificationStatus taxonConceptID sourceIdentifier enteredByUid',
);

/** In the order of the table's unique key. PORTAL_PROTOCOL 3. */
export const identificationRows = (tables: Tables, occid: number): readonly Record<string, unknown>[] =>
  determinationsOf(tables, occid)
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))
    .map(row => ({ ...NOT_OF_DETERMINATION, securityStatus: 0, ...row }));

const keyOf = ({ dateIdentified, identifiedBy, sciname }: Determination): string =>
  [dateIdentified, identifiedBy, sciname].map(collated).join('\t');
