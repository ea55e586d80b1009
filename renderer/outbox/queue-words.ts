/** Where an entry stands in words, and what happens next. */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { isSettled, needsPerson } from '../../shared/outbox/outbox-entry.ts';
import type { Meaning } from '../controls/Mark.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { say, sayFailure, sayTime, type Words } from '../strings/say.ts';

export const GROUPS = ['needsYou', 'setAside', 'recovered', 'checking', 'sending', 'waiting', 'done'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf({ delivery, isSetAside, isRecovered, isTakenBack }: QueueRow): Group {
  if (isSetAside && !isSettled(delivery)) return 'setAside';
  if (isTakenBack) return 'done';
  if (needsPerson(delivery)) return 'needsYou';
  if (isSettled(delivery)) return 'done';
  if (isRecovered && delivery.is === 'waiting') return 'recovered';
  if (delivery.is === 'checking' || delivery.is === 'sending') return delivery.is;
  return 'waiting';
}

/** `isHeld`: for second thoughts. `waitsFor`: the account without whose sign-in it does not leave, where that is not this operator's. */
export function storyOf(
  { entry, delivery, isSaved, isSetAside, isTakenBack }: QueueRow,
  isHeld: boolean,
  waitsFor: string | undefined,
): string {
  if (isSetAside && delivery.is === 'waiting') return say('outbox.setAside');
  if (!isSaved && !isSetAside) return say('outbox.saving');
  if (isSetAside && delivery.is === 'withdrawn') return say('outbox.leftAside', { time: sayTime(delivery.at) });
  if (isTakenBack && needsPerson(delivery)) return say('outbox.answered');
  switch (delivery.is) {
    case 'waiting':
      return waitingStory(entry, isHeld, waitsFor);
    case 'sending':
      return say('outbox.sending');
    case 'checking':
      return say('outbox.checking', { time: sayTime(delivery.notBefore) });
    case 'retrying':
      return say('outbox.retrying', { why: sayFailure(delivery.why) });
    case 'conflicted':
      return say(`outbox.conflict.${delivery.kind}`);
    case 'refused':
      return say('outbox.refused', { why: sayFailure(delivery.why) });
    case 'delivered':
      return say(delivery.already ? 'outbox.already' : 'outbox.delivered', { time: sayTime(delivery.at) });
    case 'handedOver':
      return say('outbox.handedOver', { time: sayTime(delivery.at) });
    case 'withdrawn':
      return say(delivery.handedTo === undefined ? 'outbox.withdrawn' : 'outbox.handedTo', {
        time: sayTime(delivery.at),
      });
  }
}

function waitingStory({ madeAt }: OutboxEntry, isHeld: boolean, waitsFor: string | undefined): string {
  const time = sayTime(madeAt);
  if (waitsFor !== undefined) return say('outbox.waitsFor', { time, account: waitsFor });
  return say(isHeld ? 'outbox.held' : 'outbox.saved', { time });
}

const MEANINGS: Readonly<Record<QueueRow['delivery']['is'], Meaning>> = {
  waiting: 'held',
  sending: 'act',
  checking: 'held',
  retrying: 'held',
  conflicted: 'differ',
  refused: 'stop',
  delivered: 'agree',
  handedOver: 'none',
  withdrawn: 'none',
};

/** One word for the list of the last links. */
export function stateOf({ delivery, isSaved }: QueueRow): { readonly means: Meaning; readonly word: string } {
  const key: Words = isSaved ? `delivery.${delivery.is}` : 'delivery.saving';
  return { means: MEANINGS[delivery.is], word: say(key) };
}
