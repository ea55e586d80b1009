/** A stamped number cut out of its picture, turned upright, and made plain for reading. */
import sharp from 'sharp';
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Place } from './stamp-place.ts';

/** Paper around the digits, in digit heights. */
const MARGIN = 0.45;
/** Share of the pixels that may become plain black. */
const CLIPPED = 0.02;

/** The crop as a grey picture whose digits are this many pixels high; the paper becomes white, the ink black. */
export async function cropStamp(luma: Luma, place: Place, digitHeight: number): Promise<Luma> {
  const margin = 2 * MARGIN * place.height;
  const [width, height] = [place.width + margin, place.height + margin];
  const around = await cutAround(luma, { ...place, width, height });
  const scale = digitHeight / place.height;
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const turned = await grey(around)
    .rotate(-place.angle, { background: paperGrey(around) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const middle = {
    left: Math.max(0, Math.round((turned.info.width - width) / 2)),
    top: Math.max(0, Math.round((turned.info.height - height) / 2)),
    width: Math.min(turned.info.width, Math.round(width)),
    height: Math.min(turned.info.height, Math.round(height)),
  };
  const upright = grey({ width: turned.info.width, height: turned.info.height, data: onlyGrey(turned) });
  const cropped = await upright
    .extract(middle)
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return plain({ width: cropped.info.width, height: cropped.info.height, data: onlyGrey(cropped) });
}

/** A sheet is this wide on the map that stamps are sought on: thin strokes survive, noise does not. */
const MAP_WIDTH = 1600;

/** The picture so much smaller that a stamp's digits are some twenty to forty pixels high on it. */
export async function smallMap(luma: Luma): Promise<Luma> {
  const shrink = Math.min(1, MAP_WIDTH / Math.min(luma.width, luma.height));
  const width = Math.round(luma.width * shrink);
  const raw = await grey(luma).resize({ width }).raw().toBuffer({ resolveWithObject: true });
  return { width: raw.info.width, height: raw.info.height, data: onlyGrey(raw) };
}

/** Black where darker than the middle between paper and ink, white elsewhere; `share` moves the middle. */
export function blackAndWhite({ width, height, data }: Luma, share: number): Luma {
  return { width, height, data: data.map(value => (value < 255 * share ? 0 : 255)) };
}

export const asPng = (luma: Luma): Promise<Buffer> => grey(luma).png({ compressionLevel: 1 }).toBuffer();

const grey = ({ width, height, data }: Luma) =>
  sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false });

interface Raw {
  readonly data: Uint8Array;
  readonly info: { readonly channels: number };
}

/** Subtle: sharp spreads a grey picture over three equal channels on some ways. */
const onlyGrey = ({ data, info }: Raw): Uint8Array =>
  info.channels === 1
    ? data
    : Uint8Array.from({ length: data.length / info.channels }, (_, at) => data[at * info.channels]!);

/** The upright box around the place, cut at the picture's edges in such a way that the place stays in the middle. */
async function cutAround({ width, height, data }: Luma, place: Place): Promise<Luma> {
  const turn = (place.angle * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  const halfWide = Math.floor(Math.min((place.width * cos + place.height * sin) / 2 + 1, place.x, width - place.x));
  const halfHigh = Math.floor(Math.min((place.width * sin + place.height * cos) / 2 + 1, place.y, height - place.y));
  const [left, top] = [Math.round(place.x) - halfWide, Math.round(place.y) - halfHigh];
  const cut = new Uint8Array(4 * halfWide * halfHigh);
  for (let row = 0; row < 2 * halfHigh; row += 1) {
    const from = (top + row) * width + left;
    cut.set(data.subarray(from, from + 2 * halfWide), row * 2 * halfWide);
  }
  return { width: 2 * halfWide, height: 2 * halfHigh, data: cut };
}

function paperGrey({ data }: Luma): { r: number; g: number; b: number } {
  const level = shareOf(data, 0.75);
  return { r: level, g: level, b: level };
}

function plain({ width, height, data }: Luma): Luma {
  const [ink, paper] = [shareOf(data, CLIPPED), shareOf(data, 0.6)];
  const spread = Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => ((value - ink) * 255) / Math.max(1, paper - ink),
  );
  return { width, height, data: data.map(value => spread[value]!) };
}

/** The grey that this share of the pixels does not exceed. */
function shareOf(data: Uint8Array, share: number): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]! += 1;
  let [level, seen] = [0, counts[0]!];
  while (level < 255 && seen < data.length * share) seen += counts[++level]!;
  return level;
}
