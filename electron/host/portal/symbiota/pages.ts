/** What the portal's pages mean, read by their structure: names and ids, never customised chrome. PORTAL_PROTOCOL 0.1. */
import { selectAll, selectOne } from 'css-select';
import { isTag, type AnyNode } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { PortalAnswer } from './request.ts';

export const isSignInRedirect = ({ status, location }: PortalAnswer): boolean =>
  status === 302 && location !== undefined && /profile\/index\.php\?.*refurl=/.test(location);

/** Of pages with the site's header; editor pages have none. */
export const isSignedInPage = (body: string): boolean =>
  body.includes('name="logoutForm"') || body.includes('submit=logout');

/** The sign-in form itself, where another page was asked for. */
export const isSignInPage = (body: string): boolean =>
  /<input[^>]*\sname="login"/.test(body) && /<input[^>]*\sname="password"/.test(body);

export const isNotAuthorised = (body: string): boolean => /not authorized to (edit|access)/i.test(body);

/** One row of the table display: the record's id and its cells by column header. */
export interface TableRow {
  readonly occid: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Rows of `table#defaulttable`; undefined where the page holds no such table and no count either. */
export function readTable(body: string): readonly TableRow[] | undefined {
  const page = parseDocument(body);
  const table = selectOne('table#defaulttable', page);
  if (!table) return /records?\s+found matching|of 0 records|No records/i.test(body) ? [] : undefined;
  const headers = selectAll('th', table).map(textOf);
  return selectAll('tr', table).flatMap(row => readRow(row, headers));
}

/** How many records the whole question finds, from `1-46 of 46 records`. */
export function countOfTable(body: string): number | undefined {
  const count = /of\s+([\d,]+)\s+records/i.exec(body)?.[1];
  return count === undefined ? undefined : Number(count.replaceAll(',', ''));
}

function readRow(row: AnyNode, headers: readonly string[]): TableRow[] {
  const link = selectOne('a[href*="occid="]', row);
  const address = link && isTag(link) ? link.attribs['href'] : undefined;
  const occid = Number(/[?&]occid=(\d+)/.exec(address ?? '')?.[1]);
  if (!Number.isInteger(occid) || occid <= 0) return [];
  const cells = selectAll('td', row).map(textOf);
  return [{ occid, cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])) }];
}

/** Ids of the collections that the editing menu lists. */
export function readEditableIds(body: string): readonly number[] {
  const ids = [...body.matchAll(/collprofiles\.php\?[^"']*collid=(\d+)[^"']*emode=1/g)].map(match => Number(match[1]));
  return [...new Set(ids)];
}

/** The comma list that the duplicate checks answer; undefined where it is something else. */
export function readIds(body: string, prefix = ''): readonly number[] | undefined {
  const text = body.trim();
  if (!text.startsWith(prefix)) return undefined;
  const list = text.slice(prefix.length).trim();
  if (list === '') return [];
  return /^\d+(,\d+)*$/.test(list.replace(/\s/g, '')) ? list.split(',').map(Number) : undefined;
}

export const textOf = (node: AnyNode): string => DomUtils.textContent(node).replace(/\s+/g, ' ').trim();

export const attributeOf = (node: AnyNode | null, name: string): string =>
  node && isTag(node) ? (node.attribs[name] ?? '') : '';
