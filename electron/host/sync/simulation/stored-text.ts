/** What a database and PHP make of a text on its way into a record. */
import type { ModelRecord } from './portal-records.ts';

/** PORTAL_PROTOCOL 0, "Sizes". */
const SIZES: Readonly<Record<string, number>> = { catalogNumber: 32, processingStatus: 45, recordNumber: 45 };

/** PHP's `==`: numbers by their worth. RELIABILITY Q3. The model's own, so that it shares no mistake with the station. */
export const sameInPhp = (a: string, b: string): boolean =>
  a === b || (a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b));

/** Whole seconds, as the database keeps them: two changes in one second leave one stamp. */
export const stampOf = (now: number): string => `T${Math.floor(now / 1000)}`;

/** PORTAL_PROTOCOL 0: trimmed, blanks joined, cut to the column's size; empty is nothing. */
export function asStored(column: string, value: string | null): string | null {
  const text = (value ?? '')
    .trim()
    .replace(/\s{2,}/g, ' ')
    .replace(/[\u{10000}-\u{10FFFF}]/gu, '????');
  return text === '' ? null : text.slice(0, SIZES[column] ?? 255);
}

/** Forms spell every column in lower case. */
export const columnOf = ({ columns }: ModelRecord, name: string): string | undefined =>
  [...Object.keys(columns), 'catalogNumber', 'processingStatus', 'otherCatalogNumbers', 'habitat', 'recordNumber'].find(
    column => column.toLowerCase() === name,
  );
