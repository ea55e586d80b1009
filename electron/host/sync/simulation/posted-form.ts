/** What a request to the portal in memory carries: its fields, and what of them is meant for the record. */
import type { PortalRequest } from '../../portal/symbiota/request.ts';
import type { Columns, SaveOrder } from './portal-records.ts';

const NOT_COLUMNS = new Set(['submitaction', 'occid', 'collid', 'editedfields', 'addaction']);
const COLUMNS: Readonly<Record<string, string>> = {
  catalognumber: 'catalogNumber',
  processingstatus: 'processingStatus',
  othercatalognumbers: 'otherCatalogNumbers',
  recordnumber: 'recordNumber',
  recordedby: 'recordedBy',
  recordsecurity: 'recordSecurity',
  recordenteredby: 'recordEnteredBy',
  habitat: 'habitat',
};

/** PORTAL_PROTOCOL 4.1: each posted name that is a column. */
export function postedColumns(fields: URLSearchParams, cutTo?: number): Columns {
  const posted: Columns = {};
  for (const [name, value] of fields)
    if (!NOT_COLUMNS.has(name) && !name.endsWith('[]')) posted[COLUMNS[name] ?? name] = value.slice(0, cutTo);
  return posted;
}

/** The rows of numbers that a form posts: PORTAL_PROTOCOL 4.3. */
export function identifierRows(fields: URLSearchParams): SaveOrder['identifiers'] {
  const [keys, names, values] = ['idkey[]', 'idname[]', 'idvalue[]'].map(name => fields.getAll(name));
  return (values ?? []).map((value, nth) => ({ key: keys?.[nth] ?? '', name: names?.[nth] ?? '', value }));
}

export function fieldsOf(request: PortalRequest, url: URL): URLSearchParams {
  const pairs = request.form ?? request.multipart?.fields;
  return pairs ? new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])) : url.searchParams;
}

export const cookieOf = ({ cookie }: PortalRequest): string => /PHPSESSID=\w+/.exec(cookie ?? '')?.[0] ?? '';
