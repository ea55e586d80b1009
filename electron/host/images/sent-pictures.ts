/**
 * The station's pictures as one portal takes them:
 *
 *   original, in the store -> rendition, in the store too -> named by an entry -> sent, smaller where the portal was found to want it
 */
import sharp from 'sharp';
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { PictureRules } from '../../../shared/contract/upload-contract.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import { limitsOf, type ImageForm, type ImageLimits, type ImageUpload } from '../../../shared/portal/image-upload.ts';
import type { PicturePort, ReadyPicture } from '../sync/ports.ts';
import type { ImageStore } from './image-store.ts';
import type { UploadBound } from './upload-bound.ts';
import { webRendition, type Rendition } from './web-rendition.ts';

export interface SentPicturesOptions {
  readonly store: ImageStore;
  readonly upload: ImageUpload;
  readonly learned: UploadBound;
}

/** What an entry names, but for what it is called. */
export type SentImage = Omit<StoredImage, 'name'>;

export class SentPictures implements PicturePort {
  /** Made while the program runs, by original and limits. */
  private readonly made = new Map<string, SentImage>();

  constructor(private readonly options: SentPicturesOptions) {}

  /** What the profile says, and what the portal told itself. */
  get rules(): PictureRules {
    return { upload: this.options.upload, told: this.options.learned.told };
  }

  noteForm(form: ImageForm): Promise<void> {
    return this.options.learned.noteForm(form);
  }

  /**
   * What of a kept picture is sent: itself or a rendition, which then is kept as well. Fails with unreadableImage, tooLarge,
   * typeNotTaken, diskFull or diskBroken.
   */
  async renditionOf(sha256: string): Promise<Result<SentImage>> {
    const { limits } = this;
    const known = this.made.get(keyFor(sha256, limits));
    if (known && (await this.options.store.has(known.sha256))) return success(known);
    const original = await this.options.store.read(sha256);
    if (!original) return failed({ kind: 'unreadableImage', name: sha256.slice(0, 12) });
    const made = await webRendition(original, limits).catch(() => 'unreadable' as const);
    if (made === 'unreadable') return failed({ kind: 'unreadableImage', name: sha256.slice(0, 12) });
    if (!made) return failed(whyNone(original, limits));
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

  async wereRefused({ bytes }: ReadyPicture, why: Failure): Promise<void> {
    const { width, height } = await sharp(bytes).metadata();
    await this.options.learned.noteRefusal({ bytes: bytes.length, pixels: width * height }, why);
  }

  private get limits(): ImageLimits {
    return limitsOf(this.options.upload, this.options.learned.told);
  }

  /** Subtle: what already is what a portal takes is not looked into once more. */
  private async sentFor({ sha256, bytes, mime }: StoredImage): Promise<Result<SentImage>> {
    const { mostBytes, mostPixels, mimes } = this.limits;
    const isFine = bytes <= mostBytes && mimes.includes(mime) && mostPixels === null;
    return isFine ? success({ sha256, bytes, mime }) : this.renditionOf(sha256);
  }

  private async keep(sha256: string, limits: ImageLimits, { bytes, mime }: Rendition): Promise<Result<SentImage>> {
    const kept = await this.options.store.keep(bytes);
    return kept.ok ? this.note(sha256, limits, { ...kept.value, mime }) : kept;
  }

  private note(sha256: string, limits: ImageLimits, sent: SentImage): Result<SentImage> {
    this.made.set(keyFor(sha256, limits), sent);
    return success(sent);
  }
}

const keyFor = (sha256: string, { mimes, mostBytes, mostPixels }: ImageLimits): string =>
  [sha256, mostBytes, mostPixels, ...mimes].join(' ');

const whyNone = (original: Uint8Array, { mimes, mostBytes }: ImageLimits): Failure =>
  mimes.includes('image/jpeg')
    ? { kind: 'tooLarge', bytes: original.length, most: mostBytes }
    : { kind: 'typeNotTaken', mime: 'image/jpeg' };

const nameFor = (name: string, mime: SentImage['mime']): string =>
  name.replace(/\.(jpg|png)$/, mime === 'image/png' ? '.png' : '.jpg');
