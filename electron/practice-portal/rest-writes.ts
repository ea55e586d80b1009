/** The REST interface's two ways of writing, and the service that hands out its tokens. PORTAL_PROTOCOL 1.2, 1.3, 4.5. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { columnOfForm, type Column } from './columns.ts';
import { sameInDatabase } from './compare.ts';
import { html, json, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { addRecord } from './records.ts';
import { serverError } from './rest.ts';
import { applyChanges, cellOf, changesOf, cleaned } from './save.ts';
import { textOf } from './search.ts';
import type { Cell, Occurrence, Tables, User } from './tables.ts';

const Body = z.record(z.string(), z.unknown());
type Body = z.infer<typeof Body>;

export function token(portal: PracticePortal, call: Call): Answer {
  const form = call.query.under(call.posted);
  if (form.text('un') === '' || form.text('pw') === '') return html('');
  const user = userOf(portal.file.tables, form.text('un'));
  if (!user || user.password !== form.text('pw')) return html('Incorrect username/password.');
  const given = randomUUID();
  portal.file.tables.tokens.push({ uid: user.uid, token: given });
  portal.file.changed();
  const { uid, firstName, lastName, email } = user;
  return html(JSON.stringify({ uid, firstname: firstName, lastname: lastName, email, token: given }));
}

/** By name or by e-mail. */
export const userOf = (tables: Tables, name: string): User | undefined =>
  tables.users.find(user => sameInDatabase(user.username, name) || sameInDatabase(user.email, name));

interface Caller {
  readonly user: User;
  readonly body: Body;
}

function callerOf(portal: PracticePortal, call: Call): Caller | Answer {
  let body: Body;
  try {
    body = call.body.trim() === '' ? {} : Body.parse(JSON.parse(call.body));
  } catch {
    return json({ error: 'Invalid JSON format in request body' }, 400);
  }
  const given = call.query.get('apiToken') ?? asText(body['apiToken']);
  if (!given) return json({ apiToken: ['The api token field is required.'] }, 422);
  const { tokens, users } = portal.file.tables;
  const user = users.find(({ uid }) => uid === tokens.find(row => row.token === given)?.uid);
  if (!user) return json({ error: 'Unauthorized' }, 401);
  return user.roles.length === 0 ? serverError() : { user, body };
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const mayEdit = (user: User, collid: number): boolean =>
  user.roles.some(right => right.role === 'SuperAdmin' || (/^Coll/.test(right.role) && right.collid === collid));

/** A new record; asked twice it makes two. */
export function insertOccurrence(portal: PracticePortal, call: Call): Answer {
  const caller = callerOf(portal, call);
  if ('status' in caller) return caller;
  const collid = Number(asText(caller.body['collid']));
  if (!collid) return json({ collid: ['The collid field is required.'] }, 422);
  if (!mayEdit(caller.user, collid))
    return json({ error: `Unauthorized to add new records to target collection (collid = ${collid})` }, 401);
  const posted = new Map<Column, string>();
  for (const [name, value] of Object.entries(caller.body)) {
    const column = columnOfForm(name);
    if (column?.isEditable && column.name === name && name !== 'otherCatalogNumbers')
      posted.set(column, cleaned(asText(value)));
  }
  const record = addRecord(portal.file.tables, collid, posted, call.now);
  record.recordSecurity ??= 0;
  portal.file.changed();
  return json(created(record, ['collid', ...[...posted.keys()].map(({ name }) => name)]), 201);
}

/** Only what was sent and is visible, and what the portal added. */
const created = (record: Occurrence, sent: readonly string[]): Record<string, Cell> =>
  Object.fromEntries(
    [...new Set([...sent, 'recordID', 'dateEntered', 'occid'])]
      .filter(name => columnOfForm(name)?.isHidden !== true)
      .map(name => [name, record[name] ?? null]),
  );

const SKELETAL = [
  'catalogNumber',
  'sciname',
  'scientificNameAuthorship',
  'family',
  'recordedBy',
  'recordNumber',
  'eventDate',
].concat(['eventDate2', 'country', 'stateProvince', 'county', 'processingStatus']);

/** Fills what is empty and leaves no history; where nothing matches it makes a record. */
export function skeletal(portal: PracticePortal, call: Call): Answer {
  const caller = callerOf(portal, call);
  if ('status' in caller) return caller;
  const { body, user } = caller;
  const collid = Number(asText(body['collid']));
  if (!collid) return json({ collid: ['The collid field is required.'] }, 422);
  if (!mayEdit(user, collid)) return json({ error: 'Unauthorized' }, 401);
  const posted = new Map<Column, string>();
  for (const name of SKELETAL) {
    const column = columnOfForm(name);
    if (column && asText(body[name]) !== '') posted.set(column, cleaned(asText(body[name])));
  }
  const target = asText(body['identifierTarget']).toUpperCase() || 'CATALOGNUMBER';
  const record = matching(portal.file.tables, collid, target, asText(body['identifier']));
  return record ? fillEmpty(portal, record, posted, call.now) : makeSkeletal(portal, collid, posted, call.now);
}

function matching(tables: Tables, collid: number, target: string, identifier: string): Occurrence | undefined {
  if (identifier === '' || target === 'NONE') return undefined;
  if (target === 'GUID')
    return tables.occurrences.find(one => one.occurrenceID === identifier || one.recordID === identifier);
  const inside = tables.occurrences.filter(one => one.collid === collid);
  if (target === 'OCCID') return inside.find(one => String(one.occid) === identifier);
  if (target === 'IDENTIFIERS') {
    const rows = tables.identifiers.filter(row => sameInDatabase(row.identifierValue, identifier));
    return inside.find(one => rows.some(row => row.occid === one.occid));
  }
  return inside.find(one => sameInDatabase(textOf(one.catalogNumber) ?? '', identifier));
}

function fillEmpty(
  portal: PracticePortal,
  record: Occurrence,
  posted: ReadonlyMap<Column, string>,
  now: number,
): Answer {
  const isEmpty = ({ name }: Column) => (record[name] ?? '') === '';
  const filled = new Map([...posted].filter(([column]) => isEmpty(column)));
  applyChanges(record, changesOf(filled), now);
  portal.file.changed();
  const fields = Object.fromEntries([...filled].map(([column, text]) => [column.name, cellOf(column, text)]));
  return json({ 'number of fields affected': filled.size, 'fields affected': filled.size === 0 ? [] : fields });
}

function makeSkeletal(portal: PracticePortal, collid: number, posted: Map<Column, string>, now: number): Answer {
  const { tables } = portal.file;
  if (![...posted.keys()].some(({ name }) => name === 'catalogNumber'))
    return json(
      { error: 'Bad request: catalogNumber or otherCatalogNumbers required when creating a new record' },
      400,
    );
  const record = addRecord(tables, collid, posted, now);
  record.processingStatus ??= 'unprocessed';
  record.recordSecurity ??= 0;
  portal.file.changed();
  const sent = [...posted.keys()].map(({ name }) => name);
  return json(created(occurrenceOf(tables, record.occid) ?? record, [...sent, 'collid', 'processingStatus']), 201);
}
