import { asPortalKeeps } from '../base/text.ts';

/** How a collection has written its accession numbers over the years: padded to these lengths, counted in digits. */
export interface AccessionStyle {
  readonly paddedTo: readonly number[];
}

/**
 * Every spelling worth asking a portal for, the typed one first: as typed, without leading zeros, and padded the ways
 * the collection pads. Blanks inside are also left out. Nothing typed is ever read as a search operator: each spelling is
 * one exact question. Source: the seed page's rule on leading zeros; PORTAL_PROTOCOL 2.1.
 */
export function spellingsOf(typed: string, style: AccessionStyle): readonly string[] {
  const kept = asPortalKeeps(typed);
  if (kept === null) return [];
  const closed = kept.replace(/\s/g, '');
  const bare = withoutLeadingZeros(closed);
  const padded = style.paddedTo.map(length => paddedTo(bare, length));
  return [...new Set([kept, closed, bare, ...padded])];
}

/** The one key under which all spellings of a number meet: no blanks, no leading zeros, upper case. */
export function accessionKey(number: string): string {
  return withoutLeadingZeros(number.normalize('NFC').replace(/\s/g, '')).toUpperCase();
}

/** As a number is entered for good: no blanks, no leading zeros. Null where nothing was typed. Source: the seed page, step 7. */
export function asEntered(typed: string): string | null {
  const kept = asPortalKeeps(typed.replace(/\s/g, ''));
  return kept === null ? null : withoutLeadingZeros(kept);
}

/** `00045a` -> `45a`, `000` -> `0`, `A0045` stays. */
const withoutLeadingZeros = (number: string): string => number.replace(/^0+(?=[0-9])/, '');

function paddedTo(bare: string, length: number): string {
  const digits = bare.match(/^[0-9]+/)?.[0] ?? '';
  return digits === '' ? bare : '0'.repeat(Math.max(0, length - digits.length)) + bare;
}
