/** The columns of a portal's occurrence table: their Darwin Core names, sizes, and what the REST interface leaves out. */
export type ColumnKind = 'text' | 'date' | 'number';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Characters that fit; longer values are cut. */
  readonly size: number;
  /** Left out of REST answers. */
  readonly isHidden: boolean;
  readonly isEditable: boolean;
}

const LONG = 60_000;

/** In the order of a REST answer. `name:size`, `#` number, `@` date; `-` hidden from REST, `!` not editable. */
const WRITTEN = `occid#! collid#! dbpk:150! basisOfRecord:32 occurrenceID:255 catalogNumber:32
  otherCatalogNumbers:255- ownerInstitutionCode:32 datasetID:255! organismID:150! institutionCode:64 collectionCode:64
  family:255 scientificName:255-! sciname:255 tidInterpreted# genus:255! specificEpithet:255! taxonRank:32!
  infraspecificEpithet:255! scientificNameAuthorship:255 taxonRemarks identifiedBy:255 dateIdentified:45
  identificationReferences identificationRemarks identificationQualifier:255 typeStatus:255 recordedBy:255
  recordNumber:45 associatedCollectors:255 eventDate@ eventDate2@ year#! month#! day#! startDayOfYear#! endDayOfYear#!
  verbatimEventDate:255 eventTime:45 habitat substrate:500 fieldNotes! fieldNumber:45 eventID:150! occurrenceRemarks
  informationWithheld:250 dataGeneralizations:250 associatedTaxa dynamicProperties verbatimAttributes behavior:500
  vitality:150 reproductiveCondition:255 cultivationStatus# establishmentMeans:150 lifeStage:45 sex:45
  individualCount:45 samplingProtocol:100 samplingEffort:200 preparations:100 locationID:150 continent:45 waterBody:75
  parentLocationID:150! islandGroup:75 island:75 countryCode:5 country:64 stateProvince:255 county:255
  municipality:255 locality recordSecurity# securityReason:100 decimalLatitude# decimalLongitude# geodeticDatum:255
  coordinateUncertaintyInMeters# locationRemarks verbatimCoordinates:255 georeferencedBy:255 georeferencedDate@
  georeferenceProtocol:255 georeferenceSources:255 georeferenceVerificationStatus:32 georeferenceRemarks:500
  footprintWKT- minimumElevationInMeters# maximumElevationInMeters# verbatimElevation:255 minimumDepthInMeters#
  maximumDepthInMeters# verbatimDepth:50 availability#! disposition:250 storageLocation:100 modified@! language:20
  labelProject:250- observerUid#-! recordEnteredBy:250- processingStatus:45 duplicateQuantity# recordID:45!
  dateEntered@ dateLastModified@!`;

export const COLUMNS: readonly Column[] = WRITTEN.trim()
  .split(/\s+/)
  .map(written => ({
    name: /^[A-Za-z0-9]+/.exec(written)?.[0] ?? '',
    kind: written.includes('#') ? 'number' : written.includes('@') ? 'date' : 'text',
    size: Number(/:(\d+)/.exec(written)?.[1] ?? LONG),
    isHidden: written.includes('-'),
    isEditable: !written.includes('!'),
  }));

const byForm = new Map(COLUMNS.map(column => [column.name.toLowerCase(), column]));

/** The column that a form names in lower case. */
export const columnOfForm = (formName: string): Column | undefined => byForm.get(formName.toLowerCase());

export const EDITABLE: readonly Column[] = COLUMNS.filter(column => column.isEditable);

/** The headers of the table display, in its order. */
export const TABLE_HEADERS: readonly (readonly [column: string, header: string])[] = [
  ['catalogNumber', 'Catalog Number'],
  ['otherCatalogNumbers', 'Additional Identifiers'],
  ['family', 'Family'],
  ['sciname', 'Scientific Name'],
  ['scientificNameAuthorship', 'Author'],
  ['recordedBy', 'Collector'],
  ['recordNumber', 'Collector Number'],
  ['associatedCollectors', 'Associated Collectors'],
  ['eventDate', 'Date'],
  ['verbatimEventDate', 'Verbatim Date'],
  ['identifiedBy', 'Identified By'],
  ['dateIdentified', 'Date Identified'],
  ['country', 'Country'],
  ['stateProvince', 'State/Province'],
  ['county', 'County'],
  ['locality', 'Locality'],
  ['decimalLatitude', 'Latitude'],
  ['decimalLongitude', 'Longitude'],
  ['habitat', 'Habitat'],
  ['occurrenceRemarks', 'Notes'],
  ['dateLastModified', 'Date Last Modified'],
  ['processingStatus', 'Processing Status'],
  ['recordEnteredBy', 'Entered By'],
  ['basisOfRecord', 'Basis Of Record'],
];

export const STATUSES = [
  'unprocessed',
  'unprocessed/nlp',
  'stage 1',
  'stage 2',
  'stage 3',
  'pending review-nfn',
  'pending review',
  'expert required',
  'reviewed',
  'closed',
] as const;
