/** The numbers of a day side by side: seen, seen twice, missing. */
import {
  afterMoves,
  numbersIn,
  saidOf,
  type PictureInRun,
  type RunFindings,
} from '../../shared/specimen/picture-run.ts';

export interface NumberCell {
  readonly number: string;
  readonly is: 'seen' | 'twice' | 'missing';
}

/** More would not be read; the newest are at the end. */
const MOST_CELLS = 100;

/** Subtle: a gap lies inside its roll, so that the order of the texts is the order of the numbers. */
export function cellsOf(run: readonly PictureInRun[], { shifts, seenTwice, gaps }: RunFindings): readonly NumberCell[] {
  const cells = new Map<string, NumberCell['is']>();
  const setRight = afterMoves(
    run,
    shifts.flatMap(({ moves }) => moves),
  );
  for (const picture of setRight) {
    const said = saidOf(picture);
    for (const number of picture.symbols.length > 0 ? picture.symbols : said === null ? [] : [said])
      cells.set(number, 'seen');
  }
  for (const { number } of seenTwice) cells.set(number, 'twice');
  for (const number of gaps.flatMap(numbersIn)) cells.set(number, 'missing');
  return [...cells]
    .map(([number, is]) => ({ number, is }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .slice(-MOST_CELLS);
}
