/**
 * What a portal will do when two records are merged, told before it does it. Source: PORTAL_PROTOCOL 5.3 and the portal's
 * own merge; RELIABILITY C5. The target survives; the source is deleted.
 */
import { asPortalKeeps } from '../base/text.ts';
import type { Association, Determination, Identifier, WholeRecord } from '../portal/portal-record.ts';
import { fieldOf } from '../portal/portal-record.ts';
import { isOneAssociation, isOneDetermination, isOneIdentifier } from './portal-keys.ts';

/** Something of the source that will be nowhere afterwards, or something that nobody typed and that will be there. */
export type MergeEffect =
  | { readonly what: 'value'; readonly column: string; readonly text: string }
  | { readonly what: 'barcode'; readonly text: string }
  | { readonly what: 'determination'; readonly text: string }
  | { readonly what: 'identifier'; readonly text: string }
  | { readonly what: 'association'; readonly text: string }
  | { readonly what: 'legacyNumber'; readonly text: string }
  | { readonly what: 'status'; readonly text: string };

export interface Rehearsal {
  /** What the survivor will hold. Generated rows have the id 0: the portal gives it. */
  readonly predicted: WholeRecord;
  readonly losses: readonly MergeEffect[];
  readonly gains: readonly MergeEffect[];
  /** The survivor's stage before, where the portal will spoil it: to be set back by a change of its own. */
  readonly spoiledStatus: { readonly from: string; readonly to: string | null } | undefined;
  /** The portal cannot do it: with two determinations the same on both, it fails and leaves both records as they are. */
  readonly isRefused: boolean;
}

/** Columns that belong to one record and are neither filled from another nor missed. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(['occid', 'collid', 'dbpk', 'dateLastModified']);
/** Columns that every record has by itself: their loss is no loss to anybody. */
const HOUSEKEEPING: ReadonlySet<string> = new Set([
  ...OWN_COLUMNS,
  'recordID',
  'occurrenceID',
  'dateEntered',
  'recordSecurity',
  'recordEnteredBy',
  'basisOfRecord',
  'institutionCode',
  'collectionCode',
  'processingStatus',
]);
const NAME_COLUMNS = [
  ['sciname', 'scientificName'],
  ['identifiedBy', 'identifiedBy'],
  ['dateIdentified', 'dateIdentified'],
] as const;
/** What a determination holds beside the name; the portal does not tell it of stored ones. */
const MORE_OF_A_NAME = [
  'scientificNameAuthorship',
  'identificationQualifier',
  'identificationReferences',
  'identificationRemarks',
] as const;
/** Emptied wherever a current determination is written over the name. */
const PARTS_OF_A_NAME = ['genus', 'specificEpithet', 'taxonRank', 'infraspecificEpithet'] as const;
/** Taken from the portal's own list of names, where it knows the name. */
const OF_THE_TAXON = ['family', 'tidInterpreted'] as const;
/** Made from others, so that its loss is no loss to anybody. */
const DERIVED: ReadonlySet<string> = new Set([...PARTS_OF_A_NAME, 'tidInterpreted']);
/** A longer value is refused by one portal and cut by another. */
const LONGEST_IDENTIFIER = 75;

export function rehearse(source: WholeRecord, target: WholeRecord): Rehearsal {
  const [before, dying] = [withGenerated(target), withGenerated(source)];
  const fields = filled(dying, before);
  const determinations = [...before.determinations, ...movingDeterminations(dying, before)];
  const moved = dying.identifiers.filter(row => !before.identifiers.some(other => isOneIdentifier(row, other)));
  const predicted: WholeRecord = {
    ...before,
    fields: withCurrentName(fields, before, determinations),
    identifiers: [...before.identifiers, ...moved],
    images: [...target.images, ...source.images],
    determinations,
    associations: mergedAssociations(source, target),
    legacyNumber: isFilled(source, target) ? (target.legacyNumber ?? source.legacyNumber) : target.legacyNumber,
  };
  return {
    predicted,
    losses: [...lossesOf(source, target, predicted), ...ownLossesOf(target, predicted)],
    gains: gainsOf(target, predicted),
    spoiledStatus: spoiledStatus(target, predicted),
    isRefused: commonDeterminations(dying, before).length > 1,
  };
}

/** Both records first get a determination of their present name, and their old number as an identifier where they have none. */
function withGenerated(record: WholeRecord): WholeRecord {
  const determination = generatedDetermination(record);
  const number = asPortalKeeps(record.legacyNumber);
  const identifier: Identifier | undefined =
    record.identifiers.length === 0 && number !== null && number.length <= LONGEST_IDENTIFIER
      ? { id: 0, name: GENERATED_IDENTIFIER, value: number }
      : undefined;
  return {
    ...record,
    determinations: determination ? [...record.determinations, determination] : record.determinations,
    identifiers: identifier ? [identifier] : record.identifiers,
  };
}

const GENERATED_IDENTIFIER = 'legacyOtherCatalogNumber';

function generatedDetermination(record: WholeRecord): Determination | undefined {
  const [scientificName, identifiedBy, dateIdentified] = NAME_COLUMNS.map(([column]) => fieldOf(record, column));
  if (!scientificName && !identifiedBy && !dateIdentified) return undefined;
  const made = {
    id: 0,
    scientificName: scientificName ?? null,
    identifiedBy: identifiedBy ?? 'unknown',
    dateIdentified: dateIdentified ?? 's.d.',
    isCurrent: !record.determinations.some(one => one.isCurrent),
  };
  return record.determinations.some(one => isOneDetermination(one, made)) ? undefined : made;
}

const commonDeterminations = (source: WholeRecord, target: WholeRecord): readonly Determination[] =>
  source.determinations.filter(one => target.determinations.some(other => isOneDetermination(one, other)));

/** Subtle: the portal moves the source's determinations only if one of them is a duplicate, and then all but that one. */
function movingDeterminations(source: WholeRecord, target: WholeRecord): readonly Determination[] {
  const duplicates = commonDeterminations(source, target);
  const hasCurrent = target.determinations.some(one => one.isCurrent);
  const moving = source.determinations.filter(one => duplicates.some(duplicate => duplicate !== one));
  return moving.map(one => (hasCurrent ? { ...one, isCurrent: false } : one));
}

/**
 * Each empty column of the target is filled; on a clash the target's value stays. Subtle: an occurrenceID must be unique and
 * is still the source's own at that moment, so where it would be filled, the portal fills nothing at all.
 */
function filled(source: WholeRecord, target: WholeRecord): Record<string, string> {
  const fields = { ...target.fields };
  if (!isFilled(source, target)) return fields;
  for (const [column, value] of Object.entries(source.fields))
    if (!OWN_COLUMNS.has(column) && fieldOf(target, column) === null) fields[column] = value;
  return fields;
}

const isFilled = (source: WholeRecord, target: WholeRecord): boolean =>
  fieldOf(source, 'occurrenceID') === null || fieldOf(target, 'occurrenceID') !== null;

/**
 * The survivor's current determination is written over its name at the end. One made by the merge holds what the survivor's
 * own name held, without remarks on the taxon; what a stored one holds beside the name is not known and not predicted.
 */
function withCurrentName(
  fields: Record<string, string>,
  before: WholeRecord,
  determinations: readonly Determination[],
): Record<string, string> {
  const current = determinations.find(one => one.isCurrent);
  if (!current) return fields;
  const isMade = current.id === 0;
  const written = new Map<string, string | null>([
    ...NAME_COLUMNS.map(([column, part]) => [column, current[part]] as const),
    ...MORE_OF_A_NAME.map(column => [column, isMade ? fieldOf(before, column) : null] as const),
    ...[...PARTS_OF_A_NAME, ...OF_THE_TAXON, 'taxonRemarks'].map(column => [column, null] as const),
  ]);
  const kept = Object.entries(fields).filter(([column]) => !written.has(column));
  return Object.fromEntries([
    ...kept,
    ...[...written].flatMap(([column, text]) => (text === null ? [] : [[column, text]])),
  ]);
}

/** Both directions are re-pointed; a row that would repeat another dies with the source. */
function mergedAssociations(source: WholeRecord, target: WholeRecord): Association[] {
  const repointed = [...target.associations, ...source.associations].map(one =>
    one.occidAssociate === source.occid ? { ...one, occidAssociate: target.occid } : one,
  );
  return repointed.filter((one, nth) => !repointed.slice(0, nth).some(other => isOneAssociation(one, other)));
}

function lossesOf(source: WholeRecord, target: WholeRecord, predicted: WholeRecord): readonly MergeEffect[] {
  const losses: MergeEffect[] = [];
  for (const [column, text] of Object.entries(source.fields)) {
    const kept = fieldOf(predicted, column) ?? fieldOf(target, column);
    if (HOUSEKEEPING.has(column) || DERIVED.has(column) || kept === asPortalKeeps(text)) continue;
    losses.push(column === 'catalogNumber' ? { what: 'barcode', text } : { what: 'value', column, text });
  }
  for (const one of source.determinations)
    if (!predicted.determinations.some(other => isOneDetermination(one, other)))
      losses.push({ what: 'determination', text: wordsOf(one) });
  const number = asPortalKeeps(source.legacyNumber);
  if (number !== null && !holdsNumber(predicted, number)) losses.push({ what: 'legacyNumber', text: number });
  return losses;
}

/** The survivor's own remarks on its name, which no generated determination takes over. */
function ownLossesOf(target: WholeRecord, predicted: WholeRecord): readonly MergeEffect[] {
  const text = fieldOf(target, 'taxonRemarks');
  const isWrittenOver = predicted.determinations.some(one => one.isCurrent && one.id === 0);
  return text !== null && isWrittenOver ? [{ what: 'value', column: 'taxonRemarks', text }] : [];
}

const holdsNumber = (record: WholeRecord, number: string): boolean =>
  record.legacyNumber === number || record.identifiers.some(({ value }) => value === number);

function gainsOf(target: WholeRecord, predicted: WholeRecord): readonly MergeEffect[] {
  const gains: MergeEffect[] = [];
  for (const [column, text] of Object.entries(predicted.fields)) {
    if (HOUSEKEEPING.has(column) || fieldOf(target, column) === asPortalKeeps(text)) continue;
    gains.push(column === 'catalogNumber' ? { what: 'barcode', text } : { what: 'value', column, text });
  }
  const status = fieldOf(predicted, 'processingStatus');
  if (status !== null && status !== fieldOf(target, 'processingStatus')) gains.push({ what: 'status', text: status });
  for (const one of predicted.determinations.slice(target.determinations.length))
    gains.push({ what: 'determination', text: wordsOf(one) });
  for (const one of predicted.identifiers.slice(target.identifiers.length))
    gains.push({ what: 'identifier', text: `${one.name}: ${one.value}` });
  return gains;
}

function spoiledStatus(target: WholeRecord, predicted: WholeRecord): Rehearsal['spoiledStatus'] {
  const [before, after] = [fieldOf(target, 'processingStatus'), fieldOf(predicted, 'processingStatus')];
  return after !== null && after !== before ? { from: after, to: before } : undefined;
}

/** Nothing but a barcode, pictures and what every record has; its stage says that nobody has worked on it. */
export function isBarcodeAndImageOnly(record: WholeRecord): boolean {
  const other = Object.entries(record.fields).filter(
    ([column, text]) => !HOUSEKEEPING.has(column) && column !== 'catalogNumber' && asPortalKeeps(text) !== null,
  );
  return (
    other.length === 0 &&
    record.identifiers.length === 0 &&
    record.determinations.length === 0 &&
    record.associations.length === 0 &&
    asPortalKeeps(record.legacyNumber) === null &&
    ['unprocessed', null].includes(fieldOf(record, 'processingStatus'))
  );
}

/** Whether a technician may decide it alone. Source: RELIABILITY C4. */
export const needsSupervisor = (source: WholeRecord, target: WholeRecord): boolean =>
  !isBarcodeAndImageOnly(source) || rehearse(source, target).losses.length > 0;

export const isSameIdentifier = (a: Omit<Identifier, 'id'>, b: Omit<Identifier, 'id'>): boolean =>
  a.name === b.name && a.value === b.value;

export const isSameDetermination = (a: Determination, b: Determination): boolean =>
  a.scientificName === b.scientificName && a.identifiedBy === b.identifiedBy && a.dateIdentified === b.dateIdentified;

const wordsOf = ({ scientificName, identifiedBy, dateIdentified }: Determination): string =>
  [scientificName ?? '', identifiedBy, dateIdentified].filter(Boolean).join(', ');
