/** The record search form's grammar, term by term. PORTAL_PROTOCOL 2.1. */
import { collated, fullTextWords, isLike, leadingNumber, sameInDatabase } from './compare.ts';
import { columnOfForm } from './columns.ts';
import { matchesCustom } from './search-custom.ts';
import type { Form } from './form.ts';
import { grouped } from './grouped.ts';
import type { Cell, Identifier, Occurrence, Tables } from './tables.ts';

type Test = (text: string | null) => boolean;
export const textOf = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** The records of a collection that meet the posted `q_` terms, in the asked order. */
export function search(tables: Tables, collid: number, query: Form): readonly Occurrence[] {
  const identifiersOf = grouped(tables.identifiers, ({ occid }) => occid);
  const withImages = new Set(tables.media.map(({ occid }) => occid));
  const found = tables.occurrences.filter(
    record =>
      record.collid === collid &&
      meetsNumbers(record, identifiersOf.get(record.occid) ?? [], query) &&
      meetsColumns(record, query) &&
      (query.text('q_imgonly') !== '1' || withImages.has(record.occid)) &&
      (query.text('q_withoutimg') !== '1' || !withImages.has(record.occid)) &&
      matchesCustom(record, identifiersOf.get(record.occid) ?? [], query),
  );
  return inOrder(found, query);
}

function meetsNumbers(record: Occurrence, identifiers: readonly Identifier[], query: Form): boolean {
  const catalog = query.text('q_catalognumber').trim();
  if (/^occid/i.test(catalog)) {
    if (!listTest(catalog.slice(5).trim(), true)(String(record.occid))) return false;
  } else if (catalog !== '' && !listTest(catalog, false)(textOf(record.catalogNumber))) return false;
  const other = query.text('q_othercatalognumbers').trim();
  if (other === '') return true;
  const legacy = textOf(record.otherCatalogNumbers);
  if (/^is null$/i.test(other)) return legacy === null && identifiers.length === 0;
  const test = listTest(other, false);
  return test(legacy) || identifiers.some(({ identifierValue }) => test(identifierValue));
}

/** Comma list, ranges ` - `, `<`, `>`, `%`, `is null`; a number with leading zeros is also tried without them. */
function listTest(written: string, isNumeric: boolean): Test {
  if (/^is null$/i.test(written)) return text => text === null;
  const tests = written
    .split(',')
    .map(term => term.trim())
    .filter(Boolean)
    .map(term => termTest(term, isNumeric));
  return text => tests.some(test => test(text));
}

function termTest(term: string, isNumeric: boolean): Test {
  const range = /^(.+?) - (.+)$/.exec(term);
  const [from, to] = [range?.[1]?.trim() ?? '', range?.[2]?.trim() ?? ''];
  if (range && /^\d+$/.test(from) && /^\d+$/.test(to))
    return text => text !== null && /^\s*\d/.test(text) && between(leadingNumber(text), Number(from), Number(to));
  if (range && from.length === to.length)
    return text => text !== null && text.length === to.length && between(collated(text), collated(from), collated(to));
  const bound = /^([<>])\s*(.+)$/.exec(term);
  if (bound) return text => text !== null && isBeyond(text, bound[1] ?? '', bound[2] ?? '', isNumeric);
  if (term.indexOf('%') > 0 || (term.startsWith('%') && !isNumeric)) return text => text !== null && isLike(text, term);
  const wanted = /^0+\d+$/.test(term) ? [term, term.replace(/^0+(?=\d)/, '')] : [term];
  return text => text !== null && wanted.some(one => sameInDatabase(one, text));
}

const between = <Value>(value: Value, from: Value, to: Value): boolean => value >= from && value <= to;

function isBeyond(text: string, sign: string, bound: string, isNumeric: boolean): boolean {
  const asNumbers = isNumeric || /^\d+$/.test(bound);
  const [a, b] = asNumbers ? [leadingNumber(text), leadingNumber(bound)] : [collated(text), collated(bound)];
  return sign === '>' ? a > b : a < b;
}

function meetsColumns(record: Occurrence, query: Form): boolean {
  const asks: readonly (readonly [string, string, (written: string) => Test])[] = [
    ['q_recordedby', 'recordedBy', collectorTest],
    ['q_recordnumber', 'recordNumber', numberTest],
    ['q_eventdate', 'eventDate', dateTest],
    ['q_processingstatus', 'processingStatus', statusTest],
    ['q_recordenteredby', 'recordEnteredBy', exactTest],
    ['q_dateentered', 'dateEntered', dateTest],
    ['q_datelastmodified', 'dateLastModified', dateTest],
  ];
  return asks.every(([name, column, test]) => {
    const written = query.text(name).trim();
    return written === '' || test(written)(textOf(record[column]));
  });
}

const isNull = (written: string): boolean => /^is ?null$/i.test(written);
const exactTest =
  (written: string): Test =>
  text =>
    text !== null && sameInDatabase(text, written);
const statusTest = (written: string): Test => (isNull(written) ? text => text === null : exactTest(written));

/** Prefix of the whole name, or with a leading `%` a full-text search where words are OR-ed and signs are operators. */
export function collectorTest(written: string): Test {
  if (isNull(written)) return text => text === null;
  if (!written.startsWith('%')) return text => text !== null && isLike(text, `${written}%`);
  const rest = written.slice(1).trim();
  if (rest.length < 3) {
    const word = collated(rest.replace(/[^\p{L}\p{N}]/gu, ''));
    return text =>
      text !== null &&
      word !== '' &&
      collated(text)
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word) &&
      !rest.includes('.');
  }
  const excluded = [...rest.matchAll(/-\s*([\p{L}\p{N}]+)/gu)].flatMap(match => fullTextWords(match[1] ?? ''));
  const required = [...rest.matchAll(/\+([\p{L}\p{N}]+)/gu)].flatMap(match => fullTextWords(match[1] ?? ''));
  const wanted = fullTextWords(rest.replace(/-\s*[\p{L}\p{N}]+/gu, ' '));
  return text => {
    const words = new Set(fullTextWords(text ?? ''));
    if (excluded.some(word => words.has(word)) || !required.every(word => words.has(word))) return false;
    return wanted.some(word => words.has(word));
  };
}

/** A number alone is compared as a number: `0700` finds `700` and `700a`. */
function numberTest(written: string): Test {
  if (isNull(written)) return text => text === null;
  const tests = written.split(',').map((term): Test => {
    const plain = term.trim();
    if (/^\d+(\.\d+)?$/.test(plain)) return text => text !== null && leadingNumber(text) === Number(plain);
    return termTest(plain, false);
  });
  return text => tests.some(test => test(text));
}

/** Malformed dates count as 0000-00-00. */
function dateTest(written: string): Test {
  if (isNull(written)) return text => text === null;
  const range = /^(.+?)\s+(?:-|to)\s+(.+)$/i.exec(written);
  if (range) return text => text !== null && between(text.slice(0, 10), asDate(range[1] ?? ''), asDate(range[2] ?? ''));
  const bounds = [...written.matchAll(/([<>])\s*([0-9][0-9: -]*[0-9])/g)];
  if (bounds.length > 0)
    return text =>
      text !== null && bounds.every(([, sign, bound]) => (sign === '>' ? text > (bound ?? '') : text < (bound ?? '')));
  const day = asDate(written);
  return text => text !== null && text.slice(0, 10) === day;
}

const asDate = (written: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(written.trim()) ? written.trim() : '0000-00-00';

function inOrder(found: readonly Occurrence[], query: Form): readonly Occurrence[] {
  const column = columnOfForm(query.text('orderby'));
  if (!column) return found;
  const direction = query.text('orderbydir').toUpperCase() === 'DESC' ? -1 : 1;
  const asNumber = column.kind === 'number' || column.name === 'recordNumber';
  const key = (record: Occurrence): string | number => {
    const text = textOf(record[column.name]);
    if (text === null) return asNumber ? -Infinity : '';
    return asNumber ? leadingNumber(text) : collated(text);
  };
  return found.toSorted((a, b) => (key(a) === key(b) ? a.occid - b.occid : key(a) < key(b) ? -direction : direction));
}
