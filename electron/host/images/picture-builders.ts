/** Small pictures for tests: a sheet that is darker towards the right, brighter towards the bottom. */
import sharp, { type Sharp } from 'sharp';
import type { PictureSize } from '../../../shared/specimen/picture-levels.ts';

/** Red tells the column, green the row, in steps of the whole width and height. */
export function aPicture({ width, height }: PictureSize): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    pixels[at * 3] = Math.round((255 * (at % width)) / width);
    pixels[at * 3 + 1] = Math.round((255 * Math.floor(at / width)) / height);
    pixels[at * 3 + 2] = 40;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The mean of each channel. */
export async function meanOf(picture: Buffer | Sharp): Promise<readonly number[]> {
  const { channels } = await (Buffer.isBuffer(picture) ? sharp(picture) : picture).stats();
  return channels.map(({ mean }) => Math.round(mean));
}
