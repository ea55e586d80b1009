/** The occurrence editor: searching, opening with its lock, saving, adding and deleting. PORTAL_PROTOCOL 2.1-2.3, 4. */
import { phpTime } from './clock.ts';
import { submitDetermination } from './determinations.ts';
import { Form } from './form.ts';
import { addGenetic, deleteGenetic, editGenetic } from './genetics.ts';
import { deleteImage, submitNewImage, type EditorOrder } from './images.ts';
import { editorPage, noIdentifiersPage, notAuthorisedPage, type EditorView } from './editor-page.ts';
import { takeLock } from './locks.ts';
import {
  collectionTitle,
  html,
  occurrenceOf,
  redirect,
  toSignIn,
  type Answer,
  type Call,
  type PracticePortal,
} from './portal-state.ts';
import { addWebRecord, deleteRecord } from './records.ts';
import { saveEdits, type ActionStatus } from './save.ts';
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

export function occurrenceEditor(portal: PracticePortal, call: Call): Answer | Promise<Answer> {
  const { user } = call.session;
  if (!user) return toSignIn(call, notAuthorisedPage(''));
  const request = call.query.under(call.posted);
  const occid = request.id('occid') ?? 0;
  const collid = request.id('collid') || occurrenceOf(portal.file.tables, occid)?.collid || 0;
  if (collid === 0 && occid === 0) return html(noIdentifiersPage());
  return answer({ portal, call, request, user, collid, occid });
}

function answer(visit: Visit): Answer | Promise<Answer> {
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
  const linked = LINKED[action];
  if (linked && isEditor) return act(visit, linked);
  if (occid === 0 && (request.id('gotomode') ?? 0) > 0) return offerNewRecord(visit);
  if (request.has('q_catalognumber') || (occid === 0 && request.has('occindex')) || request.has('direction'))
    return find(visit);
  if (!request.has('occindex')) call.session.query = undefined;
  return open(visit, { collid }, occid);
}

type LinkedAction = (portal: PracticePortal, order: EditorOrder) => ActionStatus | Promise<ActionStatus>;

/** What the editor does to rows that hang on the record, and not to the record itself. */
const LINKED: Readonly<Record<string, LinkedAction>> = {
  submitDetermination: ({ file }, { occid, posted, now }) => submitDetermination(file.tables, occid, posted, now),
  addgeneticsubmit: ({ file }, { occid, posted, now }) => addGenetic(file.tables, occid, posted, now),
  editgeneticsubmit: ({ file }, { posted }) => editGenetic(file.tables, posted),
  deletegeneticsubmit: ({ file }, { posted }) => deleteGenetic(file.tables, posted),
  'Submit New Image': submitNewImage,
  'Delete Image': deleteImage,
};

async function act(visit: Visit, action: LinkedAction): Promise<Answer> {
  const { portal, call, user, collid, occid } = visit;
  const { posted, files, now } = call;
  const status = await action(portal, { occid, posted, files, user, now });
  portal.file.changed();
  return open(visit, { collid, status, ...remembered(visit) }, occid);
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

/** A body too large is not even read: back to where one was, to be told there. PORTAL_PROTOCOL 9.1. */
export function refuseUpload({ address, uploads }: PracticePortal, { session }: Call): Answer {
  session.uploadError = `ERROR: The file exceeds the maximum allowed size: ${uploads.bodyLimitBytes / 1024 ** 2} MB`;
  return redirect(session.lastEdited ?? `${address}/portal/`);
}

/** The record with the lock taken, or the notice that somebody else has it. */
function open({ portal, call, user }: Visit, view: EditorView, occid: number): Answer {
  const record = occurrenceOf(portal.file.tables, occid);
  const isLockedByOther = occid > 0 && !lock(portal, occid, user, call.now);
  const told = call.session.uploadError;
  const status = view.status ?? (told === undefined ? undefined : { isError: true, text: told });
  call.session.uploadError = undefined;
  call.session.lastEdited = `${portal.address}/portal/collections/editor/occurrenceeditor.php?occid=${occid}&collid=${view.collid}`;
  return html(editorPage(portal.file.tables, { ...view, status, occid, record, isLockedByOther, user }));
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
  const record = addWebRecord(tables, collid, call.posted, call.now);
  portal.file.changed();
  if ((request.id('gotomode') ?? 0) > 0) return offerNewRecord(visit);
  const count = tables.occurrences.filter(one => one.collid === collid).length + 1;
  return open(visit, { collid, search: { count, index: 0, occids: [] } }, record?.occid ?? 0);
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
  const { portal, call, request, user, collid, occid } = visit;
  const { tables } = portal.file;
  const failure = deleteRecord(tables, { occid, collid, userName: user.displayName, now: call.now });
  portal.file.changed();
  if (failure !== undefined) return open(visit, { collid, status: { isError: true, text: failure } }, occid);
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
