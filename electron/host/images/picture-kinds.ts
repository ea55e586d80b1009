/** Which files are pictures, by name for the folder and by their first bytes for the decoder. */
import path from 'node:path';
import type { PictureFormat } from '../../../shared/workflow/shot.ts';

const RAW = new Set(['.cr2', '.cr3', '.nef', '.arw', '.dng', '.raf', '.orf', '.rw2']);
const DECODED = new Set(['.jpg', '.jpeg', '.png', '.tif', '.tiff']);

/** Two hundred megapixels of sixteen bits and three colours, and room. */
export const MOST_BYTES = 1_500_000_000;

/** As many as tell one format from another. */
export const HEAD_BYTES = 8;

const endingOf = (name: string): string => path.extname(name).toLowerCase();

/** Files called otherwise, and hidden ones, are not looked at: side-cars, thumbnails, what is still called `.tmp`. */
export const isCalledLikeAPicture = (name: string): boolean =>
  !name.startsWith('.') && (DECODED.has(endingOf(name)) || RAW.has(endingOf(name)));

/**
 * Undefined for what is neither. Subtle: most RAW files are TIFFs by their first bytes, so the name decides for them; for all
 * others the bytes do, and a decoder never meets a format that nobody asked it to read.
 */
export function formatOf(name: string, head: Uint8Array): PictureFormat | undefined {
  if (RAW.has(endingOf(name))) return 'raw';
  const hex = Buffer.from(head).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'png';
  return /^(49492a00|4d4d002a|49492b00|4d4d002b)/.test(hex) ? 'tiff' : undefined;
}
