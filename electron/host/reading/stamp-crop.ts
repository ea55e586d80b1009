/** A stamped number cut out of its picture, turned upright, and made plain for reading. */
import sharp, { type Sharp } from 'sharp';
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Place } from './stamp-place.ts';

/** Paper around the digits, in digit heights. */
const MARGIN = 0.45;
/** Shares of the pixels: the darkest are ink, the brighter half is paper. */
const CLIPPED = 0.02;
const PAPER_SHARE = 0.6;
/** From ink to paper: what becomes all black, what all white. */
const BLACK = 0.35;
const WHITE = 0.85;

/** The crop as a grey picture whose digits are this many pixels high; the paper becomes white, the ink black. */
export async function cropStamp(luma: Luma, place: Place, digitHeight: number): Promise<Luma> {
  const margin = 2 * MARGIN * place.height;
  const [width, height] = [place.width + margin, place.height + margin];
  const around = await cutAround(luma, { ...place, width, height });
  const scale = digitHeight / place.height;
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const turned = await lumaOf(grey(around).rotate(-place.angle, { background: paperGrey(around) }));
  const middle = {
    left: Math.max(0, Math.round((turned.width - width) / 2)),
    top: Math.max(0, Math.round((turned.height - height) / 2)),
    width: Math.min(turned.width, Math.round(width)),
    height: Math.min(turned.height, Math.round(height)),
  };
  return plain(
    await lumaOf(
      grey(turned)
        .extract(middle)
        .resize({ ...size, fit: 'fill' }),
    ),
  );
}

/** A sheet is this wide on the map that stamps are sought on: thin strokes survive, noise does not. */
const MAP_WIDTH = 1600;

/** The picture so much smaller that a stamp's digits are some twenty to forty pixels high on it. */
export async function smallMap(luma: Luma): Promise<Luma> {
  const shrink = Math.min(1, MAP_WIDTH / Math.min(luma.width, luma.height));
  return lumaOf(grey(luma).resize({ width: Math.round(luma.width * shrink) }));
}

/** Black where darker than this share of white, white elsewhere. */
export function blackAndWhite({ width, height, data }: Luma, share: number): Luma {
  return { width, height, data: data.map(value => (value < 255 * share ? 0 : 255)) };
}

export const asPng = (luma: Luma): Promise<Buffer> => grey(luma).png({ compressionLevel: 1 }).toBuffer();

const grey = ({ width, height, data }: Luma): Sharp =>
  sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false });

/** Subtle: sharp spreads a grey picture over three equal channels on the way, so that one must be taken in the end. */
async function lumaOf(picture: Sharp): Promise<Luma> {
  const { data, info } = await picture.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

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

/** Spread between a third and most of the way from ink to paper: faint wheels become as black as the others, grain goes. */
function plain({ width, height, data }: Luma): Luma {
  const [ink, paper] = [shareOf(data, CLIPPED), shareOf(data, PAPER_SHARE)];
  const black = ink + BLACK * (paper - ink);
  const white = Math.max(black + 1, ink + WHITE * (paper - ink));
  const spread = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - black) * 255) / (white - black));
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
