/** A date as far as it is known; month and day are null where a label gives none. */
export interface PartialDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];
const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date as labels write it: `1998-05-03`, `3 May 1998`, `May 3, 1998`, `3 V 98`, `V-3-98`, `May 1998`, `1998`.
 * Undefined where the text allows two readings (`3-5-98`) or is no date. Two-digit years are of the 20th century.
 */
export function readEventDate(text: string): PartialDate | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(trimmed);
  if (iso) return aDate(Number(iso[1]), zeroIsUnknown(iso[2]), zeroIsUnknown(iso[3]));
  return readWords(
    trimmed
      .toLowerCase()
      .split(/[\s.,/\-–]+/)
      .filter(word => word !== ''),
  );
}

/** `YYYY-MM-DD` with `00` for what is not known, as portals store it. */
export function isoOf(date: PartialDate): string {
  const two = (part: number | null) => String(part ?? 0).padStart(2, '0');
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
}

/** First and last day that the date may mean, both `YYYY-MM-DD`. */
export function daysOf(date: PartialDate): { readonly first: string; readonly last: string } {
  const first = isoOf({ year: date.year, month: date.month ?? 1, day: date.day ?? 1 });
  const month = date.month ?? 12;
  return { first, last: isoOf({ year: date.year, month, day: date.day ?? daysIn(date.year, month) }) };
}

/** Whether the known parts of both agree. */
export function datesAgree(a: PartialDate, b: PartialDate): boolean {
  const agree = (x: number | null, y: number | null) => x === null || y === null || x === y;
  return a.year === b.year && agree(a.month, b.month) && agree(a.day, b.day);
}

function readWords(words: readonly string[]): PartialDate | undefined {
  const months = words.map(monthOf);
  const at = months.findIndex(month => month !== undefined);
  const month = months[at];
  if (month === undefined) return undefined;
  const rest = words.filter((_, index) => index !== at);
  if (rest.some(word => !/^\d{1,4}$/.test(word.replace(/(st|nd|rd|th)$/, '')))) return undefined;
  const numbers = rest.map(word => word.replace(/(st|nd|rd|th)$/, ''));
  if (numbers.length === 1) return aDate(yearOf(numbers[0] ?? ''), month, null);
  if (numbers.length !== 2) return undefined;
  const [a = '', b = ''] = numbers;
  return a.length === 4 ? aDate(yearOf(a), month, Number(b)) : aDate(yearOf(b), month, Number(a));
}

function monthOf(word: string): number | undefined {
  const roman = ROMAN.indexOf(word);
  if (roman >= 0) return roman + 1;
  const english = word.length >= 3 && /^[a-z]+$/.test(word) ? ENGLISH.indexOf(word.slice(0, 3)) : -1;
  return english >= 0 ? english + 1 : undefined;
}

const yearOf = (digits: string): number => (digits.length === 2 ? 1900 + Number(digits) : Number(digits));

const zeroIsUnknown = (part: string | undefined): number | null => (part && part !== '00' ? Number(part) : null);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function aDate(year: number, month: number | null, day: number | null): PartialDate | undefined {
  if (year < 1500 || year > 2200) return undefined;
  if (month !== null && (month < 1 || month > 12)) return undefined;
  if (day !== null && (month === null || day < 1 || day > daysIn(year, month))) return undefined;
  return { year, month, day };
}
