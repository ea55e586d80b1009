/** The table display: what the record search form finds, in bulk and without a lock. PORTAL_PROTOCOL 2.4. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { ReaderPorts } from './occurrence-reader.ts';
import { countOfTable, isNotAuthorised, readTable, type TableRow } from './pages.ts';
import { refusalOf } from './rest.ts';

export interface TablePage {
  readonly rows: readonly TableRow[];
  /** Of all that the question finds. */
  readonly total: number;
}

/**
 * Rows of what the terms of the search form find, from a place on, at most so many. Subtle: the portal begins at a multiple of
 * `most` below that place, so that fewer come where the place is none.
 */
export async function askTable(
  { askSignedIn, collid }: Pick<ReaderPorts, 'askSignedIn' | 'collid'>,
  terms: Readonly<Record<string, string>>,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<Result<TablePage>> {
  const form: [string, string][] = [
    ['collid', String(collid)],
    ['occindex', String(from)],
    ['reclimit', String(most)],
    ['q_catalognumber', ''],
    ...Object.entries(terms),
  ];
  const path = '/collections/editor/occurrencetabledisplay.php';
  const result = await askSignedIn({ method: 'POST', path, form });
  if (!result.ok) return failed(result.failure);
  const refusal = refusalOf(result.answer);
  if (refusal) return failed(refusal);
  if (isNotAuthorised(result.answer.body)) return failed({ kind: 'forbidden' });
  const rows = readTable(result.answer.body);
  if (!rows) return failed({ kind: 'notUnderstood', detail: 'no table of records' });
  return success({ rows: rows.slice(from % most), total: countOfTable(result.answer.body) ?? rows.length });
}
