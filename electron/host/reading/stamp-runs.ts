/** Runs of digit-sized blots: what a numbering stamp leaves, and a label's words do not. Pure. */
import type { Blot } from './stamp-ink.ts';
import type { Place } from './stamp-place.ts';

export interface DigitRun {
  readonly place: Place;
  /** How many digits there are, where each of them is a blot of its own. */
  readonly digits: number | undefined;
  /** How many other blots lie around it. */
  readonly crowd: number;
  /** How many of those next to it are as high as its digits: a stamp stands alone, words stand in lines. */
  readonly kin: number;
}

/** A blot seen along the writing: from where to where it goes, and between which lines. */
interface Letter {
  readonly from: number;
  readonly to: number;
  readonly upper: number;
  readonly lower: number;
}

/** Digit heights on a map that is 1600 pixels wide: from 2.3 to 14 mm of a usual sheet. */
const LEAST_HEIGHT = 13;
const MOST_HEIGHT = 80;
/** All in digit heights. */
const MOST_GAP = 1.15;
const MOST_OVERLAP = 0.2;
const MOST_STEP = 0.35;
const LEAST_LIKENESS = 0.78;
const WIDEST_LETTER = 6.5;
const WIDEST_DIGIT = 1.15;
/** Three narrow digits at least, eight wide apart at most. */
const RUN_LENGTH = { least: 2.2, most: 10.5 };
const LEAST_DIGITS = 3;
const CROWD_REACH = 2.5;
const KIN_REACH = 1.6;
/** Smaller than this share of a digit is dirt. */
const DIRT = 0.35;
const KIN_HEIGHT = { least: 0.45, most: 1.7 };

export function digitRuns(blots: readonly Blot[]): readonly DigitRun[] {
  const level = runsAlong(blots.map(letterOf));
  const turned = blots.map(transposed);
  const upright = runsAlong(turned.map(letterOf));
  const runs = [
    ...level.map(letters => runOf(letters, blots)),
    ...upright.map(letters => {
      const run = runOf(letters, turned);
      const { x, y, width, height, angle } = run.place;
      return { ...run, place: { x: y, y: x, width, height, angle: 90 - angle } };
    }),
  ];
  return runs.sort((a, b) => a.crowd - b.crowd);
}

const letterOf = ({ left, right, top, bottom }: Blot): Letter => ({
  from: left,
  to: right + 1,
  upper: top,
  lower: bottom + 1,
});

const transposed = ({ left, top, right, bottom, area }: Blot): Blot => ({
  ...{ left: top, top: left, right: bottom, bottom: right, area },
});

const heightOf = ({ upper, lower }: Letter): number => lower - upper;
const middleOf = ({ upper, lower }: Letter): number => (upper + lower) / 2;

/** Each letter with the nearest one that follows it on its line, as chains. */
function runsAlong(all: readonly Letter[]): readonly (readonly Letter[])[] {
  const letters = all.filter(isDigitSized).sort((a, b) => a.from - b.from);
  const next = new Map<Letter, Letter>();
  const hasPrevious = new Set<Letter>();
  letters.forEach((letter, at) => {
    const follower = followerOf(letter, letters, at + 1);
    if (!follower || hasPrevious.has(follower)) return;
    next.set(letter, follower);
    hasPrevious.add(follower);
  });
  return letters
    .filter(letter => !hasPrevious.has(letter))
    .map(first => chainFrom(first, next))
    .filter(isStampLong);
}

function isDigitSized(letter: Letter): boolean {
  const height = heightOf(letter);
  const width = letter.to - letter.from;
  return height >= LEAST_HEIGHT && height <= MOST_HEIGHT && width <= height * WIDEST_LETTER && width >= 2;
}

function followerOf(letter: Letter, letters: readonly Letter[], from: number): Letter | undefined {
  const reach = letter.to + MOST_GAP * heightOf(letter);
  for (let at = from; at < letters.length; at += 1) {
    const other = letters[at]!;
    if (other.from > reach) return undefined;
    if (follows(letter, other)) return other;
  }
  return undefined;
}

function follows(letter: Letter, other: Letter): boolean {
  const [a, b] = [heightOf(letter), heightOf(other)];
  const isAlike = Math.min(a, b) / Math.max(a, b) >= LEAST_LIKENESS;
  const gap = other.from - letter.to;
  const isLevel = Math.abs(middleOf(other) - middleOf(letter)) <= MOST_STEP * a;
  return isAlike && isLevel && gap >= -MOST_OVERLAP * a && gap <= MOST_GAP * a;
}

function chainFrom(first: Letter, next: ReadonlyMap<Letter, Letter>): readonly Letter[] {
  const chain = [first];
  for (let letter = next.get(first); letter; letter = next.get(letter)) chain.push(letter);
  return chain;
}

function isStampLong(chain: readonly Letter[]): boolean {
  const length = (chain.at(-1)!.to - chain[0]!.from) / median(chain.map(heightOf));
  const isOfDigits = chain.length >= LEAST_DIGITS || length >= RUN_LENGTH.least + 1;
  return isOfDigits && length >= RUN_LENGTH.least && length <= RUN_LENGTH.most;
}

function runOf(chain: readonly Letter[], blots: readonly Blot[]): DigitRun {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const height = median(chain.map(heightOf));
  const slope = chain.length > 1 ? slopeOf(chain) : 0;
  const place = {
    ...{ x: (first.from + last.to) / 2, y: mean(chain.map(middleOf)) },
    ...{ width: last.to - first.from, height },
    angle: (Math.atan(slope) * 180) / Math.PI,
  };
  const areApart = chain.every(({ from, to }) => to - from <= height * WIDEST_DIGIT);
  const close = blotsAround(place, CROWD_REACH, blots);
  const next = blotsAround(place, KIN_REACH, close).filter(blot => isAsHigh(heightOf(letterOf(blot)) / height));
  return {
    ...{ place, digits: areApart ? chain.length : undefined },
    ...{ crowd: Math.max(0, close.length - chain.length), kin: Math.max(0, next.length - chain.length) },
  };
}

const isAsHigh = (share: number): boolean => share >= KIN_HEIGHT.least && share <= KIN_HEIGHT.most;

/** The line of the middles, least squares. */
function slopeOf(chain: readonly Letter[]): number {
  const centres = chain.map(({ from, to }) => (from + to) / 2);
  const [x, y] = [mean(centres), mean(chain.map(middleOf))];
  const along = centres.reduce((sum, centre) => sum + (centre - x) ** 2, 0);
  const together = chain.reduce((sum, letter, at) => sum + (centres[at]! - x) * (middleOf(letter) - y), 0);
  return together / along;
}

/** What is no dirt within so many digit heights, the digits among it. */
function blotsAround(place: Place, heights: number, blots: readonly Blot[]): readonly Blot[] {
  const reach = heights * place.height;
  return blots.filter(
    ({ left, right, top, bottom }) =>
      right > place.x - place.width / 2 - reach &&
      left < place.x + place.width / 2 + reach &&
      bottom > place.y - place.height / 2 - reach &&
      top < place.y + place.height / 2 + reach &&
      Math.max(right - left, bottom - top) + 1 >= DIRT * place.height,
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
