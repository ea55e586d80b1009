/** Entries as both benches queue them. */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { mergeWish, type Both } from './merge-wish.ts';

/** A link's time for second thoughts: until the next specimen is confirmed, or so long. */
export const HOLD_MS = 10_000;

export interface EntryMaker {
  readonly newId: () => string;
  readonly now: () => number;
  readonly account: () => string;
}

/** What it is about: the collection, and what stood on the screen. */
export type EntryAbout = Pick<OutboxEntry, 'collid' | 'seen'>;

export const newEntry = (
  { newId, now, account }: EntryMaker,
  about: EntryAbout,
): Omit<OutboxEntry, 'why' | 'change'> => ({
  v: 2,
  id: newId(),
  ...about,
  account: account(),
  madeAt: now(),
  holdUntil: null,
  undoes: null,
  after: null,
});

/** The merge, and behind it the change that mends what the portal spoils by it. */
export function mergeEntries(
  maker: EntryMaker,
  shown: Both,
  about: EntryAbout,
): readonly [OutboxEntry, ...OutboxEntry[]] {
  const { merge, mend } = mergeWish(shown);
  const holdUntil = maker.now() + HOLD_MS;
  const first: OutboxEntry = { ...newEntry(maker, about), why: 'merge', change: merge, holdUntil };
  if (!mend) return [first];
  return [first, { ...newEntry(maker, about), why: 'merge', change: mend, after: first.id }];
}
