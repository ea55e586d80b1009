/** A part of a picture, turned upright, and the ways to make its bars plainer before they are read. */
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Region } from './regions.ts';

const PAPER = 255;

/** The region at `scale` times its size, bilinear; what lies beyond the picture's edge is paper. */
export function cropUpright({ width, height, data }: Luma, region: Region, scale: number): Luma {
  const [w, h] = [Math.round(region.length * scale), Math.round(region.height * scale)];
  const cropped = new Uint8Array(w * h);
  const [cos, sin] = [Math.cos(region.angle) / scale, Math.sin(region.angle) / scale];
  for (let row = 0; row < h; row += 1) {
    const v = row + 0.5 - h / 2;
    let x = region.x - (w / 2 - 0.5) * cos - v * sin - 0.5;
    let y = region.y - (w / 2 - 0.5) * sin + v * cos - 0.5;
    for (let at = row * w; at < (row + 1) * w; at += 1, x += cos, y += sin) {
      const [left, top] = [Math.floor(x), Math.floor(y)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) {
        cropped[at] = PAPER;
        continue;
      }
      const [fx, fy, p] = [x - left, y - top, top * width + left];
      const upper = data[p]! * (1 - fx) + data[p + 1]! * fx;
      const lower = data[p + width]! * (1 - fx) + data[p + width + 1]! * fx;
      cropped[at] = upper * (1 - fy) + lower * fy + 0.5;
    }
  }
  return { width: w, height: h, data: cropped };
}

/** Half the size, each pixel the mean of four. */
export function halved({ width, height, data }: Luma): Luma {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h);
  for (let row = 0; row < h; row += 1) {
    let p = 2 * row * width;
    for (let at = row * w; at < (row + 1) * w; at += 1, p += 2)
      half[at] = (data[p]! + data[p + 1]! + data[p + width]! + data[p + width + 1]! + 2) >> 2;
  }
  return { width: w, height: h, data: half };
}

/** Share of the pixels, at either end, that may become plain black or white. */
const CLIPPED = 0.02;
/** Fainter than this there is nothing to spread. */
const LEAST_CONTRAST = 20;

/** Faded print spread over the whole range of grey. */
export function stretched({ width, height, data }: Luma): Luma {
  const { dark, bright } = extremes(data);
  if (bright - dark <= LEAST_CONTRAST) return { width, height, data };
  const grey = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - dark) * 255) / (bright - dark));
  return { width, height, data: data.map(value => grey[value]!) };
}

function extremes(data: Uint8Array): { dark: number; bright: number } {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]! += 1;
  const few = data.length * CLIPPED;
  let [dark, bright] = [0, 255];
  for (let sum = counts[0]!; sum < few && dark < 255; sum += counts[dark]!) dark += 1;
  for (let sum = counts[255]!; sum < few && bright > 0; sum += counts[bright]!) bright -= 1;
  return { dark, bright };
}

/** Each pixel the mean of its column over `reach` rows up and down: noise goes, upright bars stay. */
export function averagedAlongBars({ width, height, data }: Luma, reach: number): Luma {
  const averaged = new Uint8Array(width * height);
  const sums = new Float64Array(width);
  const rowAt = (y: number) => Math.max(0, Math.min(height - 1, y)) * width;
  for (let y = -reach; y <= reach; y += 1) for (let x = 0; x < width; x += 1) sums[x]! += data[rowAt(y) + x]!;
  const rows = 2 * reach + 1;
  for (let y = 0; y < height; y += 1) {
    const [own, next, gone] = [y * width, rowAt(y + reach + 1), rowAt(y - reach)];
    for (let x = 0; x < width; x += 1) {
      averaged[own + x] = sums[x]! / rows + 0.5;
      sums[x]! += data[next + x]! - data[gone + x]!;
    }
  }
  return { width, height, data: averaged };
}

/** Unsharp mask across the bars: each pixel away from the mean of its row over `reach` pixels to each side. */
export function sharpenedAcrossBars({ width, height, data }: Luma, amount: number, reach: number): Luma {
  const sharpened = new Uint8ClampedArray(width * height);
  const size = 2 * reach + 1;
  for (let row = 0; row < height; row += 1) {
    const first = row * width;
    const last = first + width - 1;
    let sum = 0;
    for (let x = -reach; x <= reach; x += 1) sum += data[Math.max(first, Math.min(last, first + x))]!;
    for (let at = first; at <= last; at += 1) {
      sharpened[at] = data[at]! + amount * (data[at]! - sum / size);
      sum += data[Math.min(last, at + reach + 1)]! - data[Math.max(first, at - reach)]!;
    }
  }
  return { width, height, data: new Uint8Array(sharpened.buffer) };
}
