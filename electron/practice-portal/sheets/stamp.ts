/** The accession number as a numbering stamp leaves it: wheels that sit unevenly, more or less ink, a little smeared. */
import type { Box } from './box.ts';
import type { Dice } from './dice.ts';

export interface Stamp {
  readonly number: string;
  /** The digits alone. */
  readonly box: Box;
  readonly colour: string;
  readonly font: string;
  readonly blur: number;
  readonly wheels: readonly Wheel[];
}

/** One digit's. */
interface Wheel {
  /** How far it stands off the line, in digit heights. */
  readonly offset: number;
  /** How dark its ink is where it took, 0 to 1. */
  readonly ink: number;
}

const INKS = ['#1b1a1e', '#221f2b', '#2f2f7a', '#3b3f86', '#5a2a7a', '#8d2230'];
const FONTS = [
  'font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold"',
  'font-family="DejaVu Sans Condensed, Arial Narrow, sans-serif"',
  'font-family="DejaVu Serif, Times, serif"',
  'font-family="DejaVu Serif Condensed, Times, serif" font-weight="bold"',
];
/** Digits of common numbering stamps, in millimetres. */
const LEAST_HEIGHT_MM = 4;
const MOST_HEIGHT_MM = 7.5;
/** From digit to digit, in digit heights. */
const PITCH = { least: 0.92, most: 1.25 };

/** A stamp at no place yet. */
export function planStamp(number: string, scale: number, dice: Dice): Stamp {
  const height = dice.between(LEAST_HEIGHT_MM, MOST_HEIGHT_MM) * scale;
  const width = height * dice.between(PITCH.least, PITCH.most) * number.length;
  const turned = dice.chance(0.12) ? dice.oneOf([90, 270]) : 0;
  return {
    number,
    box: {
      ...{ x: 0, y: 0, width: Math.round(width), height: Math.round(height) },
      angle: turned + dice.between(-6, 6),
    },
    colour: dice.oneOf(INKS),
    font: dice.oneOf(FONTS),
    blur: dice.between(0.3, 0.09 * scale),
    wheels: planWheels(number.length, dice),
  };
}

const LEAST_INK = 0.35;
const MOST_INK = 0.95;

/** A stamp is inked as a whole; single wheels take less of it. */
function planWheels(count: number, dice: Dice): readonly Wheel[] {
  const ink = dice.between(LEAST_INK, MOST_INK);
  return Array.from({ length: count }, () => {
    const share = dice.chance(0.15) ? dice.between(0.5, 0.8) : dice.between(0.85, 1);
    return { offset: dice.between(-0.04, 0.04), ink: Math.max(LEAST_INK, ink * share) };
  });
}
