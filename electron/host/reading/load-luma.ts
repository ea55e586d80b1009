/** A picture file as a grey picture for reading, turned as it is looked at. */
import path from 'node:path';
import sharp from 'sharp';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';

/** Twice the largest camera back: what claims more is a bomb. */
const MOST_PIXELS = 400_000_000;
/** Grey pictures have it too: sharp spreads them over three channels first. A weighted grey costs three times as much. */
const GREEN = 1;

/** Fails with `unreadableImage` where the file is missing, broken, cut off, too large, or no picture. */
export async function loadLuma(file: string): Promise<Result<Luma>> {
  try {
    const { data, info } = await sharp(file, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      ignoreIcc: true,
      sequentialRead: true,
    })
      .autoOrient()
      .flatten({ background: '#fff' })
      .extractChannel(GREEN)
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return success({ width: info.width, height: info.height, data });
  } catch (error) {
    return failed({ kind: 'unreadableImage', name: path.basename(file), reason: reasonOf(error) });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
