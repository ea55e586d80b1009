/** Merging two records, the first step of which is the last chance to keep what the source alone knows. PORTAL_PROTOCOL 5.3. */
import { databaseTime } from './clock.ts';
import { clashes } from './associations.ts';
import { sameInDatabase } from './compare.ts';
import {
  addLatestDetermination,
  demote,
  determinationsOf,
  hasCurrent,
  isSameDetermination,
  takeNameFrom,
} from './determinations.ts';
import { newIdentifier } from './identifiers.ts';
import { occurrenceOf } from './portal-state.ts';
import { deleteRecord, foreignKeyError } from './records.ts';
import { applyChanges, cleaned } from './save.ts';
import type { Cell, Occurrence, Tables } from './tables.ts';

export interface Merge {
  /** The record that stays. */
  readonly target: number;
  /** The record from which the search for duplicates was begun; it is deleted. */
  readonly source: number;
  readonly collid: number;
  readonly userName: string;
  readonly now: number;
}

/**
 * All in one transaction; the message where it failed and nothing was changed. Subtle: neither record need exist. A
 * missing source is merged with success once more; a source without pictures is deleted even where no target receives it.
 * Not kept by this portal: comments, exsiccati, datasets, loans and vouchers.
 */
export function mergeRecords(tables: Tables, merge: Merge): string | undefined {
  const { target, source } = merge;
  if (target === 0 || source === 0) return 'ERROR: target or source is null';
  if (target === source) return 'ERROR: target and source are equal';
  const before = structuredClone(tables);
  const failure = mergeSteps(tables, merge);
  if (failure !== undefined) Object.assign(tables, before);
  return failure;
}

function mergeSteps(tables: Tables, { target, source, collid, userName, now }: Merge): string | undefined {
  const [kept, lost] = [occurrenceOf(tables, target), occurrenceOf(tables, source)];
  for (const record of [kept, lost]) if (record) rowsFromColumns(tables, record, now);
  const isFilled = kept !== undefined && lost !== undefined && fillEmpty(kept, lost, now);
  const clash = kept && mergeDeterminations(tables, kept, source, now);
  if (clash !== undefined) return `${isFilled ? ABORTED : ''} : ${clash}`;
  if (!kept && tables.media.some(({ occid }) => occid === source))
    return `ERROR remapping media : ${foreignKeyError('child', 'media', 'FK_media_occid', 'occid')}`;
  for (const media of tables.media) if (media.occid === source) media.occid = target;
  tables.edits = tables.edits.filter(({ occid }) => occid !== source);
  if (kept) repoint(tables, target, source);
  const failure = deleteRecord(tables, { occid: source, collid, userName, now });
  return failure && `${failure};<br/>ERROR - Failed to delete the source occurrence`;
}

const ABORTED = 'ABORT due to error merging records';
const LEGACY_NAME = 'legacyOtherCatalogNumber';
const VALUE_SIZE = 75;

/** Subtle: a legacy text too long for an identifier makes none; the failure is only written to the server's log. */
function rowsFromColumns(tables: Tables, record: Occurrence, now: number): void {
  addLatestDetermination(tables, record, !hasCurrent(tables, record.occid), now);
  const legacy = String(record.otherCatalogNumbers ?? '');
  if (legacy === '' || legacy.length > VALUE_SIZE) return;
  if (tables.identifiers.some(({ occid }) => occid === record.occid)) return;
  const row = newIdentifier(tables, record.occid, LEGACY_NAME, legacy, now);
  tables.identifiers.push({ ...row, notes: 'Auto generated during record merge' });
}

const NEVER_FILLED = new Set(['occid', 'collid', 'dbpk', 'dateLastModified']);

/**
 * Where both have a value, the target's stays. Subtle: an occurrenceID to be filled is still the source's own and must be
 * unique, so nothing at all is filled then. Seen on the real portal. Tells whether there was anything to fill.
 */
function fillEmpty(kept: Occurrence, lost: Occurrence, now: number): boolean {
  const isEmpty = (cell: Cell | undefined) => cell === null || cell === undefined || cell === '';
  const fills = Object.entries(lost)
    .filter(([name, cell]) => !NEVER_FILLED.has(name) && !isEmpty(cell) && isEmpty(kept[name]))
    .map(([name, cell]): [string, Cell] => [name, typeof cell === 'string' ? cleaned(cell) : cell]);
  if (!fills.some(([name]) => name === 'occurrenceID')) applyChanges(kept, new Map(fills), now);
  return fills.length > 0;
}

/**
 * Subtle: the source's rows are moved only past a row that both records have (each once for every such row that is not
 * itself); where there is none, all stay and die with the source. Two such rows are moved past each other, and the
 * database refuses the second of a kind: the message. The target's current name is written into it anew.
 */
function mergeDeterminations(tables: Tables, kept: Occurrence, source: number, now: number): string | undefined {
  const own = determinationsOf(tables, kept.occid);
  const theirs = determinationsOf(tables, source);
  const current = own.filter(({ isCurrent }) => isCurrent === 1);
  const shared = theirs.filter(row => own.some(other => isSameDetermination(row, other)));
  const last = shared.length > 1 ? shared.at(-1) : undefined;
  if (last)
    return `Duplicate entry '${kept.occid}-${last.dateIdentified}-${last.identifiedBy}-${last.sciname}' for key 'UQ_omoccurdets_unique'`;
  const moved = theirs.filter(row => shared.some(({ detid }) => detid !== row.detid));
  for (const row of moved) Object.assign(row, { occid: kept.occid, dateLastModified: databaseTime(now) });
  if (current.length > 0) demote(moved, now);
  const named = current[0] ?? moved.find(({ isCurrent }) => isCurrent === 1);
  if (named) takeNameFrom(tables, kept, named, now);
  return undefined;
}

/** Rows that would break a unique key stay with the source. */
function repoint(tables: Tables, target: number, source: number): void {
  for (const row of tables.associations)
    if (row.occid === source && !clashes(tables, { ...row, occid: target })) row.occid = target;
  for (const row of tables.associations)
    if (row.occidAssociate === source && !clashes(tables, { ...row, occidAssociate: target }))
      row.occidAssociate = target;
  const isTaken = <Row extends { occid: number }>(rows: readonly Row[], isSame: (other: Row) => boolean) =>
    rows.some(other => other.occid === target && isSame(other));
  for (const row of tables.genetics)
    if (row.occid === source && !isTaken(tables.genetics, other => isSameUrl(row.resourceurl, other.resourceurl)))
      row.occid = target;
  for (const row of tables.identifiers) {
    const isSame = (other: typeof row) =>
      sameInDatabase(row.identifierName, other.identifierName) &&
      sameInDatabase(row.identifierValue, other.identifierValue);
    if (row.occid === source && !isTaken(tables.identifiers, isSame)) row.occid = target;
  }
}

const isSameUrl = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && sameInDatabase(one, other);
