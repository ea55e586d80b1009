/** What several readings of a stamped number add up to. Pure. */
import type { ReadText } from './digit-reader.ts';
import type { DigitRun } from './stamp-runs.ts';
import type { Place } from './stamp-place.ts';

/** The same place read in different ways. */
export interface Passes {
  /** Digits only, from greys. */
  readonly grey: ReadText;
  /** Digits only, black and white, at another size. */
  readonly plain: ReadText;
  /** Any character: a word read as digits shows itself here. */
  readonly free: ReadText;
  /** The other way round, for writing that runs up or down the sheet; undefined for level writing. */
  readonly upsideDown: ReadText | undefined;
}

export interface StampReading {
  readonly number: string;
  /** Where the digits stand on the picture. */
  readonly crop: Place;
  /** Every pass said the same, and nothing else on the sheet could be meant. */
  readonly isSure: boolean;
}

export interface JudgedRun {
  readonly reading: StampReading;
  readonly confidence: number;
  readonly crowd: number;
}

const LEAST_DIGITS = 3;
const MOST_DIGITS = 8;
const CONFIDENT = 85;
/** Below this a number is not even worth a suggestion. */
const WORTH_SHOWING = 40;
/** The right way up must be more certain than the other by this much, because 6, 8, 9 and 0 can be read both ways. */
const UPRIGHT_BY = 6;
/** Stamps stand alone; numbers with more ink around them, or a letter next to them, belong to labels and stickers. */
const MOST_CROWD = 6;
const MOST_KIN = 1;

/** Undefined where there is no number. `paddedTo`: the lengths that the collection's stamps have; none known: any. */
export function judge(run: DigitRun, crop: Place, passes: Passes, paddedTo: readonly number[]): JudgedRun | undefined {
  const { grey } = passes;
  const isPlausible = grey.text.length >= LEAST_DIGITS && grey.text.length <= MOST_DIGITS;
  if (!isPlausible || grey.confidence < WORTH_SHOWING || asDigits(passes.free.text) === undefined) return undefined;
  const isOfKnownLength = paddedTo.length === 0 || paddedTo.includes(grey.text.length);
  const isAlone = run.crowd <= MOST_CROWD && run.kin <= MOST_KIN;
  const isSure = doAgree(passes) && isOfKnownLength && isCountRight(run, grey.text) && isAlone;
  return { reading: { number: grey.text, crop, isSure }, confidence: grey.confidence, crowd: run.crowd };
}

function doAgree({ grey, plain, free, upsideDown }: Passes): boolean {
  const isOneText = plain.text === grey.text && asDigits(free.text) === grey.text;
  const areConfident = Math.min(grey.confidence, plain.confidence) >= CONFIDENT;
  const isOneWayUp = upsideDown === undefined || upsideDown.confidence + UPRIGHT_BY <= grey.confidence;
  return isOneText && areConfident && isOneWayUp;
}

const isCountRight = ({ digits }: DigitRun, text: string): boolean => digits === undefined || digits === text.length;

/** Letters that are digits in some typefaces; undefined where other letters stand. */
function asDigits(text: string): string | undefined {
  const digits = Array.from(text, letter => LOOKALIKES[letter] ?? letter).join('');
  return /^\d+$/.test(digits) ? digits : undefined;
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  I: '1',
  l: '1',
  '|': '1',
  S: '5',
  B: '8',
  Z: '2',
};

/** The likeliest first. Subtle: two different numbers that are both sure make neither sure. */
export function ranked(runs: readonly JudgedRun[]): readonly StampReading[] {
  const areSeveral =
    new Set(runs.filter(({ reading }) => reading.isSure).map(({ reading }) => reading.number)).size > 1;
  return [...runs]
    .sort(
      (a, b) => Number(b.reading.isSure) - Number(a.reading.isSure) || a.crowd - b.crowd || b.confidence - a.confidence,
    )
    .map(({ reading }) => ({ ...reading, isSure: reading.isSure && !areSeveral }));
}
