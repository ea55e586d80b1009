/** Whether a file is a whole picture: it is decoded to its end. */
import { open, type FileHandle } from 'node:fs/promises';
import sharp, { type SharpOptions } from 'sharp';
import type { RefusalReason } from '../../../shared/contract/shot-contract.ts';
import type { PictureFormat } from '../../../shared/workflow/shot.ts';
import { takenAtOf } from './exif-date.ts';
import { MOST_PIXELS } from './picture-decode.ts';
import { formatOf, HEAD_BYTES, MOST_BYTES } from './picture-kinds.ts';

/** What a RAW file shows of itself; a port, because it takes another program. */
export interface RawReader {
  /** The largest preview in it; undefined where it has none or this computer cannot read it. */
  preview(file: string): Promise<Buffer | undefined>;
}

export interface WholePicture {
  readonly is: 'whole';
  readonly format: PictureFormat;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: string | null;
  /** What a RAW file shows of itself; null where it shows nothing, and for all other pictures. */
  readonly preview: Buffer | null;
}

/** `unfinished`: it may still be written; where nothing more comes it was `why`. */
export type Checked =
  | WholePicture
  | { readonly is: 'unfinished'; readonly why: 'damaged' | 'empty' }
  | { readonly is: 'refused'; readonly why: RefusalReason };

const LEAST_SIDE = 200;

/** Subtle: by default a decoder takes a picture whose end is missing; this one stops at the first thing that is not right. */
const STRICT = { failOn: 'warning', limitInputPixels: MOST_PIXELS, sequentialRead: true } as const;

export async function checkPicture(file: string, name: string, bytes: number, raw: RawReader): Promise<Checked> {
  if (bytes === 0) return { is: 'unfinished', why: 'empty' };
  if (bytes > MOST_BYTES) return { is: 'refused', why: 'tooLarge' };
  const ends = await readEnds(file, bytes);
  const format = formatOf(name, ends.head);
  if (!format) return bytes < HEAD_BYTES ? UNFINISHED : { is: 'refused', why: 'noPicture' };
  if (format === 'png' && !ends.tail.includes(PNG_END)) return UNFINISHED;
  if (format === 'raw') return checkRaw(await raw.preview(file));
  return decode(file, format);
}

const UNFINISHED = { is: 'unfinished', why: 'damaged' } as const;

async function decode(file: string, format: PictureFormat): Promise<Checked> {
  try {
    const found = await measure(file, { ...STRICT, limitInputPixels: false });
    if (found.width * found.height > MOST_PIXELS) return { is: 'refused', why: 'tooManyPixels' };
    await decodeToItsEnd(file);
    return { is: 'whole', format, ...found, preview: null };
  } catch {
    return UNFINISHED;
  }
}

/** Subtle: nobody can decode a RAW file's own data here, so one without a preview is kept as it is. */
async function checkRaw(embedded: Buffer | undefined): Promise<Checked> {
  const bare = { is: 'whole', format: 'raw', width: null, height: null, takenAt: null, preview: null } as const;
  if (!embedded) return bare;
  try {
    const found = await measure(embedded, STRICT);
    await decodeToItsEnd(embedded);
    return { ...bare, ...found, preview: embedded };
  } catch {
    return bare;
  }
}

async function measure(picture: string | Buffer, options: SharpOptions) {
  const { autoOrient, exif } = await sharp(picture, options).metadata();
  return { width: autoOrient.width, height: autoOrient.height, takenAt: takenAtOf(exif) };
}

/** Throws at the first thing that is not right. Subtle: however small the result, a decoder reads the file to its end for it. */
const decodeToItsEnd = (picture: string | Buffer): Promise<Buffer> =>
  sharp(picture, STRICT).resize(LEAST_SIDE).raw().toBuffer();

/** The last part of a PNG, with its check sum. Subtle: a decoder needs none of it, and the camera may still be writing it. */
const PNG_END = Buffer.from('49454e44ae426082', 'hex');
const TAIL_BYTES = 32;

async function readEnds(file: string, bytes: number) {
  const handle = await open(file, 'r');
  try {
    return {
      head: await readAt(handle, 0, HEAD_BYTES),
      tail: await readAt(handle, Math.max(0, bytes - TAIL_BYTES), TAIL_BYTES),
    };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
