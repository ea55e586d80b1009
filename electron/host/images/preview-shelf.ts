/** Small pictures for the screen, made of what the image store has; whatever is missing is made anew. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { ImageStore } from './image-store.ts';
import { previewOf, type RawReader } from './picture-check.ts';
import { MOST_PIXELS } from './picture-kinds.ts';

export class PreviewShelf {
  constructor(
    private readonly folder: string,
    private readonly store: ImageStore,
    private readonly raw: RawReader,
  ) {}

  /** Does its best: a shelf without room is no reason to refuse a picture. */
  async put(sha256: string, preview: Buffer): Promise<void> {
    const beside = `${this.file(sha256)}.part`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(beside, preview);
      await rename(beside, this.file(sha256));
    } catch {
      await rm(beside, { force: true });
    }
  }

  /** A JPEG; undefined where the picture is not there or shows nothing of itself. */
  async take(sha256: string, isRaw: boolean): Promise<Buffer | undefined> {
    return (await readFile(this.file(sha256)).catch(() => undefined)) ?? (await this.make(sha256, isRaw));
  }

  private async make(sha256: string, isRaw: boolean): Promise<Buffer | undefined> {
    const kept = this.store.pathOf(sha256);
    if (kept === undefined || !(await this.store.has(sha256))) return undefined;
    const picture = isRaw ? await this.raw.preview(kept) : kept;
    if (picture === undefined) return undefined;
    const preview = await previewOf(sharp(picture, { limitInputPixels: MOST_PIXELS, sequentialRead: true })).catch(
      () => undefined,
    );
    if (preview) await this.put(sha256, preview);
    return preview;
  }

  private file(sha256: string): string {
    return path.join(this.folder, `${sha256}.jpg`);
  }
}
