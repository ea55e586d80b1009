/**
 * The station's pictures as one portal takes them:
 *
 *   original, in the store -> rendition, in the store too -> named by an entry -> sent, smaller where the portal was found to want it
 */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import { mostBytesOf, type ImageUpload, type SentMime } from '../../../shared/portal/image-upload.ts';
import type { PicturePort, ReadyPicture } from '../sync/ports.ts';
import type { ImageStore } from './image-store.ts';
import type { UploadBound } from './upload-bound.ts';
import { webRendition, type RenditionLimits } from './web-rendition.ts';

export interface SentPicturesOptions {
  readonly store: ImageStore;
  readonly upload: ImageUpload;
  readonly learned: UploadBound;
}

/** What an entry names, but for what it is called. */
export type SentImage = Omit<StoredImage, 'name'>;

export class SentPictures implements PicturePort {
  /** Made while the program runs, by original and limit. */
  private readonly made = new Map<string, SentImage>();

  constructor(private readonly options: SentPicturesOptions) {}

  /** How large a picture may be, as far as is known. */
  get mostBytes(): number {
    return mostBytesOf(this.options.upload, this.options.learned.mostBytes);
  }

  /**
   * What of a kept picture is sent: itself or a rendition, which then is kept as well. Fails with unreadableImage, tooLarge,
   * diskFull or diskBroken.
   */
  async renditionOf(sha256: string): Promise<Result<SentImage>> {
    const known = this.made.get(this.keyOf(sha256));
    if (known && (await this.options.store.has(known.sha256))) return success(known);
    const original = await this.options.store.read(sha256);
    if (!original) return failed({ kind: 'unreadableImage', name: sha256.slice(0, 12) });
    const limits = { mimes: this.options.upload.mimes, mostBytes: this.mostBytes };
    const made = await webRendition(original, limits).catch(() => 'unreadable' as const);
    if (made === 'unreadable') return failed({ kind: 'unreadableImage', name: sha256.slice(0, 12) });
    if (!made) return failed({ kind: 'tooLarge', bytes: original.length, most: limits.mostBytes });
    return made.bytes === original
      ? this.note(sha256, limits, { sha256, bytes: original.length, mime: made.mime })
      : this.keep(sha256, limits, made);
  }

  async ready(image: StoredImage): Promise<Result<ReadyPicture>> {
    const sent = await this.sentFor(image);
    if (!sent.ok) return sent.failure.kind === 'unreadableImage' ? failed({ ...sent.failure, name: image.name }) : sent;
    const bytes = await this.options.store.read(sent.value.sha256);
    if (!bytes) return failed({ kind: 'unreadableImage', name: image.name });
    return success({ image: { ...sent.value, name: nameFor(image.name, sent.value.mime) }, bytes });
  }

  async wereTooLarge(bytes: number, most: number | null): Promise<void> {
    await this.options.learned.note(bytes, most);
  }

  /** Subtle: what already is what a portal takes is not looked into once more. */
  private async sentFor({ sha256, bytes, mime }: StoredImage): Promise<Result<SentImage>> {
    const isFine = bytes <= this.mostBytes && this.options.upload.mimes.includes(mime);
    return isFine ? success({ sha256, bytes, mime }) : this.renditionOf(sha256);
  }

  private async keep(
    sha256: string,
    limits: RenditionLimits,
    { bytes, mime }: { readonly bytes: Uint8Array; readonly mime: SentMime },
  ): Promise<Result<SentImage>> {
    const kept = await this.options.store.keep(bytes);
    return kept.ok ? this.note(sha256, limits, { ...kept.value, mime }) : kept;
  }

  private note(sha256: string, { mostBytes }: RenditionLimits, sent: SentImage): Result<SentImage> {
    this.made.set(keyFor(sha256, mostBytes), sent);
    return success(sent);
  }

  private keyOf(sha256: string): string {
    return keyFor(sha256, this.mostBytes);
  }
}

const keyFor = (sha256: string, mostBytes: number): string => `${sha256} ${mostBytes}`;

const nameFor = (name: string, mime: SentMime): string =>
  name.replace(/\.(jpg|png)$/, mime === 'image/png' ? '.png' : '.jpg');
