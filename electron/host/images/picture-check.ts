/** Whether a file is a whole picture: it is decoded to its end, and what the station sends is made on the way. */
import { open, type FileHandle } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
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
  /** What a portal takes: the file itself, another picture made of it, or nothing. */
  readonly sent: 'original' | { readonly bytes: Buffer; readonly mime: 'image/jpeg' } | null;
}

/** `unfinished`: it may still be written; where nothing more comes it was `why`. */
export type Checked =
  | WholePicture
  | { readonly is: 'unfinished'; readonly why: 'damaged' | 'empty' }
  | { readonly is: 'refused'; readonly why: RefusalReason };

const LEAST_SIDE = 200;
/** Portals advise it, and the usual limits of their servers lie close above. */
const MOST_SENT_BYTES = 8_000_000;
/** Tried in this order until one fits; the last one always does. */
const RENDITIONS = [
  { side: 9_000, quality: 92 },
  { side: 6_000, quality: 85 },
  { side: 4_500, quality: 80 },
  { side: 3_000, quality: 75 },
] as const;

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
  return decode(file, format, bytes);
}

const UNFINISHED = { is: 'unfinished', why: 'damaged' } as const;

async function decode(file: string, format: PictureFormat, bytes: number): Promise<Checked> {
  try {
    const found = await sharp(file, { ...STRICT, limitInputPixels: false }).metadata();
    const { width, height } = found.autoOrient;
    if (width * height > MOST_PIXELS) return { is: 'refused', why: 'tooManyPixels' };
    await decodeToItsEnd(file);
    const isUpright = (found.orientation ?? 1) === 1;
    const fits = (format === 'jpeg' || format === 'png') && isUpright && bytes <= MOST_SENT_BYTES;
    const sent = fits ? 'original' : await renditionOf(() => sharp(file, STRICT));
    return { is: 'whole', format, width, height, takenAt: takenAtOf(found.exif), sent };
  } catch {
    return UNFINISHED;
  }
}

/** Subtle: nobody can decode a RAW file's own data here, so one without a preview is kept as it is. */
async function checkRaw(embedded: Buffer | undefined): Promise<Checked> {
  const bare = {
    is: 'whole',
    format: 'raw',
    width: null,
    height: null,
    takenAt: null,
    sent: null,
  } as const;
  if (!embedded) return bare;
  try {
    const found = await sharp(embedded, STRICT).metadata();
    const { width, height } = found.autoOrient;
    return {
      ...bare,
      width,
      height,
      takenAt: takenAtOf(found.exif),
      sent: await renditionOf(() => sharp(embedded, STRICT)),
    };
  } catch {
    return bare;
  }
}

/** Throws at the first thing that is not right. Subtle: however small the result, a decoder reads the file to its end for it. */
const decodeToItsEnd = (file: string): Promise<Buffer> => sharp(file, STRICT).resize(LEAST_SIDE).raw().toBuffer();

async function renditionOf(open: () => Sharp): Promise<{ readonly bytes: Buffer; readonly mime: 'image/jpeg' }> {
  let bytes = Buffer.alloc(0);
  for (const { side, quality } of RENDITIONS) {
    bytes = await inside(open(), side).jpeg({ quality }).toBuffer();
    if (bytes.length <= MOST_SENT_BYTES) break;
  }
  return { bytes, mime: 'image/jpeg' };
}

const inside = (picture: Sharp, side: number): Sharp =>
  picture.autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

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
