/** Every write, each one request and sent once. The caller compares before and proves after. */
import type { ChangeOf, StoredImage } from '../../../../shared/portal/change.ts';
import type { SendOutcome } from '../../../../shared/portal/portal.ts';
import type { FieldEdit } from '../../../../shared/specimen/field-edit.ts';
import { isEditableTerm } from '../../../../shared/specimen/darwin-core.ts';
import { isNotAuthorised } from './pages.ts';
import type { Form, PortalAnswer, PortalRequest } from './request.ts';
import { columnOf } from './rest-rows.ts';
import { ANSWERED, judgeIdle, send, type Writer } from './send-outcome.ts';
import { refusalOfUpload } from './upload-answer.ts';

const EDITOR = '/collections/editor/occurrenceeditor.php';

const OK = [200];

const post = (path: string, form: Form): PortalRequest => ({ method: 'POST', path, form });

/** The minimal form save: only what changes is posted, each name also listed for the history. PORTAL_PROTOCOL 4.1. */
export function sendEdits(writer: Writer, occid: number, edits: readonly FieldEdit[]): Promise<SendOutcome> {
  const columns = edits.map(edit => [columnOf(edit.term), edit.to ?? ''] as const);
  return save(
    writer,
    occid,
    columns.map(([name]) => name),
    columns,
  );
}

/**
 * No existing row is posted, so that nothing a colleague changed meanwhile is reverted; the empty first row keeps the portal
 * from emptying the old column, and that column stands for the one column every save needs. PORTAL_PROTOCOL 4.3.
 */
export function addIdentifier(
  writer: Writer,
  occid: number,
  { name, value }: ChangeOf<'addIdentifier'>['identifier'],
  legacyNumber: string | null,
): Promise<SendOutcome> {
  return save(
    writer,
    occid,
    ['idname', 'idvalue', 'othercatalognumbers'],
    [['othercatalognumbers', legacyNumber ?? ''], ...identifierRow('', ''), ...identifierRow(name, value)],
  );
}

const identifierRow = (name: string, value: string): Form => [
  ['idkey[]', 'newidentifier'],
  ['idname[]', name],
  ['idvalue[]', value],
];

function save(writer: Writer, occid: number, edited: readonly string[], columns: Form): Promise<SendOutcome> {
  const form: Form = [
    ['submitaction', 'saveOccurEdits'],
    ['occid', String(occid)],
    ['collid', String(writer.collid)],
    ['editedfields', edited.join(';')],
    ...columns,
  ];
  return send(writer, post(EDITOR, form), OK, readEditorPage);
}

const readEditorPage = ({ body }: PortalAnswer): SendOutcome =>
  isNotAuthorised(body) ? { is: 'answered', refusal: { kind: 'forbidden' } } : ANSWERED;

/** One row by its id. The portal does it for strangers too, then without a history row. PORTAL_PROTOCOL 4.3 and 0.3. */
export function removeIdentifier(writer: Writer, occid: number, identifierId: number): Promise<SendOutcome> {
  const form: Form = [
    ['identifierID', String(identifierId)],
    ['occid', String(occid)],
  ];
  return send(writer, post('/collections/editor/rpc/deleteIdentifier.php', form), OK, () => ANSWERED);
}

/**
 * A GET that writes: it is asked once and never ahead. Its mark of success also stands on the page of a merge into a record
 * that is gone, and proves nothing; its absence, in a session that has ended, proves that nothing was done. PORTAL_PROTOCOL 5.3.
 */
export function merge(writer: Writer, source: number, target: number): Promise<SendOutcome> {
  const query = `curoccid=${source}&occidmerge=${target}&collid=${writer.collid}&occidquery=exact:${target}`;
  const path = `/collections/editor/dupesearch.php?submitaction=mergerecs&${query}`;
  return send(writer, { method: 'GET', path }, OK, ({ body }) =>
    body.includes(`onload="gotoMergedOccur(${target})`) ? ANSWERED : judgeIdle(writer, ANSWERED),
  );
}

/**
 * The call that refuses a catalog number which the collection has already. Without `recordsecurity` the portal stores
 * nothing there and hides the record from its lists; without `recordenteredby`, nobody is named. PORTAL_PROTOCOL 4.4.
 */
export function create(writer: Writer, { catalogNumber, fields }: ChangeOf<'create'>): Promise<SendOutcome> {
  const columns = Object.entries(fields).flatMap(([term, text]) =>
    isEditableTerm(term) && term !== 'catalogNumber' && text !== '' ? [[columnOf(term), text] as const] : [],
  );
  const form: Form = [
    ['collid', String(writer.collid)],
    ['addaction', '1'],
    ['catalognumber', catalogNumber],
    ...columns,
    ['recordsecurity', '0'],
    ['recordenteredby', writer.user],
  ];
  return send(writer, post('/collections/editor/rpc/occurAddData.php', form), OK, ({ body }) => {
    if (/"error":\s*"dupeCatalogNumber"/.test(body))
      return { is: 'answered', refusal: { kind: 'rejected', reason: 'numberInUse' } };
    if (body.trim() !== '[]') return ANSWERED;
    return judgeIdle(writer, { is: 'answered', refusal: { kind: 'forbidden' } });
  });
}

/** More than any server takes. */
const ANY_SIZE = String(10 ** 12);

/**
 * The editor's upload. The portal stores whatever is posted as `sourceIdentifier` and returns it among the record's media.
 * Subtle: the server enforces MAX_FILE_SIZE only where it comes before the file; behind it, it lets the portal name its limit,
 * which otherwise stumbles over the field's absence. PORTAL_PROTOCOL 9.1.
 */
export function attachImage(
  writer: Writer,
  occid: number,
  image: StoredImage,
  bytes: Uint8Array,
  key: string,
): Promise<SendOutcome> {
  const fields: Form = [
    ['submitaction', 'Submit New Image'],
    ['occid', String(occid)],
    ['collid', String(writer.collid)],
    ['sourceIdentifier', key],
  ];
  const file = { field: 'imgfile', name: image.name, mime: image.mime, bytes };
  const behind: Form = [['MAX_FILE_SIZE', ANY_SIZE]];
  const multipart = { boundary: `image-${image.sha256}`, fields, file, behind };
  const request = { method: 'POST', path: EDITOR, multipart } as const;
  return send(writer, request, [...OK, 302, 413], answer => {
    const refusal = refusalOfUpload(answer, image, bytes.length);
    return refusal ? { is: 'answered', refusal } : ANSWERED;
  });
}

/**
 * Without `verbatimsciname`, whose key would refuse a second associate of the same name, and with one row only: the portal
 * shows the inverse by itself. It answers success and refusal alike with a redirect, and a stranger with an empty page.
 * PORTAL_PROTOCOL 7.
 */
export function associate(
  writer: Writer,
  { occid, occidAssociate, relationship }: ChangeOf<'associate'>,
): Promise<SendOutcome> {
  const form: Form = [
    ['submitaction', 'createAssociation'],
    ['occid', String(occid)],
    ['collid', String(writer.collid)],
    ['occindex', '0'],
    ['associationType', 'internalOccurrence'],
    ['relationship', relationship],
    ['occidAssociate', String(occidAssociate)],
  ];
  const request = post('/collections/editor/resourcehandler.php', form);
  const unclear: SendOutcome = {
    is: 'unknown',
    failure: { kind: 'notUnderstood', detail: 'no answer about the link' },
  };
  return send(writer, request, [...OK, 302], ({ status, body }) => {
    if (status === 302) return ANSWERED;
    return body.trim() === '' ? judgeIdle(writer, unclear) : unclear;
  });
}
