/**
 * A picture as a portal's visitors need it: upright, in sRGB, small enough for slow lines. The same bytes in give the same
 * bytes out. Source: seeds, "Batch Uploading/Linking Images".
 */
import sharp, { type Sharp } from 'sharp';
import type { ImageLimits, SentMime } from '../../../shared/portal/image-upload.ts';
import { MOST_PIXELS } from './picture-decode.ts';

export interface Rendition {
  readonly bytes: Uint8Array;
  readonly mime: SentMime;
}

/** First less quality, which nobody sees at first, then fewer pixels. */
const BEST_QUALITY = 90;
const LESS_QUALITIES = [85, 80, 75] as const;
/** The lowest of these takes about half of what the best takes. */
const QUALITY_SAVES = 2;
const QUALITY_WHEN_SMALLER = 80;
/** Each has two thirds of the pixels of the one before. */
const SHRINKS_BY = Math.sqrt(2 / 3);
/** Labels cannot be read on less; the longer side. */
const SMALLEST_SIDE = 800;

/**
 * The picture itself where it may go as it is, else a JPEG made of it with no more pixels; undefined where nothing useful is
 * small enough. Throws where it cannot be decoded.
 */
export async function webRendition(original: Uint8Array, limits: ImageLimits): Promise<Rendition | undefined> {
  const source = () => sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { format, depth, orientation, autoOrient } = await source().metadata();
  const shrinks = Math.min(1, Math.sqrt((limits.mostPixels ?? Infinity) / (autoOrient.width * autoOrient.height)));
  const isSmall = original.length <= limits.mostBytes && shrinks === 1;
  if (isSmall && format === 'jpeg' && limits.mimes.includes('image/jpeg'))
    return { bytes: original, mime: 'image/jpeg' };
  const isPlainPng = format === 'png' && depth === 'uchar' && (orientation ?? 1) === 1;
  if (isSmall && isPlainPng && limits.mimes.includes('image/png')) return { bytes: original, mime: 'image/png' };
  if (!limits.mimes.includes('image/jpeg')) return undefined;
  const longest = Math.floor(Math.max(autoOrient.width, autoOrient.height) * shrinks);
  const bytes = await compress((side, quality) => jpegOf(source(), side, quality), longest, limits.mostBytes);
  return bytes && { bytes, mime: 'image/jpeg' };
}

async function compress(
  encode: (side: number, quality: number) => Promise<Uint8Array>,
  longest: number,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const best = await encode(longest, BEST_QUALITY);
  if (best.length <= mostBytes) return best;
  const isNear = best.length <= mostBytes * QUALITY_SAVES;
  const smaller = sidesBelow(longest * Math.sqrt(mostBytes / best.length));
  const tries = [...(isNear ? LESS_QUALITIES.map(quality => [longest, quality] as const) : []), ...smaller];
  for (const [side, quality] of tries) {
    const bytes = await encode(side, quality);
    if (bytes.length <= mostBytes) return bytes;
  }
  return undefined;
}

function sidesBelow(first: number): (readonly [side: number, quality: number])[] {
  const sides: (readonly [number, number])[] = [];
  for (let side = first; side >= SMALLEST_SIDE; side *= SHRINKS_BY)
    sides.push([Math.floor(side), QUALITY_WHEN_SMALLER]);
  return sides;
}

const jpegOf = (picture: Sharp, side: number, quality: number): Promise<Buffer> =>
  picture
    .autoOrient()
    .flatten({ background: 'white' })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer();
