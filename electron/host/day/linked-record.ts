/** The record that a link of this station gives a catalog number to. */
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf, occidOf } from '../../../shared/portal/change.ts';

/** Undefined where none does, or where a person has yet to decide about it. Of several the last one counts. */
export function linkedRecord(queue: ReadonlyMap<string, QueuedEntry>, catalogNumber: string): number | undefined {
  const standing = [...queue.values()].filter(({ delivery }) => delivery.is !== 'withdrawn');
  const undone = new Set(standing.map(({ entry }) => entry.undoes));
  const link = standing.findLast(
    ({ entry, delivery }) =>
      catalogNumberOf(entry.change) === catalogNumber &&
      !undone.has(entry.id) &&
      !['conflicted', 'refused', 'handedOver'].includes(delivery.is),
  );
  return link && occidOf(link.entry.change);
}
