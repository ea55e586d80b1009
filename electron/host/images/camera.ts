/** The camera of one connection: its folder, its shots, and which sheet waits for its picture. */
import path from 'node:path';
import type { Announce } from '../../../shared/contract/define-contract.ts';
import type { HostContract } from '../../../shared/contract/host-contract.ts';
import type { CameraState, FolderState, RefusalReason, RefusedFile } from '../../../shared/contract/shot-contract.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { SheetAtCamera, Shot } from '../../../shared/workflow/shot.ts';
import { isOwnFolder, readCamera, writeCamera, type CameraFile } from './camera-file.ts';
import { alarmOf, listFolder } from './folder-on-disk.ts';
import { HotFolder } from './hot-folder.ts';
import type { ImageStore } from './image-store.ts';
import { RawPreviews } from './raw-previews.ts';
import { renameOriginal } from './rename-original.ts';
import type { SentPictures } from './sent-pictures.ts';
import { ShotBook } from './shot-book.ts';
import type { MovedShot } from './shot-lines.ts';
import { takeIn } from './shot-intake.ts';
import { lineFile } from '../json-lines.ts';
import { findTether, type Tether } from './tether.ts';
import type { Outcome } from './watched-files.ts';

export interface CameraOptions {
  /** The station's folder, and the connection's in it. */
  readonly root: string;
  readonly connection: string;
  readonly store: ImageStore;
  readonly sent: SentPictures;
  readonly now: () => number;
  readonly newId: () => string;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly announce: Announce<HostContract>;
  readonly report: (error: unknown) => void;
  /** Where programs are looked for. */
  readonly searchPath: string | undefined;
}

/** More are only counted. */
const MOST_SHOWN = 50;

export class Camera {
  private readonly raw = new RawPreviews();
  private sheet: SheetAtCamera | null = null;
  private refused: RefusedFile[] = [];
  private hotFolder: HotFolder | undefined;

  private constructor(
    private readonly options: CameraOptions,
    private settings: CameraFile,
    readonly book: ShotBook,
    private readonly tether: Tether | undefined,
  ) {}

  static async open(options: CameraOptions): Promise<Camera> {
    await options.store.clearArriving();
    const lines = lineFile(path.join(options.connection, 'shots.jsonl'));
    const book = await ShotBook.open(lines, line => options.report(new Error(`A line of the shot book: ${line}`)));
    return new Camera(options, await readCamera(options.connection), book, await findTether(options.searchPath));
  }

  /** Compares the book with the queue as a crash left them, and begins to watch. */
  async begin(queue: Iterable<QueuedEntry>): Promise<void> {
    for (const queued of queue) await this.noteEntry(queued);
    this.watch();
  }

  async close(): Promise<void> {
    await this.hotFolder?.stop();
    await this.raw.close();
  }

  get state(): CameraState {
    const before = [...(this.hotFolder?.files.before ?? [])].sort((a, b) => b.changedAt - a.changedAt);
    return {
      folder: this.folderState,
      renamesOriginals: this.settings.renamesOriginals,
      canShoot: this.tether !== undefined && this.folderState.is === 'watched',
      arriving: [...(this.hotFolder?.files.arriving ?? [])],
      before: {
        count: before.length,
        newest: before.slice(0, MOST_SHOWN).map(({ name, changedAt }) => ({ name, changedAt })),
      },
      refused: [...this.refused],
      shots: [...this.book.open],
      last: this.book.last,
    };
  }

  /** Fails with rejected where it is no whole path, or one of the station's own folders. */
  async set(folder: string | null, renamesOriginals: boolean): Promise<Result<CameraState>> {
    if (folder !== null && !path.isAbsolute(folder)) return failed({ kind: 'rejected', reason: 'notWhole' });
    if (folder !== null && isOwnFolder(this.options.root, folder))
      return failed({ kind: 'rejected', reason: 'ownFolder' });
    this.settings = { v: 1, folder, renamesOriginals };
    await writeCamera(this.options.connection, this.settings);
    await this.hotFolder?.stop();
    this.watch();
    return success(this.state);
  }

  get renamesOriginals(): boolean {
    return this.settings.renamesOriginals;
  }

  pointAt(sheet: SheetAtCamera | null): void {
    this.sheet = sheet;
  }

  give = (shotId: string, sheet: SheetAtCamera): Promise<Result<Shot>> => this.told(this.book.give(shotId, sheet));

  release = (shotId: string, to: 'waiting' | 'setAside'): Promise<Result<Shot>> =>
    this.told(this.book.release(shotId, to));

  /** Another specimen got it on the page of the day. */
  async moved(move: MovedShot): Promise<void> {
    const moved = await this.book.moved(move);
    if (!moved.ok) return;
    this.changed();
    if (move.isQueued && this.settings.renamesOriginals) this.rename(moved.value).catch(this.options.report);
  }

  /** Whether a sheet on the bench has it. Subtle: what no portal takes stays with its specimen after that. */
  isOnBench(shotId: string): boolean {
    const shot = this.book.find(shotId);
    return shot?.place === 'given' && shot.sent !== null;
  }

  takeIn(name: string): void {
    this.hotFolder?.files.takeIn(name);
    this.changed();
  }

  async leaveBefore(): Promise<Result<void>> {
    const left = await this.book.left(this.hotFolder?.files.before ?? []);
    if (left.ok) this.hotFolder?.files.leaveBefore();
    this.changed();
    return left;
  }

  refusedSeen(): void {
    this.refused = [];
    this.changed();
  }

  async shoot(): Promise<Result<void>> {
    const { folderState: at, tether } = this;
    if (!tether || at.is !== 'watched') return failed({ kind: 'notFound' });
    return tether.shoot(at.folder);
  }

  /** What became of an entry that carries a picture: on its way, or taken back, so that the shot waits again. */
  async noteEntry({ entry, delivery }: Pick<QueuedEntry, 'entry' | 'delivery'>): Promise<void> {
    const { change } = entry;
    if (change.kind !== 'attachImage') return;
    const isBack = delivery.is === 'withdrawn' && delivery.handedTo === undefined;
    const { sha256, name } = change.image;
    const carried = isBack ? this.book.carriedBy(entry.id) : undefined;
    const shot = isBack ? undefined : this.book.toBeCarriedBy(entry.id, sha256, name.replace(/\.\w+$/, ''));
    if (carried) await this.book.release(carried.id, 'waiting');
    else if (shot) await this.noteQueued(shot, entry.id);
    else return;
    this.changed();
  }

  /** Subtle: an entry waits for the book, but not for a share on which an original is renamed. */
  private async noteQueued(shot: Shot, entryId: string): Promise<void> {
    const queued = await this.book.queued(shot.id, entryId);
    if (queued.ok && this.settings.renamesOriginals) this.rename(queued.value).catch(this.options.report);
  }

  private async rename({ id, name }: Shot): Promise<void> {
    const [file, { folder }] = [this.book.fileOf(id), this.settings];
    if (folder === null || !file || name === null) return;
    const renamed = await renameOriginal(folder, file, name);
    if (!renamed) return;
    this.hotFolder?.files.ignore(renamed);
    await this.book.renamed(id, renamed);
  }

  /** Subtle: a share that is asleep may take minutes to answer, and nothing else waits for it. */
  private watch(): void {
    const { folder } = this.settings;
    this.hotFolder = folder === null ? undefined : this.hotFolderAt(folder);
    void this.hotFolder?.look();
    this.changed();
  }

  private hotFolderAt(folder: string): HotFolder {
    const { now, after, newId, store, sent } = this.options;
    const rendition = (sha256: string) => sent.renditionOf(sha256);
    const arrived = (shot: Shot) => this.arrived(shot);
    const intake = { folder, store, book: this.book, raw: this.raw, rendition, now, newId, arrived };
    return new HotFolder({
      now,
      after,
      list: () => listFolder(folder),
      alarm: ring => alarmOf(folder, ring),
      sheetAtCamera: () => this.sheet,
      isKnown: this.book.isKnown,
      take: (file, takenFor) => takeIn(intake, file, takenFor).catch(error => this.fault(error)),
      refuse: (name, why, of) => this.refuse(name, why, of),
      changed: () => this.changed(),
    });
  }

  /** What was said of the file before it was whole is true no more. */
  private arrived(shot: Shot): void {
    this.refused = this.refused.filter(({ name }) => name !== shot.originalName);
    this.options.announce('shots.arrived', shot);
  }

  private refuse(name: string, why: RefusalReason, of: string | null): void {
    const refused = { name, why, of, at: this.options.now() };
    this.refused = [...this.refused.filter(one => one.name !== name), refused].slice(-MOST_SHOWN);
    this.options.announce('shots.refused', refused);
  }

  private fault(error: unknown): Outcome {
    this.options.report(error);
    return { is: 'refused', why: 'unreadable' };
  }

  private get folderState(): FolderState {
    const { folder } = this.settings;
    if (folder === null) return { is: 'off' };
    const away = this.hotFolder?.away;
    return away ? { is: 'away', folder, ...away } : { is: 'watched', folder };
  }

  private async told(done: Promise<Result<Shot>>): Promise<Result<Shot>> {
    const answer = await done;
    if (answer.ok) this.changed();
    return answer;
  }

  changed(): void {
    this.options.announce('shots.changed', {});
  }
}
