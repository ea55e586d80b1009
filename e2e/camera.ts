/** A camera for one story: a folder that its program writes into, and pictures that differ from each other. */
import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

export class Camera {
  private constructor(readonly folder: string) {}

  static async at(folder: string): Promise<Camera> {
    await mkdir(folder, { recursive: true });
    return new Camera(folder);
  }

  /** A sheet of paper with a shade of its own. */
  static picture(shade: number): Promise<Buffer> {
    const paper = { r: 240, g: 235 - shade, b: 200 + shade };
    return sharp({ create: { width: 800, height: 1200, channels: 3, background: paper } })
      .jpeg()
      .toBuffer();
  }

  /** Written elsewhere and moved into its place, as most programs do. */
  async shoot(name: string, picture: Buffer): Promise<void> {
    const beside = path.join(this.folder, `.${name}.part`);
    await writeFile(beside, picture);
    await rename(beside, path.join(this.folder, name));
  }

  async names(): Promise<readonly string[]> {
    return (await readdir(this.folder)).sort();
  }

  /** The disk with the folder is away. */
  async unplug(): Promise<void> {
    await rename(this.folder, `${this.folder} elsewhere`);
  }

  async plugIn(): Promise<void> {
    await rename(`${this.folder} elsewhere`, this.folder);
  }

  /** Written in its place, and cut off. */
  async breakOff(name: string, picture: Buffer): Promise<void> {
    await writeFile(path.join(this.folder, name), picture.subarray(0, picture.length / 2));
  }

  /** What a cut-off file lacked. */
  async goOnWith(name: string, picture: Buffer): Promise<void> {
    const file = await open(path.join(this.folder, name), 'a');
    await file.writeFile(picture.subarray(picture.length / 2));
    await file.close();
  }
}

/** A sheet as the camera writes it: the time of its clock, and perhaps light on the sticker. */
export async function photograph(
  sheet: Buffer,
  { second, isUnreadable = false }: { readonly second: number; readonly isUnreadable?: boolean },
): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(sheet).metadata();
  const part = (of: number, share: number) => Math.round(of * share);
  const size = { width: part(width, 0.62), height: part(height, 0.16) };
  const light = { create: { ...size, channels: 3, background: '#fffef8' } } as const;
  const exif = { IFD2: { DateTimeOriginal: `2026:11:21 08:00:${String(second).padStart(2, '0')}` } };
  return sharp(sheet)
    .composite(isUnreadable ? [{ input: light, left: part(width, 0.35), top: part(height, 0.02) }] : [])
    .withExif(exif)
    .jpeg({ quality: 90 })
    .toBuffer();
}
