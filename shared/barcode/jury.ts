/**
 * What several readings of one picture add up to. A matrix code is proven by one valid read, a bar code by two independent
 * passes that agree; where readings of one place disagree, nothing is said of that place. A guess is never an answer.
 */
import { isMatrix, isSamePlace, type BarcodeSymbol } from './barcode-symbol.ts';

export interface Reading extends BarcodeSymbol {
  readonly reader: string;
  /** What the reader was given: crop, scale, threshold. Two readings count as two only where reader or pass differ. */
  readonly pass: string;
}

export interface JuryRules {
  /** How the collection's barcodes look. Says which of several proven symbols is meant; proves and disproves none. */
  readonly pattern?: RegExp | undefined;
  /** What was read beside the bars as print. The same text there is a second witness for one pass. */
  readonly printed?: readonly string[] | undefined;
  /** Lengths that interleaved 2 of 5 may have: a part of it can pass for a whole. */
  readonly interleavedLengths?: readonly number[] | undefined;
}

/** `certain`: exactly one text is meant. `several`: more than one is proven and a person chooses. `none`: none is proven. */
export interface Judgement {
  readonly verdict: 'certain' | 'several' | 'none';
  readonly symbols: readonly BarcodeSymbol[];
  /** Proven too, but not what the collection's pattern means. */
  readonly others: readonly BarcodeSymbol[];
}

/** The lengths in use where nothing is known of the collection; an odd one cannot be. */
const USUAL_INTERLEAVED_LENGTHS = [6, 8, 10, 12, 14, 16, 18, 20, 22, 24];
const WITNESSES_OF_BARS = 2;

export function judge(readings: readonly Reading[], rules: JuryRules = {}): Judgement {
  const proven = placesOf(readings.filter(reading => isWhole(reading, rules))).flatMap(place => provenAt(place, rules));
  const distinct = proven.filter((symbol, nth) => proven.findIndex(other => other.text === symbol.text) === nth);
  const meant = distinct.filter(({ text }) => rules.pattern?.test(text));
  const singled = meant.length === 1;
  const symbols = singled ? meant : distinct;
  const others = singled ? distinct.filter(symbol => !meant.includes(symbol)) : [];
  return { verdict: verdictOf(symbols), symbols, others };
}

const verdictOf = ({ length }: readonly unknown[]): Judgement['verdict'] =>
  length === 0 ? 'none' : length === 1 ? 'certain' : 'several';

function isWhole({ format, text }: Reading, { interleavedLengths, pattern }: JuryRules): boolean {
  if (text === '') return false;
  if (format !== 'ITF') return true;
  if (interleavedLengths) return interleavedLengths.includes(text.length);
  return pattern?.test(text) || USUAL_INTERLEAVED_LENGTHS.includes(text.length);
}

/** Readings gathered by the printed symbol that they are of. */
function placesOf(readings: readonly Reading[]): readonly (readonly Reading[])[] {
  const places: Reading[][] = [];
  for (const reading of readings) {
    const place = places.find(known => known.some(other => isSameSymbol(other, reading)));
    if (place) place.push(reading);
    else places.push([reading]);
  }
  return places;
}

/** Subtle: the upright box around slanting bars may hold a whole matrix code that is stuck beside them. */
const isSameSymbol = (a: Reading, b: Reading): boolean =>
  isMatrix(a.format) === isMatrix(b.format) && isSamePlace(a.box, b.box);

function provenAt(place: readonly Reading[], rules: JuryRules): readonly BarcodeSymbol[] {
  const [first] = place;
  if (!first || place.some(({ text }) => text !== first.text)) return [];
  const { text, format, box } = first;
  return isMatrix(format) || witnesses(place, rules) >= WITNESSES_OF_BARS ? [{ text, format, box }] : [];
}

function witnesses(place: readonly Reading[], { printed }: JuryRules): number {
  const passes = new Set(place.map(({ reader, pass }) => `${reader} ${pass}`));
  const isPrinted = place.some(({ text }) => printed?.some(words => withoutBlanks(words) === withoutBlanks(text)));
  return passes.size + (isPrinted ? 1 : 0);
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');
