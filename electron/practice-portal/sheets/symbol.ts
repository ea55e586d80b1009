/** A barcode sticker: what it says, how large it lies there, and how well it was printed and focused. */
import type { Box } from './box.ts';
import type { Dice } from './dice.ts';

export type Symbology = 'code128' | 'code39' | 'datamatrix' | 'qrcode';

export interface Symbol {
  readonly text: string;
  readonly symbology: Symbology;
  /** The whole sticker. */
  readonly box: Box;
  /** The bars or the square alone, centred on the sticker's width. */
  readonly barsWidth: number;
  readonly barsHeight: number;
  /** Whether the number stands below in print. */
  readonly isNumbered: boolean;
  /** Standard deviation of the blur in pixels. */
  readonly blur: number;
  /** From 0 (nothing to see) to 1 (black on white). */
  readonly contrast: number;
}

export const isTwoDimensional = (symbology: Symbology): boolean => symbology === 'datamatrix' || symbology === 'qrcode';

const SYMBOLOGIES: readonly Symbology[] = [
  ...Array<Symbology>(9).fill('code128'),
  ...Array<Symbology>(6).fill('code39'),
  ...Array<Symbology>(3).fill('datamatrix'),
  ...Array<Symbology>(2).fill('qrcode'),
];

export function inventText(dice: Dice): { readonly text: string; readonly symbology: Symbology } {
  const digits = (count: number): string => String(dice.whole(0, 10 ** count - 1)).padStart(count, '0');
  const text = dice.oneOf([`VASC${digits(7)}`, `VASC${digits(7)}`, `GRW-${digits(6)}`, `E${digits(8)}`]);
  return { text, symbology: dice.oneOf(SYMBOLOGIES) };
}

/** Narrow lines across a symbol, quiet zones left out; a Code 39 has 16 a character with its start and stop. */
const MODULES = { code128: 134, code39: 208, datamatrix: 14, qrcode: 21 } as const;
/** Below two pixels a line a camera does not tell lines apart, and collections do not photograph so. */
const LEAST_MODULE = 1.9;
/** A lens so far out of focus that neighbouring lines run together leaves nothing for any reader. */
const MOST_BLUR_OF_MODULE = 0.6;
const MOST_BLUR = 1.6;
/** The bars' share of a small sheet at most, for sheets that are drawn small. */
const MOST_OF_SHEET = 0.26;
const QUIET_MODULES = 11;

/** A sticker at no place yet. */
export function planSymbol(
  { text, symbology }: { readonly text: string; readonly symbology: Symbology },
  sheetWidth: number,
  dice: Dice,
): Symbol {
  const modules = MODULES[symbology];
  const is2D = isTwoDimensional(symbology);
  const [least, most] = is2D ? [150, 420] : [Math.max(300, modules * LEAST_MODULE), 900];
  const barsWidth = Math.min(dice.between(least, most), sheetWidth * MOST_OF_SHEET);
  const barsHeight = is2D ? barsWidth : barsWidth * dice.between(0.16, 0.4);
  const quiet = is2D ? barsWidth * 0.14 : (barsWidth / modules) * QUIET_MODULES;
  const isNumbered = dice.chance(0.85);
  const width = Math.round(barsWidth + 2 * quiet);
  const numberHeight = isNumbered ? width * (is2D ? 0.14 : 0.1) : 0;
  const height = Math.round(barsHeight + 2 * (is2D ? quiet : barsWidth * 0.04) + numberHeight);
  const box = { x: 0, y: 0, width, height, angle: anyAngle(dice) };
  const blur = dice.between(0, Math.min(MOST_BLUR, (barsWidth / modules) * MOST_BLUR_OF_MODULE));
  const contrast = dice.between(0.3, 1);
  return { text, symbology, box, barsWidth, barsHeight, isNumbered, blur, contrast };
}

/** Most stickers are put on straight, some along an edge, a few as it happens. */
function anyAngle(dice: Dice): number {
  if (dice.chance(0.7)) return dice.between(-4, 4);
  if (dice.chance(0.4)) return dice.oneOf([90, 180, 270]) + dice.between(-3, 3);
  return dice.between(0, 360);
}
