/** Where on a picture bars or a matrix code may be: blocks with strong edges, joined to regions and ranked. */
import { BLOCK, type BlockMap } from './block-map.ts';

export interface Region {
  readonly x: number;
  readonly y: number;
  /** Direction across the bars, radians; 0 for upright bars. */
  readonly angle: number;
  /** Across the bars, pixels. */
  readonly length: number;
  /** Along the bars, pixels. */
  readonly height: number;
  readonly score: number;
}

/** Bars two blocks apart may be one symbol: print fades and folds. */
const REACH = 2;
/** Radians by which the bars of one symbol may seem to turn from block to block. */
const LARGEST_TURN = 0.3;
const BARS_ENERGY = 180;
const BARS_COHERENCE = 0.55;
const MATRIX_ENERGY = 900;
const MATRIX_COHERENCE = 0.6;
const FEWEST_BLOCKS = 6;
const MOST_BLOCKS = 6000;

export function barRegions(map: BlockMap): readonly Region[] {
  const isPart = (i: number) => map.energy[i]! > BARS_ENERGY && map.coherence[i]! > BARS_COHERENCE;
  const isParallel = (i: number, j: number) => {
    const turn = Math.abs(map.angle[i]! - map.angle[j]!);
    return Math.min(turn, Math.PI - turn) < LARGEST_TURN;
  };
  return joined(map, isPart, isParallel)
    .map(blocks => barRegion(map, blocks))
    .filter(({ region, fill }) => region.length >= 90 && region.height >= 24 && fill > 0.25)
    .map(({ region }) => region)
    .sort(bestFirst);
}

export function matrixRegions(map: BlockMap): readonly Region[] {
  const isPart = (i: number) => map.energy[i]! > MATRIX_ENERGY && map.coherence[i]! < MATRIX_COHERENCE;
  return joined(map, isPart, () => true)
    .map(blocks => squareRegion(map, blocks))
    .filter(({ length, height }) => Math.min(length, height) >= 48 && Math.max(length, height) < 1400)
    .filter(region => isWithin(map, region))
    .filter(({ length, height, score }) => score > 0 && Math.min(length, height) > 0.5 * Math.max(length, height))
    .sort(bestFirst);
}

/** What the picture's edge cuts through is a part of a symbol, and what is missing would be made up by a reader. */
const isWithin = ({ columns, rows }: BlockMap, { x, y, length, height }: Region): boolean =>
  x - length / 2 > BLOCK &&
  y - height / 2 > BLOCK &&
  x + length / 2 < (columns - 1) * BLOCK &&
  y + height / 2 < (rows - 1) * BLOCK;

const bestFirst = (a: Region, b: Region): number => b.score - a.score;

/** Groups of blocks near each other that all are part of something and agree pairwise. */
function joined(
  { columns, rows, energy }: BlockMap,
  isPart: (i: number) => boolean,
  agree: (i: number, j: number) => boolean,
): readonly (readonly number[])[] {
  const seen = new Uint8Array(energy.length);
  const groups: number[][] = [];
  for (let start = 0; start < energy.length; start += 1) {
    if (seen[start] || !isPart(start)) continue;
    seen[start] = 1;
    const group = [start];
    for (let nth = 0; nth < group.length && group.length < MOST_BLOCKS; nth += 1) {
      const block = group[nth]!;
      const [x, y] = [block % columns, Math.floor(block / columns)];
      for (let ny = Math.max(0, y - REACH); ny <= Math.min(rows - 1, y + REACH); ny += 1)
        for (let nx = Math.max(0, x - REACH); nx <= Math.min(columns - 1, x + REACH); nx += 1) {
          const near = ny * columns + nx;
          if (seen[near] || !isPart(near) || !agree(block, near)) continue;
          seen[near] = 1;
          group.push(near);
        }
    }
    if (group.length >= FEWEST_BLOCKS && group.length < MOST_BLOCKS) groups.push(group);
  }
  return groups;
}

/** The rectangle, turned with the bars, around a group; `fill` is the share of it that the group covers. */
function barRegion(map: BlockMap, blocks: readonly number[]): { region: Region; fill: number } {
  const angle = meanAngle(map, blocks);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = range(blocks.map(i => middleX(map, i) * cos + middleY(map, i) * sin));
  const along = range(blocks.map(i => middleY(map, i) * cos - middleX(map, i) * sin));
  const [length, height] = [across.size + 1, along.size + 1];
  const fill = blocks.length / (length * height);
  const strength = Math.sqrt(mean(blocks.map(i => map.energy[i]! * map.coherence[i]!)));
  const region = {
    x: (across.middle * cos - along.middle * sin) * BLOCK + 1,
    y: (across.middle * sin + along.middle * cos) * BLOCK + 1,
    angle,
    length: length * BLOCK,
    height: height * BLOCK,
    score: Math.min(length, 14) * Math.min(height, 8) * fill * Math.min(60, strength),
  };
  return { region, fill };
}

function squareRegion(map: BlockMap, blocks: readonly number[]): Region {
  const across = range(blocks.map(i => middleX(map, i)));
  const along = range(blocks.map(i => middleY(map, i)));
  const [length, height] = [across.size + 1, along.size + 1];
  const fill = blocks.length / (length * height);
  const strength = Math.sqrt(mean(blocks.map(i => map.energy[i]!)));
  return {
    x: across.middle * BLOCK + 1,
    y: along.middle * BLOCK + 1,
    angle: 0,
    length: length * BLOCK,
    height: height * BLOCK,
    score: fill > 0.4 ? fill * strength * (Math.min(length, height) / Math.max(length, height)) : 0,
  };
}

/** Angles of lines: opposite directions are the same, so they are doubled before the mean. */
function meanAngle({ energy, angle }: BlockMap, blocks: readonly number[]): number {
  const cos = mean(blocks.map(i => energy[i]! * Math.cos(2 * angle[i]!)));
  const sin = mean(blocks.map(i => energy[i]! * Math.sin(2 * angle[i]!)));
  return 0.5 * Math.atan2(sin, cos);
}

const middleX = ({ columns }: BlockMap, i: number): number => (i % columns) + 0.5;
const middleY = ({ columns }: BlockMap, i: number): number => Math.floor(i / columns) + 0.5;

function range(values: readonly number[]): { middle: number; size: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { middle: (least + most) / 2, size: most - least };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
