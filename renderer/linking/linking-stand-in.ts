/** A linking desk for tests: the real outbox and database, over a host that answers what a test says. */
import { expect, vi } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success } from '../../shared/failure/failure.ts';
import { aRecord, idOf } from '../../shared/outbox/builders.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { USUAL_IMAGE_UPLOAD } from '../../shared/portal/image-upload.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { WholeRecord } from '../../shared/portal/portal-record.ts';
import { accessionKey } from '../../shared/specimen/accession-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { LinkingStep } from '../../shared/workflow/linking-task.ts';
import type { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import { StationDatabase } from '../database/station-database.ts';
import { Outbox } from '../outbox/outbox.ts';
import { LinkDesk } from './link-desk.ts';

const JOURNAL = idOf(999);
const PROFILE: PortalProfile = {
  v: 1,
  connectionId: 'linking-test',
  kind: 'portal',
  address: 'http://127.0.0.1:1/portal',
  portalName: 'A portal',
  collid: 1,
  collectionName: 'A herbarium',
  catalogNumber: { prefix: 'VASC', digits: 7 },
  accession: { paddedTo: [5] },
  requestsPerSecond: null,
  expertRequired: 'expert required',
  imageUpload: USUAL_IMAGE_UPLOAD,
};

/** The record of the nth picture: a barcode and an image. */
export const pictureRecord = (nth: number): WholeRecord =>
  aRecord(100 + nth, {
    fields: { catalogNumber: `VASC000000${nth}`, processingStatus: 'unprocessed' },
    images: [{ id: 900 + nth, sourceIdentifier: null, originalUrl: null }],
  });

export class LinkingStandIn {
  isOffline = false;
  /** Old records that the portal knows. */
  known: readonly Occurrence[] = [];
  wholes: readonly WholeRecord[] = [1, 2, 3].map(pictureRecord);
  readonly suggestions = new Map<string, SuggestedNumber>();
  /** The machine reads stamps once this has come. */
  reading: Promise<void> = Promise.resolve();
  /** The portal tells who bears a number once this has come. */
  asking: Promise<void> = Promise.resolve();
  /** The machine cannot have the pictures just now. */
  isReaderAway = false;
  /** A picture that was turned to has been painted once this has come. */
  rest: Promise<void> = Promise.resolve();
  readonly journal: OutboxEntry[] = [];
  readonly cases: unknown[] = [];
  /** In the order in which the browser was asked to hold them. */
  readonly heldPictures: string[] = [];
  /** In the order in which the host was asked to read them. */
  readonly readPictures: string[] = [];
  /** In the order in which the host was asked to fetch them. */
  readonly fetchedPictures: string[] = [];
  time = 1_000_000;
  private seq = 1;
  private ids = 0;
  readonly outbox: Outbox;
  readonly desk: LinkDesk;

  private constructor(readonly database: StationDatabase) {
    const host = {
      call: async (name: string, input: never) => this.answer(name, input),
      on: () => () => undefined,
    } as unknown as Host;
    const common = { host, database, now: () => this.time, newId: () => idOf((this.ids += 1)), account: () => 'ana' };
    this.outbox = new Outbox(common);
    this.desk = new LinkDesk({
      ...common,
      outbox: this.outbox,
      profile: PROFILE,
      play: () => undefined,
      isOffline: () => this.isOffline,
      hold: async imageId => void this.heldPictures.push(imageId),
      mostHeld: 2,
      rest: () => this.rest,
    });
  }

  static async open(): Promise<LinkingStandIn> {
    const standIn = new LinkingStandIn(await StationDatabase.open(PROFILE.connectionId));
    await standIn.outbox.begin('web');
    return standIn;
  }

  view = () => this.desk.view.getState();

  isAt = (occid: number, step: LinkingStep) =>
    vi.waitFor(() => expect(this.view().task).toMatchObject({ step, picture: { occid } }));

  /** The next dozen are prepared: what was read ahead is known without a network. */
  allPrepared = () =>
    vi.waitFor(() =>
      expect(this.desk.list.view.getState().pictures.every(one => one.prepared?.suggestion !== undefined)).toBe(true),
    );

  async enter(number: string): Promise<void> {
    this.desk.type(number);
    this.desk.enterNumber();
  }

  /** The number 1499 is read on this picture. */
  suggestFor(imageId: string): void {
    const crop = { left: 0, top: 0, width: 0.1, height: 0.1 };
    this.suggestions.set(imageId, { number: '1499', isSure: true, crop });
  }

  async close(): Promise<void> {
    this.database.close();
    await StationDatabase.discard(PROFILE.connectionId);
  }

  private answer(name: string, input: { readonly [key: string]: never }): unknown {
    if (this.isOffline && /^(portal|linking)\./.test(name)) return failed({ kind: 'offline' });
    switch (name) {
      case 'station.open':
        return success({ journalId: JOURNAL, isWriter: true });
      case 'outbox.met':
      case 'outbox.release':
        return success({});
      case 'outbox.list':
        return success({ lastSeq: this.seq, queue: [], cases: [] });
      case 'linking.awaiting':
        return success({
          total: 3,
          records: [1, 2, 3].map(nth => ({ occid: 100 + nth, catalogNumber: `VASC000000${nth}` })),
        });
      case 'linking.suggestionFor':
        this.readPictures.push(input['imageId'] ?? '');
        if (this.isReaderAway) return failed({ kind: 'offline' });
        return this.reading.then(() => success({ suggestion: this.suggestions.get(input['imageId'] ?? '') ?? null }));
      case 'picture.fetchAhead':
        this.fetchedPictures.push(...(input['imageIds'] as unknown as string[]));
        return success({});
      case 'portal.readWhole': {
        const whole = this.wholes.find(({ occid }) => occid === input['occid']);
        return whole ? success(whole) : failed({ kind: 'notFound' });
      }
      case 'portal.findByAccession': {
        const key = accessionKey(input['typed'] ?? '');
        const occurrences = this.known.filter(one =>
          one.otherCatalogNumbers.some(number => accessionKey(number) === key),
        );
        return this.asking.then(() => success({ occurrences, lookedFor: [] }));
      }
      case 'outbox.queue':
        this.journal.push(input['entry'] as unknown as OutboxEntry);
        return success({ seq: (this.seq += 1) });
      case 'outbox.keepCase':
        this.cases.push(input['expertCase']);
        return success({ seq: (this.seq += 1) });
      case 'outbox.withdraw':
        return success({ seq: (this.seq += 1) });
      default:
        throw new Error(`Nobody told the stand-in what to answer to ${name}.`);
    }
  }
}
