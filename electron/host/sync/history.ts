/** The portal's histories as evidence: the collection's by its ids, a secured record's own by its length. */
import { isTemporary } from '../../../shared/failure/explain-failure.ts';
import { success, type Result } from '../../../shared/failure/failure.ts';
import type { Mark } from '../../../shared/outbox/mark.ts';
import type { HistoryRow } from '../../../shared/portal/portal.ts';
import type { EnginePorts } from './ports.ts';

/** Fails only where the history may tell in a moment; a portal that never tells is worked with all the same: null. */
export async function historyMark({ portal }: EnginePorts): Promise<Result<number | null>> {
  const mark = await portal.historyMark();
  return mark.ok || isTemporary(mark.failure) ? mark : success(null);
}

/** Rows about a record since the mark, oldest first; null where the portal does not tell. */
export async function historySince(
  { portal }: EnginePorts,
  mark: Mark,
  occid: number,
): Promise<Result<readonly HistoryRow[] | null>> {
  if (mark.historyId !== null) {
    const rows = await portal.historySince(mark.historyId);
    if (rows.ok) return success(rows.value.filter(row => row.occid === occid).sort((a, b) => a.editId - b.editId));
    return isTemporary(rows.failure) ? rows : success(null);
  }
  if (mark.ownRows === null) return success(null);
  const own = await portal.ownHistory(occid);
  if (own.ok) return success(rowsBeyond(own.value, mark.ownRows));
  return isTemporary(own.failure) ? own : success(null);
}

type Counts = NonNullable<Mark['ownRows']>;

/** How many rows there are of each term. */
export function countRows(rows: readonly HistoryRow[]): Counts {
  const counts: Counts = {};
  for (const { term } of rows) counts[term] = (counts[term] ?? 0) + 1;
  return counts;
}

/** Subtle: counted term by term, since within one minute rows of two terms may change places. */
function rowsBeyond(rows: readonly HistoryRow[], counts: Counts): readonly HistoryRow[] {
  const seen: Counts = {};
  return rows.filter(({ term }) => {
    seen[term] = (seen[term] ?? 0) + 1;
    return seen[term] > (counts[term] ?? 0);
  });
}
