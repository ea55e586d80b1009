/** Which records of the work list have been dealt with here: told by the queue, so that nothing is offered twice. */
import { canWithdraw } from '../../shared/outbox/outbox-entry.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';

/** The record of the work list that an entry deals with; undefined for every other entry. */
export function pictureOf({ change, why }: OutboxEntry): number | undefined {
  if (change.kind === 'merge') return change.source;
  const isOurs = change.kind === 'addIdentifier' || (change.kind === 'setField' && why === 'flag');
  return isOurs && typeof change.occid === 'number' ? change.occid : undefined;
}

/** Entries that hold: not taken back, neither here nor by a later change. Oldest first. */
export function standing(rows: readonly QueueRow[]): readonly QueueRow[] {
  const undone = new Set(rows.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes));
  return rows.filter(
    ({ entry, delivery, isSetAside, isTakenBack }) =>
      delivery.is !== 'withdrawn' && !isSetAside && !isTakenBack && !undone.has(entry.id),
  );
}

export function dealtWith(rows: readonly QueueRow[]): ReadonlyMap<number, QueueRow> {
  const pairs = standing(rows).flatMap(row => {
    const occid = pictureOf(row.entry);
    return occid === undefined ? [] : [[occid, row] as const];
  });
  return new Map(pairs);
}

/** The last link or merge of this list that can still be called back unseen. */
export const lastHere = (rows: readonly QueueRow[]): QueueRow | undefined =>
  standing(rows)
    .filter(({ entry, delivery }) => pictureOf(entry) !== undefined && entry.why !== 'flag' && canWithdraw(delivery))
    .at(-1);
