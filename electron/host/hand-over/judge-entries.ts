/** What taking a file in makes of its entries, beside the queue that is there. */
import { isDeepStrictEqual } from 'node:util';
import {
  canWithdraw,
  isSettled,
  type Conflicted,
  type ConflictKind,
  type Delivery,
  type OutboxEntry,
  type QueuedEntry,
} from '../../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf, recordsOf } from '../../../shared/portal/change.ts';
import { wasGivenAway } from '../journal/hand-over-line.ts';
import type { Projection } from '../journal/projection.ts';
import type { CarriedEntry } from './manifest.ts';

export interface Judged {
  readonly is: 'judged';
  readonly entries: readonly { readonly entry: OutboxEntry; readonly delivery: Delivery }[];
  /** Open ones that this station knew: nothing changes about them. */
  readonly alreadyHere: number;
  /** Catalog numbers that are in the queue for another record too. */
  readonly numbersInUse: readonly string[];
}

/** `otherContent`: an entry of the same id says something else here. Then nothing of the file is taken. */
export function judgeEntries(
  carried: readonly CarriedEntry[],
  { queue, open, handOvers }: Projection,
  at: number,
): Judged | { readonly is: 'otherContent' } {
  const holders = new Holders([...open].flatMap(id => queue.get(id) ?? []));
  const entries: { entry: OutboxEntry; delivery: Delivery }[] = [];
  const numbersInUse: string[] = [];
  let alreadyHere = 0;
  for (const { entry, delivery } of carried) {
    const known = queue.get(entry.id);
    if (known && !isDeepStrictEqual(known.entry, entry)) return { is: 'otherContent' };
    if (known && !(wasGivenAway(handOvers, known) && !isSettled(delivery))) {
      alreadyHere += isSettled(delivery) ? 0 : 1;
      continue;
    }
    const starts = isSettled(delivery) ? delivery : startOf(entry, delivery, holders, at);
    if (starts.is === 'conflicted' && starts.kind === 'numberInUse' && starts !== delivery)
      numbersInUse.push(catalogNumberOf(entry.change) ?? '');
    if (!isSettled(delivery)) holders.add(entry);
    entries.push({ entry, delivery: starts });
  }
  return { is: 'judged', entries, alreadyHere, numbersInUse };
}

/** Who in the queue gives which number to which record. */
class Holders {
  private readonly records = new Map<string, { readonly record: string; readonly occid: number | undefined }>();

  constructor(open: readonly QueuedEntry[]) {
    for (const { entry, delivery } of open) if (delivery.is !== 'handedOver') this.add(entry);
  }

  add(entry: OutboxEntry): void {
    const number = catalogNumberOf(entry.change);
    if (number === null || this.records.has(number)) return;
    const [record] = recordsOf(entry.change);
    this.records.set(number, { record: recordOf(entry), occid: typeof record === 'number' ? record : undefined });
  }

  /** The records that get the same number by another entry. */
  others(entry: OutboxEntry): readonly number[] | undefined {
    const holder = this.records.get(catalogNumberOf(entry.change) ?? '');
    if (!holder || holder.record === recordOf(entry)) return undefined;
    return holder.occid === undefined ? [] : [holder.occid];
  }
}

const recordOf = (entry: OutboxEntry): string => String(recordsOf(entry.change)[0] ?? entry.id);

function startOf(entry: OutboxEntry, delivery: Delivery, holders: Holders, at: number): Delivery {
  // Subtle: a merge that may have left already is looked into, not confirmed once more.
  if (entry.change.kind === 'merge' && canWithdraw(delivery)) return clash('confirmAgain', [], at);
  const others = holders.others(entry);
  if (others && delivery.is !== 'conflicted') return clash('numberInUse', others, at);
  return delivery;
}

const clash = (kind: ConflictKind, holders: readonly number[], at: number): Conflicted => ({
  is: 'conflicted',
  kind,
  portalNow: null,
  holders: [...holders],
  replaced: null,
  by: null,
  byWhen: null,
  parts: [],
  at,
});
