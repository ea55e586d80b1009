/** Where there is anything on a picture besides bare paper: upright rectangles, for a look at a reduced size. */
import { BLOCK, type BlockMap } from './block-map.ts';
import type { Rectangle } from './crop.ts';

/** A cell is so many blocks wide and high. */
const CELL = 2;
const SIZE = CELL * BLOCK;
/** The share of the blocks that are bare paper on the fullest of sheets. */
const PAPER = 0.1;
/** The noise of the worst of cameras: what has more edges is no bare paper, though the picture shows nothing else. */
const MOST_PAPER_ENERGY = 250;
/** How far a faint symbol stands out from the paper and its noise. */
const LEAST_SHARE = 1.5;
const LEAST_ENERGY = 30;
/** Of the blocks in a square of two cells by two. A symbol has edges all over; a thin stalk or a line has paper on both sides. */
const FEWEST_BUSY_BLOCKS = 9;
/** Paper shown around a place, in pixels: a symbol is found by it, and its corners are less dense than its middle. */
const MARGIN = 96;
/** Beyond this the places overlap so much that the whole picture costs no more. */
const MOST_OF_PICTURE = 0.8;

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly data: Uint8Array;
}

/** The whole picture where there is something nearly everywhere. */
export function busyPlaces(map: BlockMap, width: number, height: number): readonly Rectangle[] {
  const dense = denseCells(busyBlocks(map));
  const all = joined(dense).map(cells => around(cells, dense.columns, width, height));
  const places = all.filter((place, nth) => !all.some((other, at) => at !== nth && holds(other, place)));
  const shown = places.reduce((sum, place) => sum + place.width * place.height, 0);
  return shown > MOST_OF_PICTURE * width * height ? [{ left: 0, top: 0, width, height }] : places;
}

/** How many blocks of each cell have more edges than paper. */
function busyBlocks(map: BlockMap): Cells {
  const [columns, rows] = [Math.ceil(map.columns / CELL), Math.ceil(map.rows / CELL)];
  const data = new Uint8Array(columns * rows);
  const least = paperOf(map.energy) * LEAST_SHARE + LEAST_ENERGY;
  for (let y = 0, block = 0; y < map.rows; y += 1) {
    const first = Math.floor(y / CELL) * columns;
    for (let x = 0; x < map.columns; x += 1, block += 1)
      if (map.energy[block]! > least) data[first + Math.floor(x / CELL)]! += 1;
  }
  return { columns, rows, data };
}

/** A few thousand blocks tell as much as all. */
function paperOf(energy: Float32Array): number {
  const step = Math.ceil(energy.length / 10_000);
  const some = Float32Array.from({ length: Math.floor(energy.length / step) }, (_, nth) => energy[nth * step]!).sort();
  return Math.min(MOST_PAPER_ENERGY, some[Math.floor(some.length * PAPER)] ?? 0);
}

function denseCells({ columns, rows, data }: Cells): Cells {
  const dense = new Uint8Array(data.length);
  for (let y = 0; y + 1 < rows; y += 1)
    for (let x = 0; x + 1 < columns; x += 1) {
      const cell = y * columns + x;
      const below = cell + columns;
      if (data[cell]! + data[cell + 1]! + data[below]! + data[below + 1]! < FEWEST_BUSY_BLOCKS) continue;
      dense[cell] = dense[cell + 1] = dense[below] = dense[below + 1] = 1;
    }
  return { columns, rows, data: dense };
}

/** Groups of dense cells that touch, at corners too. */
function joined({ columns, rows, data }: Cells): readonly (readonly number[])[] {
  const left = data.slice();
  const groups: number[][] = [];
  for (let start = 0; start < left.length; start += 1) {
    if (!left[start]) continue;
    left[start] = 0;
    const group = [start];
    for (const cell of group) {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx += 1) {
          if (!left[ny * columns + nx]) continue;
          left[ny * columns + nx] = 0;
          group.push(ny * columns + nx);
        }
    }
    groups.push(group);
  }
  return groups;
}

/** With paper on each side, as far as the picture goes. */
function around(cells: readonly number[], columns: number, width: number, height: number): Rectangle {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const cell of cells) {
    const [x, y] = [(cell % columns) * SIZE, Math.floor(cell / columns) * SIZE];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + SIZE), Math.max(bottom, y + SIZE)];
  }
  [left, top] = [Math.max(0, left - MARGIN), Math.max(0, top - MARGIN)];
  return { left, top, width: Math.min(width, right + MARGIN) - left, height: Math.min(height, bottom + MARGIN) - top };
}

const holds = (outer: Rectangle, { left, top, width, height }: Rectangle): boolean =>
  left >= outer.left &&
  top >= outer.top &&
  left + width <= outer.left + outer.width &&
  top + height <= outer.top + outer.height;
