/** Films for the browser's camera: pictures of printed barcodes, one JPEG after the other in a file (MJPEG). */
import { writeFile } from 'node:fs/promises';
import bwip from 'bwip-js/node';
import sharp from 'sharp';

export interface Shown {
  readonly text: string;
  readonly as: 'code128' | 'code39' | 'datamatrix' | 'qrcode';
  /** Where its corner is in the frame, in pixels of 1280 × 720. */
  readonly left?: number;
  readonly top?: number;
}

const FRAME = { width: 1280, height: 720 };
/** A second at the browser's pace; the film begins again at its end. */
const FRAMES = 30;

/** A film in which these stickers lie on a table, shaking as in a hand. */
export async function filmOf(file: string, stickers: readonly Shown[]): Promise<string> {
  const prints = await Promise.all(stickers.map(async one => ({ ...one, picture: await printed(one) })));
  const frames: Buffer[] = [];
  for (let nth = 0; nth < FRAMES; nth += 1) {
    const shake = 3 * (nth % 3);
    const layers = prints.map(({ picture, left = 300, top = 250 }) => ({
      input: picture,
      left: left + shake,
      top: top + shake,
    }));
    const table = sharp({ create: { ...FRAME, channels: 3, background: '#c9c2b4' } });
    frames.push(await table.composite(layers).jpeg({ quality: 88 }).toBuffer());
  }
  await writeFile(file, Buffer.concat(frames));
  return file;
}

function printed({ text, as }: Shown): Promise<Buffer> {
  const isFlat = as === 'code128' || as === 'code39';
  return bwip.toBuffer({
    bcid: as,
    text,
    scale: isFlat ? 3 : 8,
    ...(isFlat ? { height: 14 } : {}),
    padding: 12,
    backgroundcolor: 'FFFFFF',
  });
}
