/** One open portal connection: its folder's lock, journal, outbox engine, portal and session. */
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Announce } from '../../shared/contract/define-contract.ts';
import type { ConnectionState, EvidenceModes, HostContract } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { AccountBook } from './account-book.ts';
import { after, now, openCamera, openDay, openJournal, openReading, openStationPictures } from './connection-parts.ts';
import { openEngine, openReach, openSession } from './connection-to-portal.ts';
import type { DayBook } from './day/day-book.ts';
import type { IncomingPictures } from './day/incoming-pictures.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import type { Camera } from './images/camera.ts';
import { ImageStore } from './images/image-store.ts';
import type { Pictures } from './images/pictures.ts';
import { SentPictures } from './images/sent-pictures.ts';
import { UploadBound } from './images/upload-bound.ts';
import type { Journal } from './journal/journal.ts';
import { fileLog, type Log } from './log.ts';
import type { OperatorSession } from './operator-session.ts';
import { openPortal, type RemotePortal } from './portal/symbiota/portal.ts';
import type { Reach } from './reach.ts';
import type { PictureReading } from './reading/picture-reading.ts';
import { connectionFolder, readOperator } from './station-folder.ts';
import type { Engine } from './sync/engine.ts';
import { Histories } from './sync/history.ts';
import { atPace } from './sync/pace.ts';
import { adoptEntries, queueEntry, refuseUnsendable, type Adopted } from './sync/outbox-desk.ts';

export interface ConnectionOptions {
  readonly root: string;
  readonly profile: PortalProfile;
  readonly accounts: AccountBook;
  /** The folder for second copies of journals; null: none. */
  readonly mirror: string | null;
  readonly announce: Announce<HostContract>;
  readonly practicePicture: (sheetId: string) => Promise<Buffer | undefined>;
}

export class Connection {
  readonly portal: RemotePortal;
  readonly session: OperatorSession;
  readonly engine: Engine;
  day!: DayBook;
  private incoming!: IncomingPictures;
  readonly pictures: Pictures;
  readonly reading: PictureReading;
  private readonly reach: Reach;
  private readonly histories: Histories;

  private constructor(
    private readonly options: ConnectionOptions,
    readonly journal: Journal,
    private readonly lock: FolderLock,
    private readonly log: Log,
    operator: string | undefined,
    readonly images: ImageStore,
    readonly sent: SentPictures,
    readonly camera: Camera,
  ) {
    const { address, collid, requestsPerSecond: pace } = options.profile;
    this.reach = openReach(this, options.announce);
    this.portal = openPortal({ address, collid, now, observe: seen => this.reach.note(seen) });
    this.session = openSession(this, options, operator);
    this.pictures = openStationPictures(this, options);
    this.reading = openReading(this.pictures.desk, options.profile);
    const outboxPortal = pace === null ? this.portal : atPace(this.portal, pace, { now, after });
    this.histories = new Histories(outboxPortal);
    this.engine = openEngine(this, outboxPortal, this.histories, options.announce);
  }

  /** Throws FolderInUse or DamagedJournal: both are said to the person, and nothing is sent. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const { root, profile } = options;
    const folder = connectionFolder(root, profile.connectionId);
    const lock = await lockFolder(folder);
    try {
      const log = fileLog(path.join(folder, 'log'), now);
      const journal = await openJournal(options, log);
      const images = new ImageStore(path.join(folder, 'images'));
      const learned = await UploadBound.open(folder);
      const sent = new SentPictures({ store: images, upload: profile.imageUpload, learned });
      const camera = await openCamera(options, images, sent, log);
      const operator = await readOperator(root, profile.connectionId);
      const connection = new Connection(options, journal, lock, log, operator, images, sent, camera);
      ({ day: connection.day, incoming: connection.incoming } = await openDay(connection, options));
      return connection;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Where the second copy of the journal is kept, and how many lines it lacks; null where there is none. */
  get mirror(): { readonly folder: string; readonly lag: number } | null {
    const { mirror } = this.options;
    return mirror === null ? null : { folder: mirror, lag: this.journal.mirrorLag };
  }

  get profile(): PortalProfile {
    return this.options.profile;
  }

  get reachState(): ConnectionState {
    return this.reach.state;
  }

  get evidence(): EvidenceModes {
    return {
      history: this.histories.state,
      ownName: (this.portal.signedIn()?.historyName ?? null) !== null,
    };
  }

  /** Signs in with what is remembered, if anything is, and begins to empty the outbox. */
  async begin(): Promise<void> {
    await this.session.resume();
    this.engine.wake();
    await this.day.carryOn();
    await this.camera.begin(this.journal.projection.queue.values());
    this.incoming.begin();
    void this.verifyJournal();
  }

  /** A picture that can never be sent is said at once, not when the portal is in reach again. */
  async queue(entry: OutboxEntry): Promise<Result<number>> {
    const isNew = !this.journal.projection.queue.has(entry.id);
    const kept = await queueEntry({ journal: this.journal, engine: this.engine, collid: this.profile.collid }, entry);
    await this.tellCamera(entry.id);
    if (kept.ok && isNew && entry.change.kind === 'attachImage')
      void refuseUnsendable(this.engine, this.sent, entry.id, entry.change.image).catch(
        error => void this.report('pictures', error),
      );
    return kept;
  }

  async withdraw(entryId: string): Promise<Result<number>> {
    const withdrawn = await this.engine.withdraw(entryId, this.session.state.account ?? '');
    await this.tellCamera(entryId);
    return withdrawn;
  }

  /** A supervisor takes entries of others over; what waited for one goes out. */
  async adopt(entryIds: readonly string[]): Promise<Result<Adopted>> {
    const adopted = await adoptEntries(this, entryIds);
    if (adopted.ok) this.options.announce('outbox.adopted', { ...adopted.value, entryIds: [...entryIds] });
    return adopted;
  }

  /** Copies the log into a folder of its own there. It holds no secrets: they are taken out as it is written. */
  async copyLogTo(chosen: string): Promise<Result<{ folder: string }>> {
    const { connectionId } = this.profile;
    const day = new Date(now()).toISOString().slice(0, 10);
    const folder = path.join(chosen, `vasculum-log-${connectionId}-${day}`);
    try {
      await cp(path.join(connectionFolder(this.options.root, connectionId), 'log'), folder, { recursive: true });
      return success({ folder });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      return code === 'ENOSPC' ? failed({ kind: 'diskFull' }) : failed({ kind: 'rejected', reason: code });
    }
  }

  report(what: string, error: unknown): string {
    return this.log.error(what, error);
  }

  async close(): Promise<void> {
    await this.camera.close();
    await this.incoming.close();
    this.reach.stop();
    this.pictures.desk.close();
    await this.reading.close();
    await this.engine.stop();
    await this.journal.close();
    await this.lock.release();
  }

  private async tellCamera(entryId: string): Promise<void> {
    const queued = this.journal.projection.queue.get(entryId);
    if (queued) await this.camera.noteEntry(queued);
  }

  /** Reads every line once more, beside the work; what is found is for a developer to see. */
  private async verifyJournal(): Promise<void> {
    const verified = await this.journal.verifyAll().catch(error => void this.report('journal', error));
    if (verified && verified.is === 'damaged') this.report('journal', new Error(JSON.stringify(verified)));
  }
}
