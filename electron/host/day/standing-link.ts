/** The link of this station that gives a record a catalog number. */
import type { OutboxEntry, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf } from '../../../shared/portal/change.ts';

/** Undefined where none does, or where a person has yet to decide about it. Of several the last one counts. */
export function standingLink(queue: ReadonlyMap<string, QueuedEntry>, catalogNumber: string): OutboxEntry | undefined {
  const standing = [...queue.values()].filter(({ delivery }) => delivery.is !== 'withdrawn');
  const undone = new Set(standing.map(({ entry }) => entry.undoes));
  return standing.findLast(
    ({ entry, delivery }) =>
      catalogNumberOf(entry.change) === catalogNumber &&
      !undone.has(entry.id) &&
      !['conflicted', 'refused', 'handedOver'].includes(delivery.is),
  )?.entry;
}
