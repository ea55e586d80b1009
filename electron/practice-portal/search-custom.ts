/** The eight custom terms of the record search form, joined by AND and OR with brackets. PORTAL_PROTOCOL 2.1. */
import { collated, isLike, sameInDatabase } from './compare.ts';
import { columnOfForm } from './columns.ts';
import type { Form } from './form.ts';
import type { Identifier, Occurrence } from './tables.ts';

const MOST_TERMS = 8;

type Token = boolean | 'AND' | 'OR' | '(' | ')';

export function matchesCustom(record: Occurrence, identifiers: readonly Identifier[], query: Form): boolean {
  const tokens: Token[] = [];
  for (let nth = 1; nth <= MOST_TERMS; nth += 1) {
    const field = query.text(`q_customfield${nth}`);
    if (field === '') continue;
    if (tokens.length > 0) tokens.push(query.text(`q_customandor${nth}`).toUpperCase() === 'OR' ? 'OR' : 'AND');
    tokens.push(...[...query.text(`q_customopenparen${nth}`)].filter(sign => sign === '(').map(() => '(' as const));
    tokens.push(meets(record, identifiers, field, query.text(`q_customtype${nth}`), query.text(`q_customvalue${nth}`)));
    tokens.push(...[...query.text(`q_customcloseparen${nth}`)].filter(sign => sign === ')').map(() => ')' as const));
  }
  return tokens.length === 0 || either(tokens);
}

function meets(
  record: Occurrence,
  identifiers: readonly Identifier[],
  field: string,
  type: string,
  value: string,
): boolean {
  if (field === 'otherCatalogNumbers' && type === 'IS_NULL')
    return (record.otherCatalogNumbers ?? null) === null && identifiers.length === 0;
  if (field === 'identifierValue') return identifiers.some(one => compare(one.identifierValue, type, value));
  if (field === 'identifierName') return identifiers.some(one => compare(one.identifierName, type, value));
  const column = columnOfForm(field);
  if (!column) return true;
  const cell = record[column.name];
  return compare(cell === null || cell === undefined ? null : String(cell), type, value);
}

function compare(text: string | null, type: string, value: string): boolean {
  if (type === 'IS_NULL') return text === null;
  if (type === 'NOT_NULL') return text !== null;
  if (type === 'NOT_EQUALS') return text === null || !sameInDatabase(text, value);
  if (type === 'NOT_LIKE') return text === null || !isLike(text, `%${value}%`);
  if (text === null) return false;
  if (type === 'STARTS_WITH') return isLike(text, `${value}%`);
  if (type === 'LIKE') return isLike(text, `%${value}%`);
  if (type === 'GREATER_THAN') return order(text, value) > 0;
  if (type === 'LESS_THAN') return order(text, value) < 0;
  return sameInDatabase(text, value);
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

function order(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  return collated(a) < collated(b) ? -1 : collated(a) > collated(b) ? 1 : 0;
}

function either(tokens: Token[]): boolean {
  let result = both(tokens);
  while (tokens[0] === 'OR') {
    tokens.shift();
    const next = both(tokens);
    result = result || next;
  }
  return result;
}

function both(tokens: Token[]): boolean {
  let result = one(tokens);
  while (tokens[0] === 'AND') {
    tokens.shift();
    const next = one(tokens);
    result = result && next;
  }
  return result;
}

/** Subtle: a bracket that was never closed ends with the terms. */
function one(tokens: Token[]): boolean {
  const token = tokens.shift();
  if (token !== '(') return token === true;
  const inner = either(tokens);
  if (tokens[0] === ')') tokens.shift();
  return inner;
}
