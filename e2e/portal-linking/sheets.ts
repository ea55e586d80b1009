/** The sheets of one run: which stamped number a person reads on each, and what a person decides. */
export type Decision =
  | 'number'
  | 'merge'
  | 'labelDiffers'
  | 'isImaged'
  | 'noStamp'
  /** Nobody bears it when it is entered; before it is sent a colleague gives it to another record. */
  | 'taken';

export interface SheetWish {
  /** A number of this run alone, so that it sorts before most barcodes and nobody else bears it. */
  readonly barcode: string;
  /** As it is typed; empty where the sheet bears none. */
  readonly stamp: string;
  readonly decision: Decision;
  /** In which of the portal's two stores the old record keeps its number. */
  readonly store: 'legacy' | 'identifier';
}

const DECISIONS: readonly Decision[] = [
  ...(['number', 'merge', 'labelDiffers', 'number'] as const),
  ...(['merge', 'number', 'number', 'merge'] as const),
  ...(['number', 'isImaged', 'merge', 'noStamp', 'number', 'number', 'taken'] as const),
];
/** Sheets that are worked on while the portal is out of reach. */
export const CUT_AFTER = 4;
export const RESTORED_AFTER = 8;

export const PREFIX = 'LINK';
/** Five digits tell runs apart. */
const RUNS = 100_000;
/** What the old records' numbers are padded to on the sheets. */
const STAMP_WHEELS = 10;

export function planSheets(run: number): readonly SheetWish[] {
  const tag = String(run % RUNS).padStart(5, '0');
  return DECISIONS.map((decision, at) => {
    const nth = String(at + 1).padStart(2, '0');
    const number = `8${tag}${nth}`;
    const isPadded = at % 2 === 1;
    return {
      barcode: `${PREFIX}${tag}${nth}`,
      stamp: decision === 'noStamp' ? '' : isPadded ? number.padStart(STAMP_WHEELS, '0') : number,
      decision,
      store: at % 3 === 0 ? 'identifier' : 'legacy',
    };
  });
}

/** As it stands in the portal's tables. */
export const plainNumber = ({ stamp }: SheetWish): string => stamp.replace(/^0+/, '');
