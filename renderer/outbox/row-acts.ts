/** What one may do about the entries of the outbox, numbered in the order in which they stand there. */
import { canWithdraw } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';
import { say } from '../strings/say.ts';
import type { Outbox } from './outbox.ts';
import { groupOf } from './queue-words.ts';

export interface RowAct {
  readonly entryId: string;
  /** `1` to `9`; the acts after that are reached by Tab. */
  readonly key: string | undefined;
  readonly words: string;
  readonly act: () => void;
}

const MOST_KEYS = 9;

export function actsOf(
  rows: readonly QueueRow[],
  outbox: Outbox,
  compare: (entryId: string) => void,
): readonly RowAct[] {
  return rows
    .flatMap(row => actsOfRow(row, outbox, compare))
    .map((act, nth) => ({ ...act, key: nth < MOST_KEYS ? String(nth + 1) : undefined }));
}

function actsOfRow(row: QueueRow, outbox: Outbox, compare: (entryId: string) => void): readonly Omit<RowAct, 'key'>[] {
  const { entry, delivery, isSetAside } = row;
  const one = (words: string, act: () => void) => ({ entryId: entry.id, words, act });
  if (groupOf(row) === 'setAside')
    return [
      one(say('outbox.putBack'), () => void outbox.putBack(entry)),
      one(say('outbox.leaveAside'), () => void outbox.leaveAside(entry)),
    ];
  if (delivery.is === 'conflicted') return [one(say('outbox.compare'), () => compare(entry.id))];
  if (!canWithdraw(delivery) || isSetAside) return [];
  return [one(say('outbox.takeBack'), () => void outbox.takeBack(entry))];
}
