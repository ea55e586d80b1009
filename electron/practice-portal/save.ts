/** Save Edits, with every rule and trap that the real form has. PORTAL_PROTOCOL 4.1, RELIABILITY Q1-Q6. */
import { databaseTime } from './clock.ts';
import { columnOfForm, EDITABLE, type Column } from './columns.ts';
import { sameInPhp } from './compare.ts';
import type { Form } from './form.ts';
import { planIdentifiers } from './identifiers.ts';
import type { Cell, Occurrence, Tables } from './tables.ts';
import { textOf } from './search.ts';
import { withTaxon } from './taxa.ts';

export interface SaveOrder {
  readonly occid: number;
  readonly form: Form;
  readonly uid: number;
  readonly now: number;
  /** False: only a proposal goes into the history. */
  readonly isApplied: boolean;
}

export interface ActionStatus {
  readonly isError: boolean;
  readonly text: string;
}

/** Trimmed, runs of white space made one blank, as the portal cleans every value. */
export const cleaned = (text: string): string => text.trim().replace(/\s{2,}/g, ' ');

export function saveEdits(tables: Tables, order: SaveOrder): ActionStatus {
  const { occid, form } = order;
  const edited = form
    .text('editedfields')
    .split(';')
    .map(name => name.trim().toLowerCase())
    .filter(Boolean);
  if (edited.length === 0) return { isError: true, text: `ERROR: edits empty for occid #${occid}: ` };
  const record = tables.occurrences.find(one => one.occid === occid);
  const posted = withTaxon(postedValues(form, edited), form);
  const identifiers = planIdentifiers(tables, record, form, edited);
  if (record) {
    writeHistory(tables, order, record, posted, edited);
    for (const { from, to } of identifiers.history) addHistory(tables, order, 'omoccuridentifiers', from, to);
  }
  if (!order.isApplied)
    return { isError: false, text: 'Edits submitted, but not activated. A data manager looks at them first. ' };
  if (posted.size === 0 && !identifiers.clearsLegacy)
    return {
      isError: true,
      text: `ERROR: failed to edit occurrence record (#${occid}): You have an error in your SQL syntax`,
    };
  if (record) {
    const changes = changesOf(posted);
    if (identifiers.clearsLegacy) changes.set('otherCatalogNumbers', null);
    applyChanges(record, changes, order.now);
    if (edited.includes('tidinterpreted')) renumberPictures(tables, record);
    identifiers.write(order.now);
  }
  return { isError: false, text: 'SUCCESS: edits submitted and activated ' };
}

/** A listed number of the taxon goes to the record's pictures too. PORTAL_PROTOCOL 4.1. */
function renumberPictures(tables: Tables, { occid, tidInterpreted }: Occurrence): void {
  const tid = typeof tidInterpreted === 'number' ? tidInterpreted : null;
  for (const media of tables.media) if (media.occid === occid) media.tid = tid;
}

/** Every posted editable column is written; a listed one that was not posted becomes 0, as an unticked box. */
export function postedValues(form: Form, edited: readonly string[]): Map<Column, string> {
  const values = new Map<Column, string>();
  for (const column of EDITABLE) {
    const posted = form.get(column.name.toLowerCase());
    if (posted !== undefined) values.set(column, cleaned(posted));
    else if (edited.includes(column.name.toLowerCase())) values.set(column, '0');
  }
  const status = columnOfForm('processingstatus');
  const automatic = form.text('autoprocessingstatus');
  if (status && automatic !== '') values.set(status, cleaned(automatic));
  return values;
}

function writeHistory(
  tables: Tables,
  order: SaveOrder,
  record: Occurrence,
  posted: ReadonlyMap<Column, string>,
  edited: readonly string[],
): void {
  for (const name of edited) {
    const column = columnOfForm(name);
    const to = column && posted.get(column);
    if (!column || to === undefined) continue;
    const from = textOf(record[column.name]) ?? '';
    if (!sameInPhp(from, to)) addHistory(tables, order, name, from, to);
  }
}

export function addHistory(
  tables: Tables,
  { occid, uid, now, isApplied }: Omit<SaveOrder, 'form'>,
  fieldName: string,
  from: string,
  to: string,
): void {
  tables.edits.push({
    ocedid: tables.next.edit++,
    occid,
    fieldName,
    fieldValueNew: inPlane(to),
    fieldValueOld: from,
    reviewStatus: 1,
    appliedStatus: isApplied ? 1 : 0,
    uid,
    initialTimestamp: databaseTime(now),
  });
}

/** The table's character set stops at the basic plane: four question marks stand for what lies beyond. */
export const inPlane = (text: string): string => text.replace(/[\u{10000}-\u{10FFFF}]/gu, '????');

/** What the posted texts become in the table: cut to size, empty as NULL, dates that are none as zeros. */
export function changesOf(posted: ReadonlyMap<Column, string>): Map<string, Cell> {
  const changes = new Map<string, Cell>();
  for (const [column, text] of posted) {
    changes.set(column.name, cellOf(column, text));
    if (column.name === 'eventDate') for (const [part, value] of datePartsOf(text)) changes.set(part, value);
  }
  return changes;
}

export function cellOf(column: Column, text: string): Cell {
  if (text === '') return null;
  if (column.kind === 'number') return Number.parseFloat(text) || 0;
  if (column.kind === 'date') return dateCell(column, text);
  return [...inPlane(text)].slice(0, column.size).join('');
}

function dateCell(column: Column, text: string): string {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})( \d{2}:\d{2}:\d{2})?$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const lastDay = month === 0 ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!match || month > 12 || day > lastDay || (month === 0 && day > 0)) return '0000-00-00';
  const written = `${match[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return column.name === 'dateEntered' ? `${written}${match[4] ?? ' 00:00:00'}` : written;
}

/** Subtle: taken from the text even where the date is impossible; day and month 0 stay empty. */
function datePartsOf(text: string): readonly (readonly [string, Cell])[] {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  const [year, month, day] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0), Number(match?.[3] ?? 0)];
  const isWhole = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const ofYear = isWhole ? (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000 + 1 : null;
  return [
    ['year', year || null],
    ['month', month || null],
    ['day', day || null],
    ['startDayOfYear', ofYear],
    ['endDayOfYear', null],
  ];
}

/** Moves dateLastModified only where a column really changes. */
export function applyChanges(record: Occurrence, changes: ReadonlyMap<string, Cell>, now: number): number {
  let changed = 0;
  for (const [name, value] of changes) {
    if ((record[name] ?? null) === value) continue;
    record[name] = value;
    changed += 1;
  }
  if (changed > 0) record.dateLastModified = databaseTime(now);
  return changed;
}
