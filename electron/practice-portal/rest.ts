/** The REST interface: public reading with its quirks. PORTAL_PROTOCOL 1.3-1.4. */
import { COLUMNS } from './columns.ts';
import { fullTextWords, isLike, sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { json, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import type { Cell, Occurrence, Tables } from './tables.ts';

const DEFAULT_LIMIT = 100;
const MOST_OCCURRENCES = 300;
const MOST_EDITS = 500;
const VISIBLE = COLUMNS.filter(column => !column.isHidden);

export const serverError = (): Answer => ({
  status: 500,
  type: 'text/html; charset=UTF-8',
  body: '<!DOCTYPE html>\n<html lang="en"><head><title>An Error Occurred: Internal Server Error</title></head><body></body></html>',
});

export const installationStatus = (portal: PracticePortal): Answer =>
  json({
    status: true,
    statusCode: 200,
    portalName: 'Practice portal',
    guid: '3d1f6a52-0c7e-4b19-9a55-70a5ce0f4e21',
    managerEmail: 'supervisor@greywater.invalid',
    urlRoot: `${portal.address}/portal`,
    symbiotaVersion: '3.4.14',
    apiVersion: '2.0',
  });

export function collections(portal: PracticePortal): Answer {
  const results = portal.file.tables.collections.map(collectionRow);
  return json({ offset: 0, limit: 1000, endOfRecords: false, count: results.length, results });
}

export function collection(portal: PracticePortal, id: string): Answer {
  const row = portal.file.tables.collections.find(one => String(one.collID) === id || one.collectionGuid === id);
  return json(row ? collectionRow(row) : { status: false, error: 'Unable to locate collection based on identifier' });
}

const collectionRow = (row: Tables['collections'][number]) => ({
  ...row,
  collectionID: null,
  fullDescription: null,
  collType: 'Preserved Specimens',
  managementType: 'Live Data',
});

/** Every visible column, NULL where there is nothing, and the identifier rows. */
export function occurrenceRow(tables: Tables, record: Occurrence): Record<string, unknown> {
  const identifier = tables.identifiers.filter(({ occid }) => occid === record.occid);
  const cells = VISIBLE.map(({ name }): [string, Cell] => [name, record[name] ?? null]);
  return { ...Object.fromEntries(cells), identifier };
}

export function oneOccurrence(portal: PracticePortal, id: string, { query }: Call): Answer {
  const { tables } = portal.file;
  const record = /^\d+$/.test(id)
    ? occurrenceOf(tables, Number(id))
    : tables.occurrences.find(one => one.recordID === id || one.occurrenceID === id);
  if (!record) return json({ error: 'Occurrence not found' }, 404);
  const row = occurrenceRow(tables, record);
  if (query.text('includeMedia') === '1')
    row['media'] = tables.media
      .filter(({ occid }) => occid === record.occid)
      .map(media => ({ ...media, url: media.url.startsWith('/') ? portal.address + media.url : media.url }));
  if (query.text('includeIdentifications') === '1') row['identification'] = [];
  return json([row]);
}

interface Window {
  readonly limit: number;
  readonly offset: number;
}

function windowOf(query: Form, most: number): Window | Answer {
  const number = (name: string, otherwise: number) => (query.text(name) === '' ? otherwise : query.id(name));
  const [limit, offset] = [number('limit', DEFAULT_LIMIT), number('offset', 0)];
  if (limit === undefined) return json({ limit: ['The limit must be an integer.'] }, 422);
  if (offset === undefined) return json({ offset: ['The offset must be an integer.'] }, 422);
  if (limit > most) return json({ limit: [`The limit may not be greater than ${most}.`] }, 422);
  return { limit, offset };
}

export function occurrences(portal: PracticePortal, { query }: Call): Answer {
  const window = windowOf(query, MOST_OCCURRENCES);
  if ('status' in window) return window;
  if (query.text('collid') !== '' && query.id('collid') === undefined)
    return json({ collid: ['The collid must be an integer.'] }, 422);
  if (query.has('dateLastModifiedMin') && !query.has('dateLastModifiedMax')) return serverError();
  const { tables } = portal.file;
  const found = tables.occurrences.filter(record => record.recordSecurity === 0 && meets(tables, record, query));
  const results = found.slice(window.offset, window.offset + window.limit).map(record => occurrenceRow(tables, record));
  return json({ offset: window.offset, limit: window.limit, endOfRecords: false, count: found.length, results });
}

function meets(tables: Tables, record: Occurrence, query: Form): boolean {
  const cell = (name: string) => textOf(record[name]) ?? '';
  const isExact = (parameter: string, column = parameter) =>
    query.text(parameter) === '' || sameInDatabase(cell(column), query.text(parameter));
  const isPrefix = (name: string) => query.text(name) === '' || isLike(cell(name), `${query.text(name)}%`);
  const number = query.text('additionalIdentifier');
  const guid = query.text('occurrenceID');
  return (
    ['collid', 'catalogNumber', 'recordNumber', 'family'].every(name => isExact(name)) &&
    ['country', 'stateProvince', 'county'].every(isPrefix) &&
    (guid === '' || guid === record.occurrenceID || guid === record.recordID) &&
    (number === '' ||
      tables.identifiers.some(one => one.occid === record.occid && sameInDatabase(one.identifierValue, number))) &&
    meetsName(cell('sciname'), query.text('scientificName')) &&
    meetsCollector(cell('recordedBy'), query.text('recordedBy') || query.text('recordedByLastName')) &&
    meetsDays(cell('eventDate'), query.text('eventDateMin'), query.text('eventDateMax')) &&
    (!query.has('dateLastModifiedMin') ||
      (cell('dateLastModified') > `${query.text('dateLastModifiedMin')} 00:00:00` &&
        cell('dateLastModified').slice(0, 10) <= query.text('dateLastModifiedMax')))
  );
}

const meetsName = (name: string, asked: string): boolean =>
  asked === '' || (asked.indexOf('%') > 0 ? isLike(name, asked) : sameInDatabase(name, asked));

function meetsCollector(recordedBy: string, asked: string): boolean {
  const words = fullTextWords(recordedBy);
  return asked === '' || fullTextWords(asked).some(word => words.includes(word));
}

const meetsDays = (day: string, from: string, to: string): boolean =>
  from === '' || (to === '' ? day === from : day >= from && day <= to);

/** The edit history of a collection, in the order of its ids. */
export function annotations(portal: PracticePortal, { query }: Call): Answer {
  const collid = query.id('collid');
  if (collid === undefined) return json({ collid: ['The collid field is required.'] }, 422);
  const window = windowOf(query, MOST_EDITS);
  if ('status' in window) return window;
  const { tables } = portal.file;
  const ids = new Map(tables.occurrences.filter(one => one.collid === collid).map(one => [one.occid, one]));
  const found = tables.edits.filter(
    edit =>
      ids.has(edit.occid) &&
      query.text('type') !== 'external' &&
      (query.text('fieldName') === '' || sameInDatabase(edit.fieldName, query.text('fieldName'))) &&
      (query.text('fromDate') === '' || edit.initialTimestamp >= query.text('fromDate')) &&
      (query.text('toDate') === '' || edit.initialTimestamp <= query.text('toDate')),
  );
  const results = found.slice(window.offset, window.offset + window.limit).map(edit => ({
    annotationID: edit.ocedid,
    occid: edit.occid,
    occurrenceID: textOf(ids.get(edit.occid)?.occurrenceID) ?? textOf(ids.get(edit.occid)?.recordID),
    fieldName: edit.fieldName,
    newValue: edit.fieldValueNew,
    oldValue: edit.fieldValueOld,
    reviewStatus: edit.reviewStatus,
    appliedStatus: edit.appliedStatus,
    recordID: null,
    recordTimestamp: edit.initialTimestamp,
  }));
  return json({ offset: window.offset, limit: window.limit, endOfRecords: false, count: found.length, results });
}
