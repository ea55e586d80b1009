/** The REST interface: public reading with its quirks. PORTAL_PROTOCOL 1.3-1.4. */
import { fullTextWords, isLike, sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { json, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { collectionRow, identificationRows, mediaRow, occurrenceRow } from './rest-rows.ts';
import { textOf } from './search.ts';
import type { Occurrence, Tables } from './tables.ts';

const DEFAULT_LIMIT = 100;
const MOST_OCCURRENCES = 300;
const MOST_EDITS = 500;

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

export function oneOccurrence(portal: PracticePortal, id: string, { query }: Call): Answer {
  const { tables } = portal.file;
  const isNumber = /^\d+$/.test(id);
  const record = isNumber
    ? occurrenceOf(tables, Number(id))
    : tables.occurrences.find(one => one.recordID === id || one.occurrenceID === id);
  if (!record) return json({ error: `Occurrence not found${isNumber ? '' : ' with that ID'}` }, 404);
  const row = occurrenceRow(tables, record);
  if (query.text('includeMedia') === '1')
    row['media'] = tables.media
      .filter(({ occid }) => occid === record.occid)
      .map(media => mediaRow(media, portal.address));
  if (query.text('includeIdentifications') === '1') row['identification'] = identificationRows(tables, record.occid);
  if (query.text('includeDatasets') === '1') row['dataset'] = [];
  return json([row]);
}

/** One media row by its id or its recordID, an object and not a list of one. PORTAL_PROTOCOL 1.3. */
export function oneMedia({ file, address }: PracticePortal, id: string): Answer {
  const row = file.tables.media.find(one => (/^\d+$/.test(id) ? one.mediaID === Number(id) : one.recordID === id));
  return json(row ? mediaRow(row, address) : { status: 'failure', error: 'Media resource not found' });
}

/** Of the whole portal: the list filters by taxon only. PORTAL_PROTOCOL 1.3. */
export function allMedia({ file, address }: PracticePortal, { query }: Call): Answer {
  const window = windowOf(query, MOST_OCCURRENCES);
  if ('status' in window) return window;
  const { limit, offset } = window;
  const { media } = file.tables;
  const results = media.slice(offset, offset + limit).map(row => mediaRow(row, address));
  return json({ offset, limit, endOfRecords: false, count: media.length, results });
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

/**
 * The edit history of a collection, in the order of its ids: no name of an editor, and nothing about records that are
 * secured or whose security is NULL. A day means its first second. RELIABILITY C1.
 */
export function annotations(portal: PracticePortal, { query }: Call): Answer {
  const collid = query.id('collid');
  if (collid === undefined) return json({ collid: ['The collid field is required.'] }, 422);
  const window = windowOf(query, MOST_EDITS);
  if ('status' in window) return window;
  const { occurrences, edits } = portal.file.tables;
  const open = occurrences.filter(one => one.collid === collid && one.recordSecurity === 0);
  const ids = new Map(open.map(one => [one.occid, one]));
  const [from, to] = [instantOf(query.text('fromDate')), instantOf(query.text('toDate'))];
  const found = edits.filter(
    edit =>
      ids.has(edit.occid) &&
      query.text('type') !== 'external' &&
      (query.text('fieldName') === '' || sameInDatabase(edit.fieldName, query.text('fieldName'))) &&
      (from === '' || edit.initialTimestamp > from) &&
      (to === '' || edit.initialTimestamp < to),
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

const instantOf = (written: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written} 00:00:00` : written);
