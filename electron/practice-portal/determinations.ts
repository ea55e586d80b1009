/** Determinations: the history of a record's name, of which one may be current. PORTAL_PROTOCOL 4.6, 5.3. */
import { randomUUID } from 'node:crypto';
import { databaseTime, phpTime } from './clock.ts';
import { sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { applyChanges, cleaned, type ActionStatus } from './save.ts';
import { textOf } from './search.ts';
import { Determination } from './table-rows.ts';
import type { Cell, Occurrence, Tables } from './tables.ts';
import { taxonNamed } from './taxa.ts';

type NewDetermination = Pick<Determination, 'occid' | 'identifiedBy' | 'dateIdentified' | 'sciname' | 'isCurrent'> &
  Partial<Determination>;

export const determinationsOf = (tables: Tables, occid: number): readonly Determination[] =>
  tables.determinations.filter(one => one.occid === occid);

/** Unique: record, date, determiner and name together; undefined where there is such a row already. */
export function insertDetermination(tables: Tables, row: NewDetermination, now: number): Determination | undefined {
  if (tables.determinations.some(other => isSameDetermination(row, other) && other.occid === row.occid))
    return undefined;
  const made = Determination.parse({
    ...{ detid: tables.next.determination++, printQueue: 0, appliedStatus: 1, sortSequence: 10 },
    ...{ recordID: randomUUID(), initialTimestamp: databaseTime(now), ...row },
  });
  tables.determinations.push(made);
  return made;
}

export const isSameDetermination = (
  one: Pick<Determination, 'sciname' | 'dateIdentified' | 'identifiedBy'>,
  other: Pick<Determination, 'sciname' | 'dateIdentified' | 'identifiedBy'>,
): boolean =>
  sameInDatabase(one.sciname, other.sciname) &&
  sameInDatabase(one.dateIdentified, other.dateIdentified) &&
  sameInDatabase(one.identifiedBy, other.identifiedBy);

/**
 * The name as it stands in the record, made a row of the history. Subtle: `unknown` and `s.d.` stand for a missing
 * determiner and date, an empty text for a missing name; a row that is there already is left as it is.
 */
export function addLatestDetermination(tables: Tables, record: Occurrence, isCurrent: boolean, now: number): void {
  const cell = (name: string) => textOf(record[name]) ?? null;
  if (cell('identifiedBy') === null && cell('dateIdentified') === null && cell('sciname') === null) return;
  const row = {
    occid: record.occid,
    identifiedBy: cell('identifiedBy') ?? 'unknown',
    dateIdentified: cell('dateIdentified') ?? 's.d.',
    sciname: cell('sciname') ?? '',
    scientificNameAuthorship: cell('scientificNameAuthorship'),
    identificationQualifier: cell('identificationQualifier'),
    identificationReferences: cell('identificationReferences'),
    identificationRemarks: cell('identificationRemarks'),
    isCurrent: isCurrent ? 1 : 0,
  };
  insertDetermination(tables, row, now);
}

export const hasCurrent = (tables: Tables, occid: number): boolean =>
  determinationsOf(tables, occid).some(({ isCurrent }) => isCurrent === 1);

/** Makes some rows of the history no longer current; only those that were are touched. */
export function demote(rows: readonly Determination[], now: number): void {
  for (const row of rows)
    if (row.isCurrent === 1) Object.assign(row, { isCurrent: 0, dateLastModified: databaseTime(now) });
}

/**
 * Green even where the same row exists already or the record does not. Subtle: with `makecurrent` the other rows have then lost their mark, and
 * no row has it.
 */
export function submitDetermination(tables: Tables, occid: number, form: Form, now: number): ActionStatus {
  const status = { isError: false, text: 'Determination submitted successfully!' };
  const record = tables.occurrences.find(one => one.occid === occid);
  if (!record) return status;
  const makesCurrent = form.text('makecurrent') === '1';
  if (makesCurrent) demote(determinationsOf(tables, occid), now);
  const filled = (name: string) => cleaned(form.text(name)) || null;
  const row = {
    occid,
    identifiedBy: cleaned(form.text('identifiedby')),
    dateIdentified: cleaned(form.text('dateidentified')),
    sciname: cleaned(form.text('sciname')),
    scientificNameAuthorship: filled('scientificnameauthorship'),
    identificationQualifier: filled('identificationqualifier'),
    identificationReferences: filled('identificationreferences'),
    identificationRemarks: filled('identificationremarks'),
    isCurrent: makesCurrent ? 1 : 0,
    printQueue: form.text('printqueue') === '1' ? 1 : 0,
    sortSequence: sortSequenceOf(form.text('dateidentified'), now),
  };
  const added = insertDetermination(tables, row, now);
  if (added && makesCurrent) {
    addLatestDetermination(tables, record, false, now);
    takeNameFrom(tables, record, added, now);
  }
  return status;
}

/** The younger the year in the date, the further to the front. */
function sortSequenceOf(date: string, now: number): number {
  const year = /[1,2]\d{3}/.exec(date)?.[0];
  return year === undefined ? 1 : Number(phpTime(now).slice(0, 4)) + 1 - Number(year);
}

/**
 * Writes the current determination into the record and its pictures. Subtle: what was parsed from the former name is
 * emptied, taxon remarks included; family and number of the taxon stay where the taxonomy does not know the name.
 */
export function takeNameFrom(tables: Tables, record: Occurrence, from: Determination, now: number): void {
  const taxon = taxonNamed(from.sciname);
  const changes = new Map<string, Cell>([
    ...(['identifiedBy', 'dateIdentified', 'sciname', 'scientificNameAuthorship', 'taxonRemarks'] as const).map(
      (name): [string, Cell] => [name, from[name]],
    ),
    ...(['identificationQualifier', 'identificationReferences', 'identificationRemarks'] as const).map(
      (name): [string, Cell] => [name, from[name]],
    ),
    ...['genus', 'specificEpithet', 'taxonRank', 'infraspecificEpithet', 'scientificName'].map(
      (name): [string, Cell] => [name, null],
    ),
    ...(taxon
      ? ([
          ['family', taxon.family],
          ['tidInterpreted', taxon.tid],
        ] as const)
      : []),
  ]);
  applyChanges(record, changes, now);
  if (taxon) for (const media of tables.media) if (media.occid === record.occid) media.tid = taxon.tid;
}
