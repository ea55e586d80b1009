/**
 * Where a picture has edges, and which way they run: the structure tensor, summed over blocks at full resolution. Bars are two
 * or three pixels wide on many sheets, so a picture that is reduced first shows none.
 */
import type { Luma } from '../../../shared/barcode/luma.ts';

export const BLOCK = 16;
/** Rows between two that are looked at: bars are long, so few rows tell as much as all. */
const ROW_STEP = 3;
const PIXEL_STEP = 2;

export interface BlockMap {
  readonly columns: number;
  readonly rows: number;
  /** Mean squared gradient. */
  readonly energy: Float32Array;
  /** 0 (edges in all directions) to 1 (all edges parallel). */
  readonly coherence: Float32Array;
  /** Direction across the edges, radians, -π/2 to π/2. */
  readonly angle: Float32Array;
}

interface Sums {
  readonly xx: Float32Array;
  readonly yy: Float32Array;
  readonly xy: Float32Array;
}

export function blockMap({ width, height, data }: Luma): BlockMap {
  const columns = Math.max(0, Math.floor((width - 2) / BLOCK));
  const rows = Math.max(0, Math.floor((height - 2) / BLOCK));
  const blocks = columns * rows;
  const sums = { xx: new Float32Array(blocks), yy: new Float32Array(blocks), xy: new Float32Array(blocks) };
  const seen = new Uint8Array(rows);
  for (let y = 1; y <= rows * BLOCK; y += ROW_STEP) {
    const row = Math.floor((y - 1) / BLOCK);
    addRow(data, width, y, columns, row * columns, sums);
    seen[row]! += 1;
  }
  return { columns, rows, ...directions(sums, seen, columns) };
}

// Subtle: block x covers pixels 1 + 16x to 16 + 16x, so that every pixel has a neighbour on each side without asking. Every other
// of them is looked at, in the next row those between.
function addRow(data: Uint8Array, width: number, y: number, columns: number, first: number, { xx, yy, xy }: Sums) {
  let at = y * width + 1 + (y % PIXEL_STEP);
  for (let block = first; block < first + columns; block += 1) {
    let across = 0;
    let along = 0;
    let both = 0;
    for (const end = at + BLOCK; at < end; at += PIXEL_STEP) {
      const dx = (data[at + 1]! - data[at - 1]!) | 0;
      const dy = (data[at + width]! - data[at - width]!) | 0;
      across = (across + Math.imul(dx, dx)) | 0;
      along = (along + Math.imul(dy, dy)) | 0;
      both = (both + Math.imul(dx, dy)) | 0;
    }
    xx[block]! += across;
    yy[block]! += along;
    xy[block]! += both;
  }
}

function directions({ xx, yy, xy }: Sums, seen: Uint8Array, columns: number) {
  const energy = new Float32Array(xx.length);
  const coherence = new Float32Array(xx.length);
  const angle = new Float32Array(xx.length);
  for (let i = 0; i < xx.length; i += 1) {
    const [a, b, c] = [xx[i]!, yy[i]!, xy[i]!];
    energy[i] = (a + b) / ((BLOCK / PIXEL_STEP) * seen[Math.floor(i / columns)]!);
    coherence[i] = Math.sqrt((a - b) ** 2 + 4 * c * c) / (a + b + 1);
    angle[i] = 0.5 * Math.atan2(2 * c, a - b);
  }
  return { energy, coherence, angle };
}
