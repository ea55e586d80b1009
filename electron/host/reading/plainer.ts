/** Ways to make a symbol plainer before it is read. */
import type { Luma } from '../../../shared/barcode/luma.ts';

/** Share of the pixels, at either end, that may become plain black or white. */
const CLIPPED = 0.02;
/** Fainter than this there is nothing to spread. */
const LEAST_CONTRAST = 20;

/** Faded print spread over the whole range of grey. */
export function stretched({ width, height, data }: Luma): Luma {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]! += 1;
  const [dark, bright] = [shadeAt(counts, CLIPPED), shadeAt(counts, 1 - CLIPPED)];
  if (bright - dark <= LEAST_CONTRAST) return { width, height, data };
  const grey = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - dark) * 255) / (bright - dark));
  const spread = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) spread[at] = grey[data[at]!]!;
  return { width, height, data: spread };
}

/** Each pixel the mean of its column over `reach` rows up and down: noise goes, upright bars stay. */
export function averagedAlongBars({ width, height, data }: Luma, reach: number): Luma {
  const averaged = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const rowAt = (y: number) => Math.max(0, Math.min(height - 1, y)) * width;
  for (let y = -reach; y <= reach; y += 1) for (let x = 0; x < width; x += 1) sums[x]! += data[rowAt(y) + x]!;
  const rows = 2 * reach + 1;
  for (let y = 0; y < height; y += 1) {
    const own = y * width;
    const next = rowAt(y + reach + 1);
    const gone = rowAt(y - reach);
    for (let x = 0; x < width; x += 1) {
      averaged[own + x] = sums[x]! / rows + 0.5;
      sums[x]! += data[next + x]! - data[gone + x]!;
    }
  }
  return { width, height, data: averaged };
}

/** Unsharp mask across upright bars, with a mean over `reach` pixels to each side. */
export const sharpenedAcrossBars = (luma: Luma, amount: number, reach: number): Luma =>
  awayFrom(averagedAcrossBars(luma, reach), luma, amount);

/** Unsharp mask in all directions. */
export const sharpened = (luma: Luma, amount: number, reach: number): Luma =>
  awayFrom(averagedAlongBars(averagedAcrossBars(luma, reach), reach), luma, amount);

function averagedAcrossBars({ width, height, data }: Luma, reach: number): Luma {
  const averaged = new Uint8Array(width * height);
  const size = 2 * reach + 1;
  for (let row = 0; row < height; row += 1) {
    const first = row * width;
    const last = first + width - 1;
    let sum = 0;
    for (let x = -reach; x <= reach; x += 1) sum += data[Math.max(first, Math.min(last, first + x))]!;
    for (let at = first; at <= last; at += 1) {
      averaged[at] = sum / size + 0.5;
      sum += data[Math.min(last, at + reach + 1)]! - data[Math.max(first, at - reach)]!;
    }
  }
  return { width, height, data: averaged };
}

function awayFrom(mean: Luma, { width, height, data }: Luma, amount: number): Luma {
  const away = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 1) away[at] = data[at]! + amount * (data[at]! - mean.data[at]!);
  return { width, height, data: new Uint8Array(away.buffer) };
}

/** The grey than which this share of the pixels counted is darker. */
export function shadeAt(counts: Uint32Array, share: number): number {
  let left = counts.reduce((sum, count) => sum + count, 0) * share;
  let shade = 0;
  while (shade < 255 && (left -= counts[shade]!) > 0) shade += 1;
  return shade;
}
