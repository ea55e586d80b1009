/**
 * Pictures as a viewer needs them, from one decode of each file:
 *
 *   the file ─┬─ halved while it is read ─> first view                      (JPEG; of other files the first view is a tile)
 *             └─ decoded whole, held ─┬─> every tile, and what reads barcodes and stamps
 *                                     └─> the lasting form on disk, after which nothing is held
 *
 * One whole decode at a time beside those held; the picture in front goes before those fetched ahead.
 */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { lastLevelOf, tileCut, type PictureSize, type TilePlace } from '../../../shared/specimen/picture-levels.ts';
import type { BoundedFolder } from './bounded-folder.ts';
import { HeldPictures } from './held-pictures.ts';
import { keptSize, keptTile, writeTiles } from './kept-tiles.ts';
import { decodeFirstView, decodeWhole, lookAt, type DecodedPicture, type PictureFile } from './picture-decode.ts';
import { cutTile } from './tiles.ts';
import { Turns, type Urgency } from './turns.ts';

/** Where the files of pictures come from, by opaque id. */
export interface PictureSource {
  /** Fails with notFound for an id that nobody gave, or as the portal does. */
  read(imageId: string): Promise<Result<Buffer>>;
  /** Whether an id means the same bytes for ever, so that what was made of them may be kept. */
  isLasting(imageId: string): boolean;
}

export interface PictureDeskPorts {
  readonly source: PictureSource;
  /** Where lasting forms are kept. */
  readonly lasting: BoundedFolder;
  readonly held?: HeldPictures;
  /** Answers how to cancel. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

interface OpenPicture {
  readonly size: PictureSize;
  /** Undefined where a tile is as quick. */
  readonly first: Buffer | undefined;
}

/** The tiles of what is on the screen go first. */
const LASTING_FORM_AFTER_MS = 1_500;
/** Of the four threads that Node has for such work and for files, one decodes and two cut tiles: the journal's is never taken. */
const TILES_AT_ONCE = 2;
/** A first view has some 300 kB. */
const MOST_OPEN = 100;

export class PictureDesk {
  private readonly opened = new Map<string, Promise<Result<OpenPicture>>>();
  private readonly decoding = new Map<string, Promise<DecodedPicture | undefined>>();
  private readonly held: HeldPictures;
  private readonly wholes = new Turns(1);
  private readonly tiles = new Turns(TILES_AT_ONCE);
  private readonly timers = new Set<() => void>();

  constructor(private readonly ports: PictureDeskPorts) {
    this.held = ports.held ?? new HeldPictures();
  }

  /** Answers once the first view is ready. Fails with unreadableImage where the file is damaged, or as its source does. */
  async open(imageId: string, urgency: Urgency = 'front'): Promise<Result<PictureSize>> {
    const opened = await this.opening(imageId, urgency);
    return opened.ok ? success(opened.value.size) : opened;
  }

  /** Makes ready what comes next, in this order; failures are told when the picture is opened. */
  fetchAhead(imageIds: readonly string[]): void {
    for (const imageId of imageIds) this.open(imageId, 'ahead').catch(this.ports.report);
  }

  /** A JPEG; undefined where there is no such picture or tile. */
  async tile(imageId: string, place: TilePlace): Promise<Buffer | undefined> {
    const opened = await this.opening(imageId, 'front');
    if (!opened.ok || !tileCut(opened.value.size, place)) return undefined;
    const { first, size } = opened.value;
    if (place.level === 0 && first) return first;
    return (await this.lastingTile(imageId, size, place)) ?? this.tileOfWhole(imageId, place);
  }

  /** The pixels, for readers of barcodes and stamps. Fails as `open` does. */
  async whole(imageId: string, urgency: Urgency = 'front'): Promise<Result<DecodedPicture>> {
    const read = this.held.get(imageId) ? undefined : await this.ports.source.read(imageId);
    if (read && !read.ok) return read;
    const decoded = await this.decode(imageId, urgency, read?.value);
    return decoded ? success(decoded) : unreadable(imageId);
  }

  close(): void {
    for (const cancel of this.timers) cancel();
  }

  private opening(imageId: string, urgency: Urgency): Promise<Result<OpenPicture>> {
    if (urgency === 'front') for (const turns of [this.wholes, this.tiles]) turns.hurry(imageId);
    const begun = this.opened.get(imageId);
    if (begun) return begun;
    const opening = this.prepare(imageId, urgency);
    this.opened.set(imageId, opening);
    for (const oldest of [...this.opened.keys()].slice(0, -MOST_OPEN)) this.opened.delete(oldest);
    const forget = () => this.opened.get(imageId) === opening && this.opened.delete(imageId);
    opening.then(({ ok }) => ok || forget(), forget);
    return opening;
  }

  private async prepare(imageId: string, urgency: Urgency): Promise<Result<OpenPicture>> {
    const lasting = await this.lastingFile(imageId);
    const kept = lasting && (await keptSize(lasting));
    if (kept) return success({ size: kept, first: undefined });
    const read = await this.ports.source.read(imageId);
    if (!read.ok) return read;
    const file = await lookAt(read.value);
    if (!file) return unreadable(imageId);
    const whole = this.decode(imageId, urgency, read.value);
    const first = isQuickerFirst(file) ? await this.firstView(imageId, urgency, file, read.value) : await whole;
    if (!first) return unreadable(imageId);
    return success({ size: file.size, first: Buffer.isBuffer(first) ? first : undefined });
  }

  private firstView(imageId: string, urgency: Urgency, { size }: PictureFile, bytes: Buffer) {
    return this.tiles.take(imageId, urgency, () => decodeFirstView(bytes, size));
  }

  /** Whoever asks meanwhile waits for the same decode. */
  private decode(imageId: string, urgency: Urgency, bytes?: Buffer): Promise<DecodedPicture | undefined> {
    const held = this.held.get(imageId);
    if (held) return Promise.resolve(held);
    const begun = this.decoding.get(imageId);
    if (begun) return begun;
    const decoding = this.wholes
      .take(imageId, urgency, () => this.decodeNow(imageId, bytes))
      .finally(() => this.decoding.delete(imageId));
    this.decoding.set(imageId, decoding);
    void decoding.then(decoded => decoded && this.keepSoon(imageId, urgency), this.ports.report);
    return decoding;
  }

  private async decodeNow(imageId: string, given: Buffer | undefined): Promise<DecodedPicture | undefined> {
    const read = given ? success(given) : await this.ports.source.read(imageId);
    const decoded = read.ok ? await decodeWhole(read.value) : undefined;
    if (decoded) this.held.hold(imageId, decoded);
    return decoded;
  }

  private async tileOfWhole(imageId: string, place: TilePlace): Promise<Buffer | undefined> {
    const decoded = await this.decode(imageId, 'front');
    return decoded && this.tiles.take(imageId, 'front', () => cutTile(decoded, place));
  }

  private async lastingTile(imageId: string, size: PictureSize, place: TilePlace): Promise<Buffer | undefined> {
    const file = this.held.get(imageId) ? undefined : await this.lastingFile(imageId);
    if (file === undefined) return undefined;
    const tile = await this.tiles.take(imageId, 'front', () => keptTile(file, size, place));
    if (!tile) await this.ports.lasting.remove(imageId);
    return tile;
  }

  private async lastingFile(imageId: string): Promise<string | undefined> {
    return this.ports.source.isLasting(imageId) ? this.ports.lasting.find(imageId) : undefined;
  }

  /** What was fetched ahead is put away at once, before the next is decoded; what is in front is looked at first. */
  private keepSoon(imageId: string, urgency: Urgency): void {
    if (!this.ports.source.isLasting(imageId)) return;
    if (urgency === 'ahead') return void this.wholes.take(imageId, 'front', () => this.keep(imageId));
    const cancel = this.ports.after(LASTING_FORM_AFTER_MS, () => {
      this.timers.delete(cancel);
      void this.wholes.take(imageId, 'ahead', () => this.keep(imageId));
    });
    this.timers.add(cancel);
  }

  /** Subtle: what has given way meanwhile is not held up here, or the bound would mean nothing; it is kept the next time. */
  private async keep(imageId: string): Promise<void> {
    const decoded = this.held.get(imageId);
    if (!decoded) return;
    // What is decoded once more, to be read, has its lasting form already.
    const file =
      (await this.lastingFile(imageId)) ?? (await this.ports.lasting.make(imageId, to => writeTiles(decoded, to)));
    if (file !== undefined) this.held.drop(imageId);
  }
}

const isQuickerFirst = ({ shrinksOnLoad, size }: PictureFile): boolean => shrinksOnLoad && lastLevelOf(size) > 0;

const unreadable = (imageId: string) => failed({ kind: 'unreadableImage', name: imageId });
