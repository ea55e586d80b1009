/** The ways in which a place is shown to a reader, the cheap ones first. */
import type { Luma } from '../../../shared/barcode/luma.ts';
import { averagedAlongBars, sharpened, sharpenedAcrossBars, stretched } from './plainer.ts';
import type { Effort } from './reader.ts';
import type { Region } from './regions.ts';
import { cropView, type View } from './view.ts';

export interface BarPass {
  readonly name: string;
  readonly reader: 'first' | 'second';
  readonly scale: number;
  /** The part of the bars that is shown: where its middle lies and how high it is, as shares of the bars' height. */
  readonly middle: number;
  readonly share: number;
  /** Rows averaged up and down, as a share of the symbol's length. */
  readonly average?: number;
  readonly sharpen?: { readonly amount: number; readonly reach: number };
}

/** Two halves of one symbol have no pixel in common: what both say is no accident. */
export const PLAIN_PASSES: readonly BarPass[] = [
  { name: 'upper', reader: 'first', scale: 1, middle: -0.22, share: 0.36 },
  { name: 'lower', reader: 'first', scale: 1, middle: 0.22, share: 0.36 },
];

/** For print that is faded, blurred or photographed small. */
export const HARD_PASSES: readonly BarPass[] = [
  { name: 'double', reader: 'first', scale: 2, middle: 0, share: 0.5, average: 0.03 },
  { name: 'sharp', reader: 'first', scale: 1, middle: 0, share: 0.5, average: 0.04, sharpen: { amount: 4, reach: 2 } },
  {
    name: 'double sharp',
    reader: 'first',
    scale: 2,
    middle: 0,
    share: 0.5,
    average: 0.06,
    sharpen: { amount: 2, reach: 4 },
  },
  {
    name: 'triple sharp',
    reader: 'first',
    scale: 3,
    middle: 0,
    share: 0.5,
    average: 0.06,
    sharpen: { amount: 1.5, reach: 6 },
  },
];

/** The second reader is asked only about what the first has read: it is ten times slower where there is nothing. */
export const SECOND_PASSES: readonly BarPass[] = [
  { name: 'plain', reader: 'second', scale: 1, middle: 0, share: 0.5 },
  {
    name: 'double sharp',
    reader: 'second',
    scale: 2,
    middle: 0,
    share: 0.5,
    average: 0.06,
    sharpen: { amount: 2, reach: 4 },
  },
];

const MOST_ROWS = 110;
const MATRIX_MARGIN = 24;
const FEWEST_ROWS = 16;
/** What is longer is no symbol, but a ruler or the edge of something: only its middle is shown. */
export const LONGEST = 1500;

export function showBars(picture: Luma, region: Region, pass: BarPass): View {
  const view = cropView(picture, bandOf(region, pass), pass.scale);
  const plain = stretched(view.luma);
  const calm = pass.average ? averagedAlongBars(plain, Math.round(pass.average * region.length)) : plain;
  const { sharpen } = pass;
  return { ...view, luma: sharpen ? sharpenedAcrossBars(calm, sharpen.amount, sharpen.reach) : calm };
}

/** A band across all bars with some of the paper to either side, which readers need to find the ends. */
function bandOf(region: Region, { middle, share }: BarPass): Region {
  const along = middle * region.height;
  return {
    ...region,
    x: region.x - along * Math.sin(region.angle),
    y: region.y + along * Math.cos(region.angle),
    length: Math.min(LONGEST, region.length) + 2 * Math.min(60, 24 + region.length * 0.08),
    height: Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, region.height * share)),
  };
}

/** Matrix codes that are blurred, or lit so that a threshold from nearby pixels breaks them. */
export const MATRIX_PASSES: readonly MatrixPass[] = [
  { name: 'larger sharp', scale: 1.5, sharpen: { amount: 1.5, reach: 2 }, effort: 'around' },
  { name: 'double, one threshold', scale: 2, sharpen: { amount: 1.5, reach: 3 }, effort: 'one threshold' },
  { name: 'half, one threshold', scale: 0.5, effort: 'one threshold' },
];

export interface MatrixPass {
  readonly name: string;
  readonly scale: number;
  readonly sharpen?: { readonly amount: number; readonly reach: number };
  readonly effort: Effort;
}

export function showMatrix(picture: Luma, region: Region, { scale, sharpen }: MatrixPass): View {
  const view = cropView(picture, withMargin(picture, region), scale);
  return sharpen ? { ...view, luma: sharpened(view.luma, sharpen.amount, sharpen.reach) } : view;
}

/** A matrix code needs paper around it; a whole picture is what it is. */
function withMargin({ width }: Luma, region: Region): Region {
  const margin = region.length === width ? 0 : 2 * MATRIX_MARGIN;
  return { ...region, length: region.length + margin, height: region.height + margin };
}
