import type { Brand } from '../base/brand.ts';
import { TEXT_TERMS } from './darwin-core.ts';

/** A barcode's text that was checked against its collection's pattern. */
export type CatalogNumber = Brand<string, 'CatalogNumber'>;

/** How a collection writes its catalog numbers: a prefix and a number of digits. */
export interface CatalogNumberPattern {
  readonly prefix: string;
  readonly digits: number;
}

export type CatalogNumberRefusal =
  | { readonly why: 'empty' }
  | { readonly why: 'controlCharacter'; readonly codePoint: string }
  | { readonly why: 'lookAlike'; readonly character: string; readonly codePoint: string }
  | { readonly why: 'tooLong'; readonly length: number; readonly longest: number }
  | { readonly why: 'outsidePattern'; readonly example: string };

export type CatalogNumberCheck =
  | { readonly ok: true; readonly catalogNumber: CatalogNumber }
  | { readonly ok: false; readonly text: string; readonly refusal: CatalogNumberRefusal };

/**
 * Accepts exactly the text a collection prints on its stickers; never repairs.
 * Refused, in this order: nothing, control characters (scanners can type them), characters outside printable ASCII
 * (a Cyrillic А is not an A), more than 32 characters (a portal would cut it silently), anything outside the pattern.
 */
export function checkCatalogNumber(text: string, pattern: CatalogNumberPattern): CatalogNumberCheck {
  const refusal = whyRefused(text, pattern);
  return refusal ? { ok: false, text, refusal } : { ok: true, catalogNumber: text as CatalogNumber };
}

/** The one number of this collection in a file's name, however its prefix is written there; undefined where there is none or several. */
export function catalogNumberIn(name: string, { prefix, digits }: CatalogNumberPattern): string | undefined {
  // Subtle: without a prefix, a number further on is rather the camera's own count.
  const begin = prefix === '' ? '^' : prefix.replace(/[^A-Za-z0-9]/g, sign => `\\${sign}`);
  const pattern = new RegExp(`${begin}(\\d{${digits}})(?!\\d)`, 'gi');
  const found = new Set(Array.from(name.matchAll(pattern), ([, number = '']) => prefix + number));
  return found.size === 1 ? [...found][0] : undefined;
}

/** What a number of this collection looks like, for a sentence. */
export const exampleOf = (pattern: CatalogNumberPattern): string => pattern.prefix + '0'.repeat(pattern.digits);

function whyRefused(text: string, pattern: CatalogNumberPattern): CatalogNumberRefusal | undefined {
  if (text === '') return { why: 'empty' };
  const control = text.match(/\p{Cc}/u)?.[0];
  if (control) return { why: 'controlCharacter', codePoint: codePointOf(control) };
  const foreign = text.match(/[^ -~]/u)?.[0];
  if (foreign) return { why: 'lookAlike', character: foreign, codePoint: codePointOf(foreign) };
  const longest = TEXT_TERMS.catalogNumber;
  if (text.length > longest) return { why: 'tooLong', length: text.length, longest };
  return fits(text, pattern) ? undefined : { why: 'outsidePattern', example: exampleOf(pattern) };
}

function fits(text: string, pattern: CatalogNumberPattern): boolean {
  if (!text.startsWith(pattern.prefix)) return false;
  const digits = text.slice(pattern.prefix.length);
  return digits.length === pattern.digits && /^[0-9]+$/.test(digits);
}

const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
