/** The occurrence editor: searching, opening with its lock, saving, adding and deleting. PORTAL_PROTOCOL 2.1-2.3, 4. */
import { phpTime } from './clock.ts';
import { Form } from './form.ts';
import { editorPage, noIdentifiersPage, notAuthorisedPage, type EditorView } from './editor-page.ts';
import { takeLock } from './locks.ts';
import {
  collectionTitle,
  html,
  occurrenceOf,
  toSignIn,
  type Answer,
  type Call,
  type PracticePortal,
} from './portal-state.ts';
import { addRecord, deleteRecord } from './records.ts';
import { postedValues, saveEdits, type ActionStatus } from './save.ts';
import { search } from './search.ts';
import { canEdit, type SignedIn } from './sessions.ts';

/** One request to the editor, with all that every way of answering it needs. */
interface Visit {
  readonly portal: PracticePortal;
  readonly call: Call;
  /** What PHP calls the request: posted values over those of the address. */
  readonly request: Form;
  readonly user: SignedIn;
  readonly collid: number;
  readonly occid: number;
}

export function occurrenceEditor(portal: PracticePortal, call: Call): Answer {
  const { user } = call.session;
  if (!user) return toSignIn(call, notAuthorisedPage(''));
  const request = call.query.under(call.posted);
  const occid = request.id('occid') ?? 0;
  const collid = request.id('collid') || occurrenceOf(portal.file.tables, occid)?.collid || 0;
  if (collid === 0 && occid === 0) return html(noIdentifiersPage());
  return answer({ portal, call, request, user, collid, occid });
}

function answer(visit: Visit): Answer {
  const { portal, call, request, user, collid, occid } = visit;
  const { tables } = portal.file;
  const isEditor = canEdit(user, collid);
  const isOpenToAll = tables.collections.some(one => one.collID === collid && one.publicEdits === 1);
  if (!isEditor && !isOpenToAll) return refuse(visit);
  const action = request.text('submitaction');
  if (request.has('q_catalognumber')) call.session.query = { collid, form: request };
  if (action === 'saveOccurEdits') return save(visit, isEditor);
  if (action === 'addOccurRecord' && isEditor) return add(visit);
  if (action === 'Delete Occurrence' && isEditor) return remove(visit);
  if (occid === 0 && (request.id('gotomode') ?? 0) > 0) return offerNewRecord(visit);
  if (request.has('q_catalognumber') || (occid === 0 && request.has('occindex')) || request.has('direction'))
    return find(visit);
  if (!request.has('occindex')) call.session.query = undefined;
  return open(visit, { collid }, occid);
}

/** Subtle: whoever may not edit the record takes its lock all the same. */
function refuse({ portal, call, user, collid, occid }: Visit): Answer {
  if (occid > 0) lock(portal, occid, user, call.now);
  return html(notAuthorisedPage(collectionTitle(portal.file.tables, collid)));
}

function lock({ file }: PracticePortal, occid: number, user: SignedIn, now: number): boolean {
  file.changed();
  return takeLock(file.tables, occid, user.uid, now);
}

/** The record with the lock taken, or the notice that somebody else has it. */
function open({ portal, call, user }: Visit, view: EditorView, occid: number): Answer {
  const record = occurrenceOf(portal.file.tables, occid);
  const isLockedByOther = occid > 0 && !lock(portal, occid, user, call.now);
  return html(editorPage(portal.file.tables, { ...view, occid, record, isLockedByOther, user }));
}

function save(visit: Visit, isApplied: boolean): Answer {
  const { portal, call, user, collid, occid } = visit;
  const status = saveEdits(portal.file.tables, { occid, form: call.posted, uid: user.uid, now: call.now, isApplied });
  portal.file.changed();
  return open(visit, { collid, status, ...remembered(visit) }, occid);
}

/** Subtle: the new record is called the first of all records of the collection, and is itself counted twice. */
function add(visit: Visit): Answer {
  const { portal, call, request, collid } = visit;
  const { tables } = portal.file;
  const record = addRecord(tables, collid, postedValues(call.posted, []), call.now);
  portal.file.changed();
  if ((request.id('gotomode') ?? 0) > 0) return offerNewRecord(visit);
  const count = tables.occurrences.filter(one => one.collid === collid).length + 1;
  return open(visit, { collid, search: { count, index: 0, occids: [] } }, record.occid);
}

/** The empty form, its search form set to what the user entered today. */
function offerNewRecord({ portal, call, user, collid }: Visit): Answer {
  const query = new Form([
    ['q_recordenteredby', user.username],
    ['q_dateentered', phpTime(call.now).slice(0, 10)],
  ]);
  const search = { count: 0, index: 0, occids: [] };
  return html(editorPage(portal.file.tables, { collid, query, search, user, isNewRecord: true }));
}

function remove(visit: Visit): Answer {
  const { portal, request, user, collid, occid } = visit;
  const { tables } = portal.file;
  const record = occurrenceOf(tables, occid);
  const isHeld = tables.media.some(one => one.occid === occid && one.mediaType !== 'image');
  const status: ActionStatus | undefined = isHeld
    ? { isError: true, text: 'ERROR: a media row hangs on this record by a foreign key constraint' }
    : undefined;
  if (record && !isHeld) deleteRecord(tables, record, user.uid);
  portal.file.changed();
  if (isHeld) return open(visit, { collid, status }, occid);
  return request.has('occindex') ? find(visit, 1) : html(editorPage(tables, { collid, user }));
}

/** Where the record stands in the session's search, which a save may have changed. */
function remembered({ portal, call, request, collid, occid }: Visit): Pick<EditorView, 'search' | 'query'> {
  const { query } = call.session;
  const index = request.id('occindex');
  if (index === undefined || query?.collid !== collid) return {};
  const occids = search(portal.file.tables, collid, query.form).map(record => record.occid);
  const at = occids.indexOf(occid);
  return { query: query.form, search: { count: occids.length, index: at < 0 ? index : at, occids: [] } };
}

/** Subtle: an index behind the end shows the last record under a star; a record just deleted is taken off twice. */
function find(visit: Visit, deleted = 0): Answer {
  const { portal, call, request, collid } = visit;
  const query = call.session.query?.collid === collid ? call.session.query.form : new Form([]);
  const occids = search(portal.file.tables, collid, query).map(record => record.occid);
  const direction = request.text('direction');
  const asked = (request.id('occindex') ?? 0) + (direction === 'forward' ? 1 : direction === 'back' ? -1 : 0);
  const sent = listOf(request.text('occidlist'));
  const target = neighbour(sent, request.id('occid'), direction);
  const place = target === undefined ? -1 : occids.indexOf(target);
  const index = target === undefined ? asked : place < 0 ? (sent ?? []).indexOf(target) : place;
  const shown = target ?? occids[Math.min(index, occids.length - 1)] ?? 0;
  const view: EditorView = {
    collid,
    query,
    search: { count: occids.length - deleted, index, occids: direction === '' ? [] : (sent ?? occids) },
    saysNothingFound: call.method === 'POST' && occids.length === 0,
  };
  return open(visit, view, shown);
}

const listOf = (written: string): readonly number[] | undefined =>
  /^\d+(,\d+)*$/.test(written) ? written.split(',').map(Number) : undefined;

/** The neighbour in the list that the client sent back: stable when the shown record no longer meets the query. */
function neighbour(
  list: readonly number[] | undefined,
  occid: number | undefined,
  direction: string,
): number | undefined {
  if (!list || occid === undefined || (direction !== 'forward' && direction !== 'back')) return undefined;
  return list[list.indexOf(occid) + (direction === 'forward' ? 1 : -1)];
}
