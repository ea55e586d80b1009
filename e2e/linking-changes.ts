/**
 * What linking leaves in the portal's tables, row by row: an added number, a merge, a flag. Whatever is not told here must stand
 * as it stood. Times and ids are the portal's own.
 */
import { expect } from '@playwright/test';
import type { OccurrenceRow, Tables } from './practice-portal.ts';
import type { Row, TableChanges } from './table-changes.ts';

export interface Merged {
  /** The picture's record, which goes. */
  readonly source: number;
  /** The old record, which stays. */
  readonly target: number;
  readonly barcode: string;
  /** The number of its name in the portal's list of names, where the record did not bear it yet. */
  readonly taxon?: number;
}

export interface Linked {
  readonly numbered: readonly { readonly occid: number; readonly number: string }[];
  readonly merged: readonly Merged[];
  /** Records that somebody has to look at. */
  readonly flagged: readonly number[];
  /** The operator's number on the portal. */
  readonly uid: number;
}

type Changes = Readonly<Record<string, TableChanges>>;

const COLLECTION = 1;
const EXPERT = 'expert required';
const text: unknown = expect.any(String);
const number: unknown = expect.any(Number);

export function changesOfLinking(before: Tables, linked: Linked): Changes {
  const { merged, flagged, numbered } = linked;
  const targets = new Map(merged.map(({ source, target }) => [source, target]));
  const moved = before.media.filter(({ occid }) => targets.has(occid));
  const count = before.collectionStats.find(({ collid }) => collid === COLLECTION)?.recordcnt ?? NaN;
  const records = changed([
    ...merged.map(one => [one.target, afterMerge(recordOf(before, one.target), one)] as const),
    ...flagged.map(occid => [occid, { processingStatus: EXPERT, dateLastModified: text }] as const),
  ]);
  return {
    occurrences: { ...records, removed: before.occurrences.filter(({ occid }) => targets.has(occid)) },
    identifiers: added([
      ...numbered.map(one => numberRow(one.occid, one.number)),
      ...merged.flatMap(({ target }) => legacyRow(before, recordOf(before, target))),
    ]),
    edits: added(historyOf(before, linked)),
    media: changed(moved.map(({ mediaID, occid }) => [mediaID, { occid: targets.get(occid) }])),
    archive: added(merged.map(one => archiveRow(recordOf(before, one.source)))),
    determinations: added(merged.map(one => nameRow(recordOf(before, one.target)))),
    // A merge that is sent twice lowers the portal's own count twice.
    collectionStats: changed([[COLLECTION, { recordcnt: count - merged.length }]]),
    // The portal lets an account hold one record: the last that it opened to write.
    locks: added([{ occid: number, uid: linked.uid, ts: number }]),
  };
}

/** With the added rows in the order of their records, since lanes are sent in any order. */
export const byRecord = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([name, one]) => [name, { ...one, added: ordered(one.added) }]));

const ordered = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => Number(one['occid']) - Number(other['occid']));

const added = (rows: readonly Row[]): TableChanges => ({ added: ordered(rows), removed: [], changed: {} });

const changed = (rows: readonly (readonly [key: number, columns: Row])[]): TableChanges => ({
  ...{ added: [], removed: [] },
  changed: Object.fromEntries(rows),
});

function recordOf({ occurrences }: Tables, wanted: number): OccurrenceRow {
  const record = occurrences.find(({ occid }) => occid === wanted);
  if (!record) throw new Error(`There was no record ${wanted}.`);
  return record;
}

/** The barcode comes; the stage that came with it is set back; the name is written anew from a determination. */
function afterMerge(record: OccurrenceRow, { barcode, taxon }: Merged): Row {
  return {
    ...{ catalogNumber: barcode, dateLastModified: text },
    ...{ genus: null, specificEpithet: null, identifiedBy: 'unknown', dateIdentified: 's.d.' },
    ...(taxon === undefined ? {} : { tidInterpreted: taxon }),
    ...(isStageSetBack(record) ? { processingStatus: null } : {}),
  };
}

/** An empty stage is filled by the merge, and emptied again by the change that follows it. */
const isStageSetBack = ({ processingStatus }: OccurrenceRow): boolean => (processingStatus ?? '') === '';

const numberRow = (occid: number, identifierValue: string): Row => ({
  ...{ idomoccuridentifiers: number, occid, identifierName: '', identifierValue, notes: null, recordID: null },
  initialTimestamp: text,
});

/** A number that stood in the old column only is made a row as well. */
function legacyRow(before: Tables, { occid, otherCatalogNumbers }: OccurrenceRow): readonly Row[] {
  if (before.identifiers.some(one => one.occid === occid)) return [];
  const row = numberRow(occid, String(otherCatalogNumbers));
  return [{ ...row, identifierName: 'legacyOtherCatalogNumber', notes: 'Auto generated during record merge' }];
}

function historyOf(before: Tables, { numbered, merged, flagged, uid }: Linked): readonly Row[] {
  const edit = (occid: number, fieldName: string, fieldValueOld: string, fieldValueNew: string): Row => ({
    ...{ ocedid: number, occid, fieldName, fieldValueOld, fieldValueNew, uid },
    ...{ reviewStatus: 1, appliedStatus: 1, initialTimestamp: text },
  });
  const setBack = merged.filter(({ target }) => isStageSetBack(recordOf(before, target)));
  return [
    ...numbered.map(one => edit(one.occid, 'omoccuridentifiers', '', one.number)),
    ...flagged.map(occid => edit(occid, 'processingstatus', 'unprocessed', EXPERT)),
    ...setBack.map(({ target }) => edit(target, 'processingstatus', 'unprocessed', '')),
  ];
}

const archiveRow = ({ occid, catalogNumber, recordID }: OccurrenceRow): Row => ({
  ...{ archiveID: number, occid, archiveObj: text, catalogNumber, occurrenceID: null, recordID },
  initialTimestamp: text,
});

/** The name as it stood in the record. */
const nameRow = ({ occid, sciname, scientificNameAuthorship }: OccurrenceRow): Row => ({
  ...{ detid: number, occid, sciname, scientificNameAuthorship, identifiedBy: 'unknown', dateIdentified: 's.d.' },
  ...{ family: null, tidInterpreted: null, identificationQualifier: null, identificationReferences: null },
  ...{ identificationRemarks: null, taxonRemarks: null, isCurrent: 1, printQueue: 0, appliedStatus: 1 },
  ...{ sortSequence: 10, recordID: text, dateLastModified: null, initialTimestamp: text },
});
