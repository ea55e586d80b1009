/** Journals on disks in memory, for tests. */
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import { Journal, type JournalOptions } from './journal.ts';
import type { JournalDisk } from './journal-disk.ts';
import type { Projection } from './projection.ts';

export const JOURNAL_ID = idOf(999);

export const openOn = (disk: JournalDisk, options: Partial<JournalOptions> = {}): Promise<Journal> =>
  Journal.open({ disk, connectionId: 'practice', now: () => 1000, newId: () => JOURNAL_ID, ...options });

export const queue = (journal: Journal, nth: number) => journal.record({ kind: 'queued', entry: anEntry(nth) });

export const move = (journal: Journal, nth: number, delivery: Delivery) =>
  journal.record({ kind: 'moved', entryId: anEntry(nth).id, delivery });

export const deliver = (journal: Journal, nth: number) =>
  move(journal, nth, { is: 'delivered', at: 5, already: false, superseded: false, occid: null });

/** Numbers of the entries a journal holds, in its order. */
export const entriesOf = ({ projection }: { readonly projection: Projection }): number[] =>
  [...projection.queue.keys()].map(id => Number(id.slice(-12)));

/** Queues entries one after the other. */
export async function queueAll(journal: Journal, from: number, to: number): Promise<void> {
  for (let nth = from; nth <= to; nth += 1) await queue(journal, nth);
}
