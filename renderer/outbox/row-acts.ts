/** What one may do about an entry of the outbox. */
import { canWithdraw, isSettled, needsPerson } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';
import { say } from '../strings/say.ts';
import type { Outbox } from './outbox.ts';
import { groupOf } from './queue-words.ts';

export interface RowAct {
  readonly words: string;
  readonly act: () => void;
}

/** `1` to `9`; the acts after that are reached by Tab. */
export const MOST_KEYS = 9;

export interface ActsFor {
  readonly outbox: Outbox;
  readonly isSupervisor: boolean;
  readonly compare: (entryId: string) => void;
}

export function actsOfRow(row: QueueRow, { outbox, isSupervisor, compare }: ActsFor): readonly RowAct[] {
  const { entry, delivery, isSetAside, isTakenBack } = row;
  if (groupOf(row) === 'setAside')
    return [
      { words: say('outbox.putBack'), act: () => void outbox.putBack(entry) },
      { words: say('outbox.leaveAside'), act: () => void outbox.leaveAside(entry) },
    ];
  if (isTakenBack || isSetAside) return [];
  if (delivery.is === 'conflicted') return [{ words: say('outbox.compare'), act: () => compare(entry.id) }];
  const adopt = { words: say('outbox.adopt'), act: () => void outbox.adopt([entry.id]) };
  const takeBack = { words: say('outbox.takeBack'), act: () => void outbox.takeBack(entry) };
  return [
    ...(isSupervisor && canAdopt(row) && outbox.waitsFor(row) !== undefined ? [adopt] : []),
    ...(canWithdraw(delivery) ? [takeBack] : []),
  ];
}

/** Whether it is on its way, and a supervisor may send it instead of its maker. */
export const canAdopt = ({ delivery, isSetAside, isTakenBack }: QueueRow): boolean =>
  !isSetAside && !isTakenBack && !isSettled(delivery) && !needsPerson(delivery);
