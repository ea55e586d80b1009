/** The rows of the outbox in memory, oldest first: a move changes one row, and the one that it takes back. */
import { afterAdoption } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';

/** In order of their making, each with its mark where a later change takes it back. */
export function inOrder(rows: readonly QueueRow[]): readonly QueueRow[] {
  const takenBack = new Set(rows.filter(stands).map(({ entry }) => entry.undoes));
  return rows
    .map(row => (takenBack.has(row.entry.id) === row.isTakenBack ? row : { ...row, isTakenBack: !row.isTakenBack }))
    .sort((a, b) => a.entry.madeAt - b.entry.madeAt);
}

/** With this row put in, or in the place of the one with its id. */
export function withRow(rows: readonly QueueRow[], row: QueueRow): readonly QueueRow[] {
  const place = rows.findLastIndex(({ entry }) => entry.id === row.entry.id);
  const later = rows.findLastIndex(({ entry }) => entry.madeAt <= row.entry.madeAt) + 1;
  const changed = place < 0 ? rows.toSpliced(later, 0, row) : rows.with(place, row);
  return row.entry.undoes === null ? changed : withMark(changed, row.entry.undoes);
}

/** With the row of this id changed; the same rows where there is none. */
export function withChanged(
  rows: readonly QueueRow[],
  entryId: string,
  change: Partial<Omit<QueueRow, 'entry'>>,
): readonly QueueRow[] {
  const row = rows.findLast(({ entry }) => entry.id === entryId);
  return row ? withRow(rows, { ...row, ...change }) : rows;
}

/** With these rows sent by a supervisor instead of their makers: what waited for one waits no more. */
export function withAdopted(
  rows: readonly QueueRow[],
  entryIds: readonly string[],
  adoptedBy: string,
): readonly QueueRow[] {
  const ids = new Set(entryIds);
  return rows.map(row => (ids.has(row.entry.id) ? { ...row, adoptedBy, delivery: afterAdoption(row.delivery) } : row));
}

function withMark(rows: readonly QueueRow[], entryId: string): readonly QueueRow[] {
  const place = rows.findLastIndex(({ entry }) => entry.id === entryId);
  const row = rows[place];
  if (!row) return rows;
  const isTakenBack = rows.some(other => other.entry.undoes === entryId && stands(other));
  return row.isTakenBack === isTakenBack ? rows : rows.with(place, { ...row, isTakenBack });
}

const stands = ({ delivery }: QueueRow): boolean => delivery.is !== 'withdrawn';
