/** A part of a picture, turned upright, and a picture at half its size. */
import type { Luma } from '../../../shared/barcode/luma.ts';
import { shadeAt } from './plainer.ts';
import type { Region } from './regions.ts';

/** Upright, whole pixels. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The region at `scale` times its size, bilinear; what lies beyond the picture's edge is as bright as the paper within. */
export function cropUpright({ width, height, data }: Luma, region: Region, scale: number): Luma {
  const [w, h] = [Math.round(region.length * scale), Math.round(region.height * scale)];
  const cropped = new Uint8Array(w * h);
  const outside: number[] = [];
  const counts = new Uint32Array(256);
  const [cos, sin] = [Math.cos(region.angle) / scale, Math.sin(region.angle) / scale];
  for (let row = 0; row < h; row += 1) {
    const [u, v] = [0.5 - w / 2, row + 0.5 - h / 2];
    let x = region.x + u * cos - v * sin - 0.5;
    let y = region.y + u * sin + v * cos - 0.5;
    for (let at = row * w; at < (row + 1) * w; at += 1, x += cos, y += sin) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) {
        outside.push(at);
        continue;
      }
      const fx = x - left;
      const fy = y - top;
      const p = top * width + left;
      const upper = data[p]! * (1 - fx) + data[p + 1]! * fx;
      const lower = data[p + width]! * (1 - fx) + data[p + width + 1]! * fx;
      const value = (upper * (1 - fy) + lower * fy + 0.5) | 0;
      cropped[at] = value;
      counts[value]! += 1;
    }
  }
  if (outside.length > 0) {
    const paper = shadeAt(counts, INK);
    for (const at of outside) cropped[at] = paper;
  }
  return { width: w, height: h, data: cropped };
}

/** The share of a label's pixels that are darker than its paper. */
const INK = 0.8;

/** Half the size, each pixel the mean of four. */
export function halved({ width, data }: Luma, part: Rectangle): Luma {
  const [w, h] = [part.width >> 1, part.height >> 1];
  const half = new Uint8Array(w * h);
  for (let row = 0; row < h; row += 1) {
    let p = (part.top + 2 * row) * width + part.left;
    for (let at = row * w; at < (row + 1) * w; at += 1, p += 2)
      half[at] = (data[p]! + data[p + 1]! + data[p + width]! + data[p + width + 1]! + 2) >> 2;
  }
  return { width: w, height: h, data: half };
}
