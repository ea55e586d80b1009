/** The occurrence editor: searching, opening with its lock, saving, adding and deleting. PORTAL_PROTOCOL 2.1-2.3, 4. */
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

export function occurrenceEditor(portal: PracticePortal, call: Call): Answer {
  const { user } = call.session;
  if (!user) return toSignIn('occurrenceeditor.php', call);
  const { tables } = portal.file;
  const request = call.query.under(call.posted);
  const occid = request.id('occid') ?? 0;
  const collid = request.id('collid') || occurrenceOf(tables, occid)?.collid || 0;
  if (collid === 0) return html(noIdentifiersPage());
  const isEditor = canEdit(user, collid);
  const isOpenToAll = tables.collections.some(one => one.collID === collid && one.publicEdits === 1);
  if (!isEditor && !isOpenToAll) return html(notAuthorisedPage(collectionTitle(tables, collid)));
  const action = request.text('submitaction');
  if (action === 'saveOccurEdits') return save(portal, call, user, { occid, collid, isApplied: isEditor });
  if (action === 'addOccurRecord' && isEditor) return add(portal, call, user, collid);
  if (action === 'Delete Occurrence' && isEditor) return remove(portal, user, { occid, collid });
  if (request.has('q_catalognumber') || (occid === 0 && request.has('occindex')) || request.has('direction'))
    return find(portal, call, user, collid);
  if (!request.has('occindex')) call.session.query = undefined;
  return open(portal, call, user, { collid }, occid);
}

/** The record with the lock taken, or the notice that somebody else has it. */
function open(portal: PracticePortal, call: Call, user: SignedIn, view: EditorView, occid: number): Answer {
  const { file } = portal;
  const record = occurrenceOf(file.tables, occid);
  const isLockedByOther = record !== undefined && !takeLock(file.tables, occid, user.uid, call.now);
  file.changed();
  return html(editorPage(file.tables, { ...view, record, isLockedByOther }));
}

interface Target {
  readonly occid: number;
  readonly collid: number;
}

function save(portal: PracticePortal, call: Call, user: SignedIn, target: Target & { isApplied: boolean }): Answer {
  const { occid, collid, isApplied } = target;
  const order = { occid, form: call.posted, uid: user.uid, now: call.now, isApplied };
  const status = saveEdits(portal.file.tables, order);
  portal.file.changed();
  return open(portal, call, user, { collid, status, search: remembered(portal, call, collid, occid) }, occid);
}

function add(portal: PracticePortal, call: Call, user: SignedIn, collid: number): Answer {
  const posted = postedValues(call.posted, []);
  const record = addRecord(portal.file.tables, collid, posted, { enteredBy: user.username, now: call.now });
  portal.file.changed();
  return open(portal, call, user, { collid }, record.occid);
}

function remove(portal: PracticePortal, user: SignedIn, { occid, collid }: Target): Answer {
  const { tables } = portal.file;
  const record = occurrenceOf(tables, occid);
  const hanging = tables.media.some(one => one.occid === occid && one.mediaType !== 'image');
  const status: ActionStatus | undefined = hanging
    ? { isError: true, text: 'ERROR: a media row hangs on this record by a foreign key constraint' }
    : undefined;
  if (record && !hanging) deleteRecord(tables, record, user.uid);
  portal.file.changed();
  return html(editorPage(tables, { collid, status, record: hanging ? record : undefined }));
}

/** Where the record stands in the session's search, which a save may have changed. */
function remembered(portal: PracticePortal, call: Call, collid: number, occid: number): EditorView['search'] {
  const { query } = call.session;
  const index = call.posted.id('occindex');
  if (index === undefined || query?.collid !== collid) return undefined;
  const occids = search(portal.file.tables, collid, query.form).map(record => record.occid);
  const at = occids.indexOf(occid);
  return { count: occids.length, index: at < 0 ? index : at, occids };
}

function find(portal: PracticePortal, call: Call, user: SignedIn, collid: number): Answer {
  const request = call.query.under(call.posted);
  const { tables } = portal.file;
  if (request.has('q_catalognumber')) call.session.query = { collid, form: request };
  const kept = call.session.query?.collid === collid ? call.session.query.form : new Form([]);
  const occids = search(tables, collid, kept).map(record => record.occid);
  const direction = request.text('direction');
  const index = request.id('occindex') ?? 0;
  const target = step(request.text('occidlist'), request.id('occid'), direction);
  const at =
    target === undefined
      ? index + (direction === 'forward' ? 1 : direction === 'back' ? -1 : 0)
      : occids.indexOf(target);
  const shown = target ?? occids[at] ?? 0;
  const view: EditorView = {
    collid,
    query: kept,
    search: { count: occids.length, index: at < 0 ? index : at, occids: listOf(request.text('occidlist')) ?? occids },
    saysNothingFound: call.method === 'POST' && occids.length === 0,
  };
  return open(portal, call, user, view, shown);
}

const listOf = (written: string): readonly number[] | undefined =>
  /^\d+(,\d+)*$/.test(written) ? written.split(',').map(Number) : undefined;

/** The neighbour in the list that the client sent back: stable when the shown record no longer meets the query. */
function step(written: string, occid: number | undefined, direction: string): number | undefined {
  const list = listOf(written);
  if (!list || occid === undefined || (direction !== 'forward' && direction !== 'back')) return undefined;
  return list[list.indexOf(occid) + (direction === 'forward' ? 1 : -1)];
}
