/** What the portal's tables must show when a run is over, and where they show something else. */
import type { CollectionView, PortalTables, RecordRow } from './portal-tables.ts';
import type { ScratchSheet } from './scratch.ts';
import { plainNumber } from './sheets.ts';

export interface Before {
  readonly records: ReadonlyMap<number, RecordRow>;
  readonly collection: CollectionView;
}

export async function lookBefore(tables: PortalTables, sheets: readonly ScratchSheet[]): Promise<Before> {
  const records = new Map<number, RecordRow>();
  for (const occid of occidsOf(sheets)) {
    const record = await tables.record(occid);
    if (record) records.set(occid, record);
  }
  return { records, collection: await tables.collection() };
}

export interface Compared {
  /** A sentence for everything that is not as expected. */
  readonly wrong: readonly string[];
  /** Records of others that were compared. */
  readonly others: number;
}

export async function compare(
  tables: PortalTables,
  sheets: readonly ScratchSheet[],
  before: Before,
): Promise<Compared> {
  const edits = await tables.edits(occidsOf(sheets));
  const wrong: string[] = [];
  for (const sheet of sheets) {
    const [now, oldNow] = [await tables.record(sheet.occid), sheet.old && (await tables.record(sheet.old))];
    const was = before.records.get(sheet.occid);
    const oldWas = sheet.old === undefined ? undefined : before.records.get(sheet.old);
    if (!was) throw new Error(`The record of ${sheet.barcode} was never there.`);
    const found = wrongWith(sheet, { was, now, oldWas, oldNow: oldNow || undefined }, edits);
    wrong.push(...found.map(sentence => `${sheet.barcode} (${sheet.decision}): ${sentence}`));
  }
  const after = await tables.collection();
  return { wrong: [...wrong, ...wrongElsewhere(sheets, before.collection, after)], others: after.rows.size };
}

interface Four {
  readonly was: RecordRow;
  readonly now: RecordRow | undefined;
  readonly oldWas: RecordRow | undefined;
  readonly oldNow: RecordRow | undefined;
}

function wrongWith(sheet: ScratchSheet, four: Four, edits: ReadonlyMap<string, number>): readonly string[] {
  const { was, now, oldWas, oldNow } = four;
  if (sheet.decision === 'merge') return wrongMerge(sheet, four);
  if (!now) return ['its record is gone'];
  if (sheet.decision === 'taken') return wrongWhereTaken(sheet, was, now, edits);
  const isFlagged = sheet.decision !== 'number';
  const numbers = isFlagged ? [] : [`:${plainNumber(sheet)}`];
  return [
    ...differs('columns', changedColumns(was, now), isFlagged ? ['processingStatus=expert required'] : []),
    ...differs('numbers', now.identifiers, numbers),
    ...differs('pictures', ids(now), ids(was)),
    ...differs('history', editsOf(edits, sheet.occid), [isFlagged ? 'processingstatus x1' : 'omoccuridentifiers x1']),
    ...(oldWas && oldNow ? differs('old record', changedColumns(oldWas, oldNow), []) : []),
    ...(oldWas && oldNow ? differs('old pictures', ids(oldNow), ids(oldWas)) : []),
  ];
}

/** Nothing of it has become of the number: a colleague's record bears it. */
const wrongWhereTaken = (
  { occid }: ScratchSheet,
  was: RecordRow,
  now: RecordRow,
  edits: ReadonlyMap<string, number>,
): readonly string[] => [
  ...differs('columns', changedColumns(was, now), []),
  ...differs('numbers', now.identifiers, []),
  ...differs('pictures', ids(now), ids(was)),
  ...differs('history', editsOf(edits, occid), []),
];

/** With a merge the portal fills in what its own list of names says of the name; where the list lacks it, nothing. */
const ofTheName = (columns: readonly string[]): readonly string[] =>
  columns.filter(column => !/^(family|tidInterpreted)=./.test(column));

/** The old record stays with all it had, and has the barcode and the picture besides; the picture's record is gone. */
function wrongMerge({ barcode, store, stamp }: ScratchSheet, { was, now, oldWas, oldNow }: Four): readonly string[] {
  if (!oldWas || !oldNow) return ['the old record is gone'];
  const number = stamp.replace(/^0+/, '');
  const kept = store === 'identifier' ? `:${number}` : `legacyOtherCatalogNumber:${number}`;
  return [
    ...(now ? ['the picture’s record is still there'] : []),
    ...differs('columns', ofTheName(changedColumns(oldWas, oldNow)), [`catalogNumber=${barcode}`]),
    ...differs('numbers', oldNow.identifiers, [kept]),
    ...differs('pictures', ids(oldNow), [...ids(oldWas), ...ids(was)]),
  ];
}

/** Moves with every change. */
const STAMP = 'dateLastModified';

const changedColumns = (was: RecordRow, now: RecordRow): readonly string[] =>
  [...new Set([...Object.keys(was.columns), ...Object.keys(now.columns)])]
    .filter(name => name !== STAMP && (was.columns[name] ?? '') !== (now.columns[name] ?? ''))
    .map(name => `${name}=${now.columns[name] ?? ''}`);

const ids = ({ media }: RecordRow): readonly string[] => media.map(({ mediaID }) => String(mediaID));

const editsOf = (edits: ReadonlyMap<string, number>, occid: number): readonly string[] =>
  [...edits].flatMap(([key, count]) => (key.startsWith(`${occid} `) ? [`${key.split(' ')[1]} x${count}`] : []));

function wrongElsewhere(sheets: readonly ScratchSheet[], was: CollectionView, now: CollectionView): readonly string[] {
  const ours = new Set(occidsOf(sheets));
  const others = [...new Set([...was.rows.keys(), ...now.rows.keys()])].filter(occid => !ours.has(occid));
  const changed = others.filter(occid => was.rows.get(occid) !== now.rows.get(occid));
  return [
    ...changed.map(
      occid => `record ${occid} of others: “${was.rows.get(occid) ?? ''}” became “${now.rows.get(occid) ?? ''}”`,
    ),
    ...(was.pictures === now.pictures ? [] : [`the portal has ${now.pictures} pictures, not ${was.pictures}`]),
  ];
}

const differs = (what: string, found: readonly string[], expected: readonly string[]): readonly string[] =>
  [...found].sort().join() === [...expected].sort().join()
    ? []
    : [`${what} are “${found.join(', ')}”, expected “${expected.join(', ')}”`];

const occidsOf = (sheets: readonly ScratchSheet[]): readonly number[] =>
  sheets.flatMap(({ occid, old }) => [occid, ...(old === undefined ? [] : [old])]);
