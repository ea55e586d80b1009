/**
 * The pictures of a day in the order they were taken: whose each is said to be, and which barcode was read on it. Finds where
 * the two disagree, barcodes on two specimens, numbers that are missing, and pictures that moved on by one.
 */

export interface PictureInRun {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  /** By the camera's clock; null where it does not tell. The list is in order already. */
  readonly takenAt: string | null;
  /** The catalog number in the file's name; null where it holds none. */
  readonly nameNumber: string | null;
  /** Null while nobody has read it. */
  readonly verdict: 'certain' | 'several' | 'none' | null;
  /** Barcodes read on it that can be catalog numbers. */
  readonly symbols: readonly string[];
  /** The catalog number of the specimen that it was given to; null where it waits. */
  readonly specimen: string | null;
  /** Whether it is on its way to the portal, or there. */
  readonly isSent: boolean;
  /** Whether a sheet on the bench has it: what it is there is said there. */
  readonly isOnBench: boolean;
}

/** `said`: of which specimen the file is said to be, by whom it was given to or else by its name. */
export interface Disagreement {
  readonly picture: PictureInRun;
  readonly said: string;
}

/** One barcode on pictures of more than one specimen. */
export interface SeenTwice {
  readonly number: string;
  readonly pictures: readonly PictureInRun[];
}

/** Numbers between two that were seen. */
export interface Gap {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

export interface Move {
  readonly picture: PictureInRun;
  readonly from: string;
  readonly to: string;
}

/** Each picture shows the specimen of the file after it (`next`) or before it (`previous`). */
export interface Shift {
  readonly shows: 'next' | 'previous';
  readonly first: PictureInRun;
  readonly last: PictureInRun;
  /** What sets it right, all of it. */
  readonly moves: readonly Move[];
}

export interface RunFindings {
  readonly shifts: readonly Shift[];
  /** Those that no shift explains. */
  readonly disagreements: readonly Disagreement[];
  readonly seenTwice: readonly SeenTwice[];
  readonly gaps: readonly Gap[];
  /** Pictures that are nobody's: no name, no specimen, no barcode. */
  readonly ownerless: readonly PictureInRun[];
}

export function findInRun(run: readonly PictureInRun[]): RunFindings {
  const shifts = shiftsIn(run);
  const setRight = afterMoves(
    run,
    shifts.flatMap(({ moves }) => moves),
  );
  return {
    shifts,
    disagreements: setRight.filter(disagrees).map(picture => ({ picture, said: saidOf(picture) ?? '' })),
    seenTwice: seenTwiceIn(setRight),
    gaps: gapsIn(setRight),
    ownerless: run.filter(picture => picture.verdict === 'none' && saidOf(picture) === null),
  };
}

/** The run with each picture given to whom it moves. */
export function afterMoves(run: readonly PictureInRun[], moves: readonly Move[]): readonly PictureInRun[] {
  const owners = new Map(moves.map(({ picture, to }) => [picture.id, to]));
  return run.map(picture => ({ ...picture, specimen: owners.get(picture.id) ?? picture.specimen }));
}

/** The parts of a correction: what the station can do by itself, and what lies on the bench or is sent and goes to a person. */
export function correctionOf({ moves }: Shift): {
  readonly moves: readonly Move[];
  readonly forPerson: readonly Move[];
} {
  return {
    moves: moves.filter(({ picture }) => !isFixed(picture)),
    forPerson: moves.filter(({ picture }) => isFixed(picture)),
  };
}

const isFixed = ({ isSent, isOnBench }: PictureInRun): boolean => isSent || isOnBench;

/** Whose picture the station takes it for: whom it was given to, or else what its name says. */
export const saidOf = ({ specimen, nameNumber }: PictureInRun): string | null => specimen ?? nameNumber;

export function disagrees(picture: PictureInRun): boolean {
  const said = saidOf(picture);
  return said !== null && picture.symbols.length > 0 && !picture.symbols.includes(said);
}

/** One picture may be mistaken by chance; two in a row by the same step are a shift. */
const FEWEST_IN_SHIFT = 2;

function shiftsIn(run: readonly PictureInRun[]): readonly Shift[] {
  const shifts: Shift[] = [];
  for (let begin = 0; begin < run.length;) {
    const found = [shiftFrom(run, begin, 1), shiftFrom(run, begin, -1)].find(one => one !== undefined);
    if (found) shifts.push(found.shift);
    begin = found ? found.end : begin + 1;
  }
  return shifts;
}

/** The longest shift that begins with this picture. Subtle: a picture without a reading moves with those around it. */
function shiftFrom(
  run: readonly PictureInRun[],
  begin: number,
  step: 1 | -1,
): { readonly shift: Shift; readonly end: number } | undefined {
  const [first] = run.slice(begin);
  if (!first || !disagrees(first)) return undefined;
  let end = begin;
  let last = begin;
  for (; end < run.length && shownAt(run, end, step) !== undefined; end += 1) {
    const picture = run[end];
    if (picture && disagrees(picture)) last = end;
  }
  const moved = run.slice(begin, last + 1);
  if (moved.filter(disagrees).length < FEWEST_IN_SHIFT) return undefined;
  const moves = moved.flatMap((picture, nth): readonly Move[] => {
    const [from, to] = [saidOf(picture), shownAt(run, begin + nth, step)];
    return from === null || to === undefined || from === to ? [] : [{ picture, from, to }];
  });
  const shows = step === 1 ? 'next' : 'previous';
  return { shift: { shows, first, last: run[last] ?? first, moves }, end: last + 1 };
}

/** Which specimen the picture shows if all moved on by one; undefined where what was read on it speaks against that. */
function shownAt(run: readonly PictureInRun[], at: number, step: 1 | -1): string | undefined {
  const picture = run[at];
  const said = picture && saidOf(picture);
  if (!picture || said === null) return undefined;
  const neighbour = run[at + step];
  const neighbours = neighbour ? saidOf(neighbour) : null;
  if (picture.symbols.length === 0) return neighbours ?? undefined;
  if (neighbours !== null && picture.symbols.includes(neighbours)) return neighbours;
  return isAtTheEnd(run, at, step) ? unclaimed(run, picture) : undefined;
}

/** Subtle: the last picture of a shift shows a specimen that no file is said to be of. */
const isAtTheEnd = (run: readonly PictureInRun[], at: number, step: 1 | -1): boolean => run[at + step] === undefined;

function unclaimed(run: readonly PictureInRun[], { verdict, symbols }: PictureInRun): string | undefined {
  const [only] = symbols;
  return verdict === 'certain' && only !== undefined && !run.some(other => saidOf(other) === only) ? only : undefined;
}

/** Subtle: several shots of one specimen show its barcode each; so do shots in a row that nobody is said to own. */
function seenTwiceIn(run: readonly PictureInRun[]): readonly SeenTwice[] {
  const byNumber = new Map<string, PictureInRun[]>();
  for (const picture of run)
    for (const number of new Set(picture.symbols)) byNumber.set(number, [...(byNumber.get(number) ?? []), picture]);
  const places = new Map(run.map(({ id }, place) => [id, place]));
  return [...byNumber].flatMap(([number, pictures]) => (sheetsOf(pictures, places) > 1 ? [{ number, pictures }] : []));
}

/** How many specimens these pictures of one barcode are of. */
function sheetsOf(pictures: readonly PictureInRun[], places: ReadonlyMap<string, number>): number {
  const owners = new Set(pictures.map(saidOf).filter(said => said !== null));
  const ownerless = pictures.filter(picture => saidOf(picture) === null);
  const stretches = ownerless.filter(({ id }, nth) => {
    const before = ownerless[nth - 1];
    return !before || (places.get(id) ?? 0) - (places.get(before.id) ?? 0) > 1;
  });
  return owners.size > 0 ? owners.size : stretches.length;
}

/** A wider hole is another roll, not a forgotten sheet. */
const WIDEST_GAP = 50;

function gapsIn(run: readonly PictureInRun[]): readonly Gap[] {
  const numbers = new Set(
    run.flatMap(picture => (picture.symbols.length > 0 ? picture.symbols : (saidOf(picture) ?? []))),
  );
  const sorted = [...numbers].flatMap(partsOf).sort((a, b) => compareRolls(a, b) || a.value - b.value);
  return sorted.flatMap((one, nth): readonly Gap[] => {
    const before = sorted[nth - 1];
    const missing = before && compareRolls(before, one) === 0 ? one.value - before.value - 1 : 0;
    if (missing < 1 || missing > WIDEST_GAP) return [];
    return [{ first: written(one, one.value - missing), last: written(one, one.value - 1), count: missing }];
  });
}

/** The numbers of a gap, one by one. */
export function numbersIn({ first, count }: Gap): readonly string[] {
  const [parts] = partsOf(first);
  return parts ? Array.from({ length: count }, (_, nth) => written(parts, parts.value + nth)) : [first];
}

interface NumberParts {
  readonly prefix: string;
  readonly width: number;
  readonly value: number;
}

/** Subtle: more digits than a number holds exactly are no counting number. */
function partsOf(number: string): readonly NumberParts[] {
  const [, prefix = '', digits = ''] = /^(.*?)(\d{1,15})$/.exec(number) ?? [];
  return digits === '' ? [] : [{ prefix, width: digits.length, value: Number(digits) }];
}

/** Zero for numbers that are written alike. */
const compareRolls = (a: NumberParts, b: NumberParts): number =>
  a.width - b.width || (a.prefix < b.prefix ? -1 : Number(a.prefix > b.prefix));

const written = ({ prefix, width }: NumberParts, value: number): string => prefix + String(value).padStart(width, '0');
