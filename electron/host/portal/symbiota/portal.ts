/** One collection of a Symbiota portal behind the station's Portal interface. PORTAL_PROTOCOL says what is relied on. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { ImageForm } from '../../../../shared/portal/image-upload.ts';
import type { Portal } from '../../../../shared/portal/portal.ts';
import type { Collection } from '../../../../shared/portal/portal-profile.ts';
import { Conversation, type ConversationOptions } from './conversation.ts';
import { HistoryFeed } from './history-feed.ts';
import { fetchImage } from './image-request.ts';
import * as reader from './occurrence-reader.ts';
import { ownHistory } from './own-history.ts';
import { readEditableIds } from './pages.ts';
import { imageAddressOf } from './image-address.ts';
import { readImageForm } from './image-form.ts';
import { readRecord, readWhole } from './record-reader.ts';
import { readCollections, readInstallation } from './rest-rows.ts';
import { askJson, askPage, type Ask } from './rest.ts';
import * as senders from './senders.ts';
import { awaitingNumber } from './awaiting-number.ts';

export type RemotePortalOptions = ConversationOptions;

export interface RemotePortal extends Portal {
  /** Whether a portal answers there. */
  probe(): Promise<Result<{ readonly portalName: string; readonly version: string }>>;
  /** Where the file of a picture lies, by the portal's own number of it: absolute or below the portal's origin. */
  imageAddress(mediaId: number): Promise<Result<string>>;
  /** The file of a picture, by the address that this portal names. */
  readImage(address: string): Promise<Result<Buffer>>;
  /** What the portal's own form for pictures takes. Fails with notUnderstood where it has none. */
  readImageForm(): Promise<Result<ImageForm>>;
}

export function openPortal(options: RemotePortalOptions): RemotePortal {
  const { collid, now } = options;
  const talk = new Conversation(options);
  const { ask, askSignedIn } = talk;
  const ports: reader.ReaderPorts = { ask, askSignedIn, collid, now };
  const history = new HistoryFeed(ask, collid);

  return {
    signIn: account => talk.signIn(account),
    signOut: () => talk.signOut(),
    signedIn: () => talk.signedIn(),
    editableCollections: () => editableCollections(ask, askSignedIn),
    findByAccession: spellings => reader.findByAccession(ports, spellings),
    findByLabel: query => reader.findByLabel(ports, query),
    findByCatalogNumber: catalogNumber => reader.findByCatalogNumber(ports, catalogNumber),
    awaitingNumber: (from, most) => awaitingNumber(ports, from, most),
    readOccurrence: occid => reader.readOccurrence(ports, occid),
    holdersOf: (catalogNumber, except) => reader.askHolders(ports, catalogNumber, except),
    bearersOf: (spellings, except) => reader.bearersOf(ports, spellings, except),
    historyMark: () => history.newest(),
    historySince: mark => history.since(mark),
    readRecord: occid => readRecord(ports, occid),
    readWhole: occid => readWhole(ports, occid),
    ownHistory: occid => ownHistory(ports, occid),
    sendEdits: (occid, edits) => senders.sendEdits(talk.writer(), occid, edits),
    addIdentifier: (occid, identifier, legacy) => senders.addIdentifier(talk.writer(), occid, identifier, legacy),
    removeIdentifier: (occid, identifierId) => senders.removeIdentifier(talk.writer(), occid, identifierId),
    merge: (source, target) => senders.merge(talk.writer(), source, target),
    create: change => senders.create(talk.writer(), change),
    attachImage: (occid, image, bytes, key) => senders.attachImage(talk.writer(), occid, image, bytes, key),
    associate: change => senders.associate(talk.writer(), change),
    imageAddress: mediaId => imageAddressOf(ask, mediaId),
    readImage: address => fetchImage({ root: options.address }, address),
    readImageForm: () => readImageForm(ask, collid),
    async probe() {
      const json = await askJson(ask, '/api/v2/installation/status');
      const found = json.ok ? readInstallation(json.value) : undefined;
      if (!json.ok && (json.failure.kind === 'offline' || json.failure.kind === 'timedOut')) return json;
      return found ? success(found) : failed({ kind: 'notAPortal', address: options.address });
    },
  };
}

async function editableCollections(ask: Ask, askSignedIn: Ask): Promise<Result<readonly Collection[]>> {
  const menu = await askPage(askSignedIn, '/profile/occurrencemenu.php');
  if (!menu.ok) return menu;
  const json = await askJson(ask, '/api/v2/collection?limit=1000');
  if (!json.ok) return json;
  const names = readCollections(json.value);
  if (!names) return failed({ kind: 'notUnderstood', detail: 'no list of collections' });
  const editable = new Set(readEditableIds(menu.value));
  return success(names.filter(({ collid }) => editable.has(collid)));
}
