/** What one may choose at a clash: the table's choices as far as they fit the change, with key, words and what they do. */
import { CHOICES_OF, type Choice } from '../../shared/outbox/conflict-choices.ts';
import { isBarcodeAndImageOnly } from '../../shared/outbox/merge-rehearsal.ts';
import type { Conflicted, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { Change } from '../../shared/portal/change.ts';
import { fieldOf } from '../../shared/portal/portal-record.ts';
import { say } from '../strings/say.ts';
import type { RecordsNow } from './decisions.ts';
import type { Both } from './merge-wish.ts';

export interface Offered {
  readonly choice: Choice;
  readonly key: string;
  readonly words: string;
}

const KEYS: Readonly<Record<Choice, string>> = {
  drop: 'T',
  undo: 'T',
  restore: 'T',
  keep: 'K',
  mine: 'U',
  shorten: 'S',
  mergeHolder: 'M',
  confirmMerge: 'M',
  kit: 'C',
  flag: 'F8',
};

export function offeredChoices(
  { change }: OutboxEntry,
  delivery: Conflicted,
  now: RecordsNow | undefined,
): readonly Offered[] {
  const isField = change.kind === 'setField';
  const isNumber = change.kind === 'addIdentifier';
  const fits: Readonly<Record<Choice, boolean>> = {
    ...{ drop: true, keep: true, flag: true },
    ...{ undo: isField || isNumber, restore: isField, shorten: isField },
    mine: change.kind !== 'merge',
    kit: change.kind === 'merge',
    mergeHolder: isField && bothOf('mergeHolder', now) !== undefined,
    confirmMerge: change.kind === 'merge' && bothOf('confirmMerge', now) !== undefined,
  };
  return CHOICES_OF[delivery.kind]
    .filter(choice => fits[choice])
    .map(choice => ({ choice, key: KEYS[choice], words: wordsOf(choice, change, delivery, now) }));
}

function wordsOf(
  choice: Choice,
  change: Change,
  { kind, replaced, portalNow }: Conflicted,
  now: RecordsNow | undefined,
): string {
  const isField = change.kind === 'setField';
  if (choice === 'mine' && change.kind === 'addIdentifier' && kind === 'numberInUse') return say('conflict.onBoth');
  if (choice === 'restore')
    return replaced === null ? say('conflict.restoreNothing') : say('conflict.restore', { value: replaced });
  if (choice === 'drop') return say(portalNow === null ? 'conflict.drop' : 'conflict.theirs');
  if (choice === 'mine') return say(isField ? 'conflict.mine' : 'conflict.again');
  if (choice === 'mergeHolder') return say('conflict.mergeHolder', { occid: now?.holder?.occid ?? '' });
  if (choice === 'flag') return say(isField ? 'conflict.flag' : 'dock.flag');
  return say(`conflict.${choice}`);
}

/** The two records of a merge that may be offered; undefined where it may not. */
export function bothOf(choice: Choice, now: RecordsNow | undefined): Both | undefined {
  const { record: target, source, holder } = now ?? {};
  if (!target) return undefined;
  if (choice === 'confirmMerge') return source && { source, target };
  if (choice !== 'mergeHolder' || !holder || holder.collid !== target.collid) return undefined;
  return isBarcodeAndImageOnly(holder) && fieldOf(holder, 'catalogNumber') !== null
    ? { source: holder, target }
    : undefined;
}
