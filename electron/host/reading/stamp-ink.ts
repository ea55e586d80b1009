/** Where a picture is darker than the paper around it: a small map of ink, and its blots. */
import type { Luma } from '../../../shared/barcode/luma.ts';

/** Ink that hangs together: its bounds in the map's pixels (last column and row included) and how many pixels it covers. */
export interface Blot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

export interface InkMap {
  readonly width: number;
  readonly height: number;
  /** 1 where there is ink. */
  readonly ink: Uint8Array;
}

/** Half a window for the paper's brightness: wider than any stamped digit, narrower than a shadow. */
const REACH = 40;
/** Ink is darker than this share of its surroundings; the faintest stamps take a sixth of the light. */
const INK_BELOW = 0.915;

export function inkOf(map: Luma): InkMap {
  const { width, height, data } = map;
  const sums = summed(map);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - REACH), Math.min(height, y + REACH + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - REACH), Math.min(width, x + REACH + 1)];
      const area = (right - left) * (bottom - top);
      const [above, below] = [top * (width + 1), bottom * (width + 1)];
      const sum = sums[below + right]! - sums[below + left]! - sums[above + right]! + sums[above + left]!;
      if (data[y * width + x]! * area < sum * INK_BELOW) ink[y * width + x] = 1;
    }
  }
  return { width, height, ink };
}

/** At (x, y): the sum of all pixels left of x and above y. */
function summed({ width, height, data }: Luma): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return sums;
}

/** Every blot, corners touching counts as hanging together. */
export function blotsOf({ width, height, ink }: InkMap): readonly Blot[] {
  const left = Uint8Array.from(ink);
  const stack = new Int32Array(width * height);
  const blots: Blot[] = [];
  for (let at = 0; at < left.length; at += 1) if (left[at] === 1) blots.push(takeBlot(left, width, height, at, stack));
  return blots;
}

/** Takes the blot off the map, pixel by pixel. */
function takeBlot(left: Uint8Array, width: number, height: number, start: number, stack: Int32Array): Blot {
  const blot = { left: width, top: height, right: 0, bottom: 0, area: 0 };
  let depth = 0;
  stack[depth++] = start;
  left[start] = 0;
  while (depth > 0) {
    const at = stack[--depth]!;
    const [x, y] = [at % width, Math.floor(at / width)];
    blot.area += 1;
    blot.left = Math.min(blot.left, x);
    blot.right = Math.max(blot.right, x);
    blot.top = Math.min(blot.top, y);
    blot.bottom = Math.max(blot.bottom, y);
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
        const next = row * width + column;
        if (left[next] !== 1) continue;
        left[next] = 0;
        stack[depth++] = next;
      }
  }
  return blot;
}
