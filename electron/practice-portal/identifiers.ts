/** Accession numbers live in two stores, the legacy column and rows of their own, and the form can lose one of them. */
import { databaseTime } from './clock.ts';
import { sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { cleaned } from './save.ts';
import type { Identifier, Occurrence, Tables } from './tables.ts';

const NAME_SIZE = 45;
const VALUE_SIZE = 75;

export interface Piece {
  /** The number of an identifier row, or `ocnid-N` for the Nth piece of the legacy text. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** What the editor shows of a record: its identifier rows, then the pieces of the legacy text. PORTAL_PROTOCOL 4.3. */
export function shownIdentifiers(tables: Tables, record: Occurrence): readonly Piece[] {
  const rows = tables.identifiers
    .filter(({ occid }) => occid === record.occid)
    .map(row => ({ key: String(row.idomoccuridentifiers), name: row.identifierName, value: row.identifierValue }));
  return [...rows, ...legacyPieces(record).filter(({ value }) => !rows.some(row => row.value === value))];
}

export const legacyPieces = (record: Occurrence): readonly Piece[] =>
  legacyTexts(record).map((text, nth) => {
    const named = /^([^:]+):(.*)$/.exec(text);
    return { key: `ocnid-${nth}`, name: named?.[1]?.trim() ?? '', value: (named?.[2] ?? text).trim() };
  });

const legacyTexts = (record: Occurrence): readonly string[] =>
  String(record.otherCatalogNumbers ?? '')
    .split(/[,;|]/)
    .map(text => text.trim())
    .filter(Boolean);

/** Both stores in one cell, as the table display prints them: identifier rows first, whatever the legacy separators were. */
export const mergedIdentifiers = (tables: Tables, record: Occurrence): string =>
  shownIdentifiers(tables, record)
    .map(({ name, value }) => labelled(name, value))
    .join(', ');

export const labelled = (name: string, value: string): string => (name === '' ? value : `${name}: ${value}`);

export interface IdentifierPlan {
  /** The trap: a first value that is not empty empties the legacy column, without history. */
  readonly clearsLegacy: boolean;
  readonly history: readonly { readonly from: string; readonly to: string }[];
  write(now: number): void;
}

const NOTHING: IdentifierPlan = { clearsLegacy: false, history: [], write: () => undefined };

export function planIdentifiers(
  tables: Tables,
  record: Occurrence | undefined,
  form: Form,
  edited: readonly string[],
): IdentifierPlan {
  const values = form.list('idvalue').map(value => cleaned(value).slice(0, VALUE_SIZE));
  if (!record || values.length === 0) return NOTHING;
  const clearsLegacy = values[0] !== '';
  const keys = form.list('idkey');
  const names = form.list('idname').map(name => cleaned(name).slice(0, NAME_SIZE));
  const rows = values
    .map((value, nth) => ({ key: keys[nth] ?? '', name: names[nth] ?? '', value }))
    .filter(({ value }) => value !== '');
  const kept = (key: string) => tables.identifiers.find(row => String(row.idomoccuridentifiers) === key);
  const isListed = edited.includes('idname') || edited.includes('idvalue');
  const history = (isListed ? rows : [])
    .map(({ key, name, value }) => {
      const before = kept(key);
      return { from: before ? labelled(before.identifierName, before.identifierValue) : '', to: labelled(name, value) };
    })
    .filter(({ from, to }) => from !== to);
  return {
    clearsLegacy,
    history,
    write: now => rows.forEach(row => writeRow(tables, record.occid, row, now)),
  };
}

/** Subtle: the three together are unique; a row that would be the same again is silently left out. */
function writeRow(tables: Tables, occid: number, { key, name, value }: Piece, now: number): void {
  const isTaken = tables.identifiers.some(
    row =>
      row.occid === occid && sameInDatabase(row.identifierName, name) && sameInDatabase(row.identifierValue, value),
  );
  if (isTaken) return;
  const row = tables.identifiers.find(one => String(one.idomoccuridentifiers) === key);
  if (row) Object.assign(row, { identifierName: name, identifierValue: value });
  else if (!/^\d+$/.test(key)) tables.identifiers.push(newIdentifier(tables, occid, name, value, now));
}

/** Subtle: the form gives such a row no id of its own. */
export const newIdentifier = (tables: Tables, occid: number, name: string, value: string, now: number): Identifier => ({
  idomoccuridentifiers: tables.next.identifier++,
  occid,
  identifierName: name,
  identifierValue: value,
  notes: null,
  recordID: null,
  initialTimestamp: databaseTime(now),
});

/** What was taken away, as history tells it; undefined where the request names nothing at all. */
export function deleteIdentifier(tables: Tables, key: string, occid: number): { readonly from: string } | undefined {
  if (/^\d+$/.test(key)) {
    const row = tables.identifiers.find(one => String(one.idomoccuridentifiers) === key);
    tables.identifiers = tables.identifiers.filter(one => one !== row);
    return { from: row ? labelled(row.identifierName, row.identifierValue) : '' };
  }
  const nth = /^ocnid-(\d+)$/.exec(key)?.[1];
  const record = tables.occurrences.find(one => one.occid === occid);
  if (nth === undefined || !record) return undefined;
  const texts = legacyTexts(record);
  record.otherCatalogNumbers = texts.slice(0, Number(nth)).join('; ') || null;
  return { from: texts.slice(Number(nth)).join('; ') };
}
