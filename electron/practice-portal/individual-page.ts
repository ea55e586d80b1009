/** One record as the public sees it, as a page or as JSON, with what its security withholds. PORTAL_PROTOCOL 3. */
import { escaped, page } from './html.ts';
import { labelled, shownIdentifiers } from './identifiers.ts';
import { html, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { nulls, occurrenceRow } from './rest-rows.ts';
import { textOf } from './search.ts';
import { canEdit } from './sessions.ts';
import type { Occurrence, Tables } from './tables.ts';

const WITHHELD = ['eventDate', 'month', 'day', 'verbatimEventDate', 'recordNumber', 'locality', 'habitat'];
const FRAME = { title: 'Full Record Details' };

export function individual(portal: PracticePortal, { query, session }: Call): Answer {
  const { tables } = portal.file;
  const record = occurrenceOf(tables, query.id('occid'));
  if (!record) return html(page(FRAME, '<h2>Unable to locate occurrence record</h2>'));
  const isTrusted = canEdit(session.user, record.collid);
  if (record.recordSecurity === 5 && !isTrusted)
    return html(page(FRAME, '<span style="color:red;">ERROR: record has full protection</span>'));
  const isSecured = record.recordSecurity === 1;
  if (query.text('format') === 'json') return asJson(portal, record, isSecured && !isTrusted);
  const lines = isSecured && !isTrusted ? withheldLines(record) : openLines(record, isSecured);
  return html(page(FRAME, [...numberLines(tables, record), ...lines].join('\n')));
}

const line = (id: string, label: string, value: string): string =>
  value === '' ? '' : `<div id="${id}-div"><label>${label}:</label> ${escaped(value)}</div>`;

/** The legacy number appears under a name of its own, an identifier under its name. */
function numberLines(tables: Tables, record: Occurrence): readonly string[] {
  const numbers = shownIdentifiers(tables, record).map(
    ({ name, value }) => `<div><label>${escaped(name || 'Secondary Catalog #')}:</label> ${escaped(value)}</div>`,
  );
  return [
    line('cat', 'Catalog Number / Barcode', text(record, 'catalogNumber')),
    line('occurrenceid', 'Occurrence ID', text(record, 'occurrenceID') || text(record, 'recordID')),
    numbers.length === 0 ? '' : `<div id="assoccatnum-div">${numbers.join('')}</div>`,
    line('sciname', 'Taxon', [text(record, 'sciname'), text(record, 'scientificNameAuthorship')].join(' ').trim()),
    line('family', 'Family', text(record, 'family')),
    line('recordedby', 'Collector', text(record, 'recordedBy')),
  ];
}

const text = (record: Occurrence, name: string): string => textOf(record[name]) ?? '';

const placeOf = (record: Occurrence, last: readonly string[]): string =>
  ['country', 'stateProvince', 'county', ...last]
    .map(name => text(record, name))
    .filter(Boolean)
    .join(', ');

const notice = (record: Occurrence): string =>
  `<div><span class="notice-span">details protected:</span> ${escaped(text(record, 'securityReason'))}</div>`;

const openLines = (record: Occurrence, isSecured: boolean): readonly string[] => [
  line('recordnumber', 'Number', text(record, 'recordNumber')),
  line('eventdate', 'Date', text(record, 'eventDate')),
  line('verbeventid', 'Verbatim Date', text(record, 'verbatimEventDate')),
  line('locality', 'Locality', placeOf(record, ['locality'])),
  isSecured ? notice(record) : '',
  line('habitat', 'Habitat', text(record, 'habitat')),
];

const withheldLines = (record: Occurrence): readonly string[] => [
  line('locality', 'Locality', placeOf(record, [])),
  notice(record),
  line('infowithheld', 'Information withheld', 'recordnumber, eventdate, verbatimeventdate, locality, habitat'),
];

const NOT_PUBLIC = `collid dbpk datasetID organismID sciname tidInterpreted associatedCollectors eventDate2 substrate
  fieldNotes verbatimAttributes cultivationStatus samplingEffort parentLocationID recordSecurity securityReason
  locationRemarks georeferencedDate availability storageLocation processingStatus duplicateQuantity dateEntered
  dateLastModified identifier`.split(/\s+/);

const NO_TAXONOMY = nulls(
  'higherClassification kingdom phylum class order subgenus verbatimTaxonRank cultivarEpithet tradeName associatedSequences locationremarks rights rightsHolder accessRights',
);

/** Darwin Core names; the legacy number is not among them. PORTAL_PROTOCOL 10.3. */
function asJson({ file: { tables }, address }: PracticePortal, record: Occurrence, isWithheld: boolean): Answer {
  const row = occurrenceRow(tables, record);
  const numbers = tables.identifiers
    .filter(({ occid }) => occid === record.occid)
    .map(({ identifierName, identifierValue }) => labelled(identifierName, identifierValue));
  const shown = Object.entries(row).filter(([name]) => !NOT_PUBLIC.includes(name));
  const cells = {
    ...NO_TAXONOMY,
    ...Object.fromEntries(shown),
    occurrenceRemarks: record.occurrenceRemarks ?? '',
    collectionID: tables.collections.find(one => one.collID === record.collid)?.collectionGuid ?? null,
    otherCatalogNumbers: numbers.join('; ') || null,
    scientificName: record.sciname ?? null,
    taxonID: record.tidInterpreted ?? null,
    recordEnteredBy: record.recordEnteredBy ?? null,
    modified: record.dateLastModified ?? null,
    references: `${address}/portal/collections/individual/index.php?occid=${record.occid}`,
    ...(isWithheld ? withheldCells() : {}),
  };
  return {
    status: 200,
    type: 'application/json; charset=UTF-8',
    body: JSON.stringify(cells).replaceAll('/', '\\/'),
  };
}

const withheldCells = (): Record<string, string> => ({
  ...Object.fromEntries(WITHHELD.map(name => [name, ''])),
  informationWithheld: `field values redacted: ${WITHHELD.join(', ')}`,
});
