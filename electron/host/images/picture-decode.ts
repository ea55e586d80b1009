/**
 * Decodes picture files. A JPEG gives a first view at once, as its decoder halves while it reads; everything else comes from
 * one full decode, held as pixels. Undefined is a file that cannot be read. sharp works on threads of its own: the host's
 * event loop only waits.
 */
import sharp, { type Sharp } from 'sharp';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { shrinkAt, type PictureSize } from '../../../shared/specimen/picture-levels.ts';

/** Upright, in sRGB, eight bits a channel: three channels, or one where the file is grey. */
export interface DecodedPicture extends PictureSize {
  readonly channels: 1 | 3;
  readonly pixels: Buffer;
}

export interface PictureFile {
  readonly size: PictureSize;
  /** Whether a smaller view costs less than the whole. */
  readonly shrinksOnLoad: boolean;
}

/** A picture of the largest cameras has 150 megapixels; what claims to be much larger is made to break programs. */
export const MOST_PIXELS = 300_000_000;

/** Subtle: sharp reads drawings and documents too, which may name other files. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'tiff', 'webp']);

/** libjpeg's own steps. */
const MOST_SHRINK = 8;
export const JPEG_QUALITY = 88;

/** Subtle: read from top to bottom, or the whole picture is held once more while it is decoded. */
const upright = (bytes: Buffer) =>
  sharp(bytes, { autoOrient: true, sequentialRead: true, limitInputPixels: MOST_PIXELS });

/** Subtle: codes fitted to each picture save a tenth of its bytes, which go nowhere, and cost three times the time. */
export const asJpeg = (picture: Sharp): Promise<Buffer> =>
  picture.jpeg({ quality: JPEG_QUALITY, optimiseCoding: false }).toBuffer();

/** From the file's head alone; a file may still prove damaged further on. */
export function lookAt(bytes: Buffer): Promise<PictureFile | undefined> {
  return whereReadable(async () => {
    const { autoOrient, format } = await upright(bytes).metadata();
    if (!FORMATS.has(format)) throw new Error(`A picture in ${format}.`);
    return { size: autoOrient, shrinksOnLoad: format === 'jpeg' };
  });
}

/** The picture's level 0 as a JPEG. */
export function decodeFirstView(bytes: Buffer, size: PictureSize): Promise<Buffer | undefined> {
  const shrink = Math.min(shrinkAt(size, 0), MOST_SHRINK);
  const [width, height] = [Math.ceil(size.width / shrink), Math.ceil(size.height / shrink)];
  return whereReadable(() => asJpeg(upright(bytes).resize(width, height, { fit: 'fill' })));
}

export async function decodeWhole(bytes: Buffer): Promise<DecodedPicture | undefined> {
  if (!(await lookAt(bytes))) return undefined;
  return whereReadable(async () => {
    const { data, info } = await upright(bytes)
      .flatten({ background: 'white' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 1 && channels !== 3) throw new Error(`A picture of ${channels} channels.`);
    return { width, height, channels, pixels: data };
  });
}

export const asInput = ({ pixels, width, height, channels }: DecodedPicture) =>
  sharp(pixels, { raw: { width, height, channels }, limitInputPixels: MOST_PIXELS });

/** For readers of barcodes and stamps, to keep: no second decode of the file. */
export async function lumaOf(decoded: DecodedPicture): Promise<Luma> {
  const { width, height, channels, pixels } = decoded;
  // Subtle: who reads on another thread gives the pixels away, and a grey picture's are still looked at.
  const data = channels === 1 ? Buffer.from(pixels) : await asInput(decoded).extractChannel(1).raw().toBuffer();
  return { width, height, data };
}

/** Whatever sharp throws about a file is about the file: damaged, of no known kind, or larger than any picture. */
export async function whereReadable<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}
