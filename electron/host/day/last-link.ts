/** The link of this station that gives a record a catalog number. */
import type { OutboxEntry, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf } from '../../../shared/portal/change.ts';

export interface LastLink {
  readonly entry: OutboxEntry;
  /** It was taken back, here or by a later change, or is another station's by now. */
  readonly isGone: boolean;
}

/** The last one that stands, be it sent, waiting or before a person; where all are gone the last of these. Undefined: none was made. */
export function lastLinkTo(queue: ReadonlyMap<string, QueuedEntry>, catalogNumber: string): LastLink | undefined {
  const all = [...queue.values()];
  const undone = new Set(all.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes));
  const links = all.filter(({ entry }) => catalogNumberOf(entry.change) === catalogNumber);
  const standing = links.findLast(
    ({ entry, delivery }) => delivery.is !== 'withdrawn' && delivery.is !== 'handedOver' && !undone.has(entry.id),
  );
  const last = standing ?? links.at(-1);
  return last && { entry: last.entry, isGone: !standing };
}
