/** What stands where on a specimen sheet: everything that the drawing needs and the truth tells, decided from a seed. */
import { areNear, type Box } from './box.ts';
import { diceOf, type Dice } from './dice.ts';
import { inventLabel, type Label } from './label.ts';
import { planStamp, type Stamp } from './stamp.ts';
import { inventText, planSymbol, type Symbology, type Symbol } from './symbol.ts';

export interface SheetPlan {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Pixels a millimetre: every sheet is as wide as mounting paper. */
  readonly scale: number;
  readonly seed: number;
  readonly label: Label & { readonly box: Box };
  readonly chart: Box;
  readonly scaleBar: Box;
  readonly plant: Box;
  readonly symbols: readonly Symbol[];
  readonly stamp: Stamp | undefined;
  /** The mark of a sheet that has been typed off. */
  readonly databased: Box | undefined;
  /** Standard deviation in grey levels. */
  readonly noise: number;
  readonly quality: number;
}

/** What a sheet must show; what is left out is thrown. */
export interface Wishes {
  readonly label?: Label;
  /** The number, or null for a sheet without a stamp. */
  readonly stamp?: string | null;
  readonly barcodes?: readonly { readonly text: string; readonly symbology: Symbology }[];
  readonly isDatabased?: boolean;
}

export const PAPER_WIDTH_MM = 290;
const GAP_MM = 4;
const TRIES = 400;
const WITHOUT_STAMP = 0.04;
const DATABASED = 0.15;
/** How many barcodes a sheet has: mostly one. */
const COUNTS = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3] as const;

export function planSheet(path: string, seed: number, megapixels: number, wishes: Wishes = {}): SheetPlan {
  const dice = diceOf(seed);
  const ratio = dice.between(1.42, 1.5);
  const width = Math.round(Math.sqrt((megapixels * 1e6) / ratio));
  const height = Math.round(width * ratio);
  const scale = width / PAPER_WIDTH_MM;
  const fixed = fixedPlaces(dice, width, height);
  const taken = [fixed.label, fixed.plant, fixed.chart, fixed.scaleBar];
  const settle = <Thing extends { readonly box: Box }>(make: () => Thing): Thing | undefined =>
    settled(make, taken, { width, height, scale }, dice);

  const wished = wishes.stamp === undefined ? inventStamp(dice) : wishes.stamp;
  const stamp = wished === null ? undefined : settle(() => planStamp(wished, scale, dice));
  const barcodes = wishes.barcodes ?? inventBarcodes(dice);
  const symbols = barcodes.map(barcode => settle(() => planSymbol(barcode, width, dice)));
  const mark =
    (wishes.isDatabased ?? dice.chance(DATABASED)) ? settle(() => ({ box: databasedBox(scale, dice) })) : undefined;
  return {
    ...{ path, width, height, scale, seed },
    ...{ chart: fixed.chart, scaleBar: fixed.scaleBar, plant: fixed.plant },
    label: { ...(wishes.label ?? inventLabel(dice)), box: fixed.label },
    symbols: symbols.filter(symbol => symbol !== undefined),
    stamp,
    databased: mark?.box,
    noise: dice.between(1.5, 6),
    quality: dice.whole(75, 92),
  };
}

const databasedBox = (scale: number, dice: Dice): Box => ({
  ...{ x: 0, y: 0, width: Math.round(52 * scale), height: Math.round(9 * scale) },
  angle: dice.between(-14, 14),
});

/** Accession numbers as numbering stamps print them: five or six wheels, so that small numbers have zeros before them. */
function inventStamp(dice: Dice): string | null {
  if (dice.chance(WITHOUT_STAMP)) return null;
  const wheels = dice.oneOf([5, 6, 6]);
  return String(dice.whole(100, 10 ** dice.whole(3, wheels) - 1)).padStart(wheels, '0');
}

function inventBarcodes(dice: Dice): readonly { text: string; symbology: Symbology }[] {
  return Array.from({ length: dice.oneOf(COUNTS) }, () => inventText(dice));
}

/** Label and plant at the left or at the right, the rest of the sheet free for what is stuck on and stamped later. */
function fixedPlaces(dice: Dice, width: number, height: number) {
  const isMirrored = dice.chance(0.3);
  const at = (x: number, y: number, wide: number, high: number, angle = 0): Box => ({
    x: Math.round((isMirrored ? 1 - x : x) * width),
    y: Math.round(y * height),
    width: Math.round(wide * width),
    height: Math.round(high * height),
    angle,
  });
  return {
    label: at(0.75, 0.885, 0.41, 0.16, dice.between(-1.5, 1.5)),
    plant: at(0.37, 0.42, 0.5, 0.7),
    chart: at(0.045, 0.42, 0.05, 0.22),
    scaleBar: at(0.3, 0.03, 0.4, 0.028),
  };
}

/** Throws the thing down until it lies free; undefined where the sheet is too full for it. Claims its place. */
function settled<Thing extends { readonly box: Box }>(
  make: () => Thing,
  taken: Box[],
  sheet: { readonly width: number; readonly height: number; readonly scale: number },
  dice: Dice,
): Thing | undefined {
  const gap = GAP_MM * sheet.scale;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const thing = make();
    const x = Math.round(dice.between(0, sheet.width));
    const y = Math.round(dice.between(0, sheet.height));
    const box = { ...thing.box, x, y };
    if (!isOnPaper(box, sheet, gap) || taken.some(other => areNear(box, other, gap))) continue;
    taken.push(box);
    return { ...thing, box };
  }
  return undefined;
}

function isOnPaper(box: Box, { width, height }: { width: number; height: number }, gap: number): boolean {
  const edges: readonly Box[] = [
    { x: width / 2, y: 0, width, height: 0, angle: 0 },
    { x: width / 2, y: height, width, height: 0, angle: 0 },
    { x: 0, y: height / 2, width: 0, height, angle: 0 },
    { x: width, y: height / 2, width: 0, height, angle: 0 },
  ];
  return !edges.some(edge => areNear(box, edge, gap));
}
