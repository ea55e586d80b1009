/** One collection of a Symbiota portal behind the station's Portal interface. PORTAL_PROTOCOL says what is relied on. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { Account, LabelQuery, Portal, SendOutcome, SignedIn } from '../../../../shared/portal/portal.ts';
import type { Collection } from '../../../../shared/portal/portal-profile.ts';
import type { FieldEdit } from '../../../../shared/specimen/field-edit.ts';
import { HistoryFeed } from './history-feed.ts';
import * as reader from './occurrence-reader.ts';
import { isNotAuthorised, readEditableIds } from './pages.ts';
import { COLUMN_OF_TERM, readCollections, readInstallation } from './rest-rows.ts';
import { askJson } from './rest.ts';
import { exchange, type Exchange, type PortalRequest } from './request.ts';
import { PortalSession } from './session.ts';

export interface RemotePortalOptions {
  /** Address of the portal's root, without a slash at its end. */
  readonly address: string;
  readonly collid: number;
  readonly now: () => number;
  /** Told of every exchange: whether the portal answered, and how long it took, in milliseconds. */
  readonly observe: (reach: { readonly isReached: boolean; readonly tookMs: number }) => void;
}

export interface RemotePortal extends Portal {
  /** Whether a portal answers there. */
  probe(): Promise<Result<{ readonly portalName: string; readonly version: string }>>;
}

export function openPortal({ address, collid, now, observe }: RemotePortalOptions): RemotePortal {
  const noteReach = (result: Exchange, tookMs = 0) =>
    observe({
      isReached: result.ok || (result.failure.kind !== 'offline' && result.failure.kind !== 'timedOut'),
      tookMs,
    });
  const writer = new PortalSession(address, noteReach);
  const readingSession = new PortalSession(address, noteReach);
  let account: Account | undefined;
  let signedIn: SignedIn | undefined;

  const ask = async (request: PortalRequest): Promise<Exchange> => {
    const startedAt = now();
    const result = await exchange(address, request);
    noteReach(result, now() - startedAt);
    return result;
  };

  /** Reads may sign in again and repeat; a write never does. */
  const askSignedIn = async (request: PortalRequest): Promise<Exchange> => {
    if (!account) return { ok: false, failure: { kind: 'signedOut' }, hasLeft: false };
    if (readingSession.isSignedIn) {
      const result = await readingSession.ask(request);
      if (result.ok || result.failure.kind !== 'signedOut') return result;
    }
    const again = await readingSession.signIn(account);
    return again.ok ? readingSession.ask(request) : { ok: false, failure: again.failure, hasLeft: false };
  };

  const ports: reader.ReaderPorts = { ask, askSignedIn, collid, now };
  const history = new HistoryFeed(ask, collid);

  return {
    async signIn(newAccount) {
      const answer = await writer.signIn(newAccount);
      if (!answer.ok) return answer;
      readingSession.forget();
      account = newAccount;
      signedIn = { user: newAccount.user, displayName: newAccount.user };
      return success(signedIn);
    },
    async signOut() {
      account = undefined;
      signedIn = undefined;
      await Promise.all([writer.signOut(), readingSession.signOut()]);
    },
    signedIn: () => (writer.isSignedIn ? signedIn : undefined),
    editableCollections: () => editableCollections(ask, askSignedIn),
    findByAccession: spellings => reader.findByAccession(ports, spellings),
    findByLabel: (query: LabelQuery) => reader.findByLabel(ports, query),
    findByCatalogNumber: catalogNumber => reader.findByCatalogNumber(ports, catalogNumber),
    readOccurrence: occid => reader.readOccurrence(ports, occid),
    holdersOf: (catalogNumber, except) => reader.askHolders(ports, catalogNumber, except),
    historyMark: () => history.newest(),
    historySince: mark => history.since(mark),
    sendEdits: (occid, edits) => sendEdits(writer, collid, occid, edits),
    async probe() {
      const json = await askJson(ask, '/api/v2/installation/status');
      const found = json.ok ? readInstallation(json.value) : undefined;
      if (!json.ok && (json.failure.kind === 'offline' || json.failure.kind === 'timedOut')) return json;
      return found ? success(found) : failed({ kind: 'notAPortal', address });
    },
  };
}

/**
 * The minimal form save: only what changes is posted, each name also listed for the history. PORTAL_PROTOCOL 4.1.
 * A redirect to the sign-in page proves that nothing was done; any other trouble after the connection stood does not, nor do
 * the words of a page, since the record's own words stand on it too.
 */
async function sendEdits(
  writer: PortalSession,
  collid: number,
  occid: number,
  edits: readonly FieldEdit[],
): Promise<SendOutcome> {
  if (!writer.isSignedIn) return { is: 'notSent', failure: { kind: 'signedOut' } };
  const columns = edits.map(edit => [COLUMN_OF_TERM[edit.term], edit.to ?? ''] as const);
  const form = [
    ['submitaction', 'saveOccurEdits'],
    ['occid', String(occid)],
    ['collid', String(collid)],
    ['editedfields', columns.map(([name]) => name).join(';')],
    ...columns,
  ] as const;
  const result = await writer.ask({ method: 'POST', path: '/collections/editor/occurrenceeditor.php', form });
  if (!result.ok)
    return result.hasLeft ? { is: 'unknown', failure: result.failure } : { is: 'notSent', failure: result.failure };
  const { status, body } = result.answer;
  if (status !== 200) return { is: 'unknown', failure: { kind: 'busy' } };
  return isNotAuthorised(body) ? { is: 'answered', refusal: { kind: 'forbidden' } } : { is: 'answered' };
}

async function editableCollections(
  ask: (request: PortalRequest) => Promise<Exchange>,
  askSignedIn: (request: PortalRequest) => Promise<Exchange>,
): Promise<Result<readonly Collection[]>> {
  const menu = await askSignedIn({ method: 'GET', path: '/profile/occurrencemenu.php' });
  if (!menu.ok) return failed(menu.failure);
  const json = await askJson(ask, '/api/v2/collection?limit=1000');
  if (!json.ok) return json;
  const names = readCollections(json.value);
  if (!names) return failed({ kind: 'notUnderstood', detail: 'no list of collections' });
  const editable = new Set(readEditableIds(menu.answer.body));
  return success(names.filter(({ collid }) => editable.has(collid)));
}
