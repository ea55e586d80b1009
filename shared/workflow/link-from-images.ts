/** Option 2, "View new images in the portal and link by manually entering the accession number". */
import { assertNever } from '../base/assert-never.ts';
import { asPortalKeeps } from '../base/text.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import type { LinkingEffect, LinkingEvent, LinkingEventOf } from './linking-event.ts';
import type { LinkingAt, LinkingStep, LinkingTask, PictureRecord } from './linking-task.ts';

export interface LinkingAdvance {
  readonly task: LinkingTask;
  readonly effects: readonly LinkingEffect[];
}

export const newLinkingTask = (id: string, startedAt: number, picture: PictureRecord): LinkingAt<'reading'> => ({
  ...{ v: 1, step: 'reading', id, startedAt, picture, suggestion: null },
});

/**
 * One picture, from the stamped number to the queue, as data:
 *
 *   reading -> entering -> checking -> free -> queued
 *      `-------------------^   |  |`-> choosing -> found -> rehearsing -> merging -> queued
 *                              |  `--> imaged
 *                              `-> parked -> (portal answers) checking        flagged: from every open step
 *
 * A number that a machine read is checked ahead like a typed one, but ends nothing: what a person confirms on the way, looking
 * at the number beside its stamp, confirms the number as well. An event that means nothing in a step leaves the task as it is.
 */
export function advance(task: LinkingTask, event: LinkingEvent): LinkingAdvance {
  if (event.type === 'flagged') return flag(task, event);
  if (event.type === 'numberEntered' && TAKES_NUMBER.has(task.step)) return enter(task, event.number);
  if (event.type === 'wentBack' && GOES_BACK.has(task.step)) return go(enteringAgain(task));
  switch (task.step) {
    case 'reading':
      return event.type === 'suggestionRead' ? suggest(task, event) : go(task);
    case 'checking':
      return whileChecking(task, event);
    case 'parked':
      return event.type === 'portalAnswered' ? check(task, task.number, task.isSuggested) : go(task);
    case 'free':
      return event.type === 'numberConfirmed' ? saveNumber(task, event) : go(task);
    case 'choosing':
      return event.type === 'chose' ? choose(task, event) : go(task);
    case 'found':
      return event.type === 'agreed' ? rehearse(task) : go(task);
    case 'rehearsing':
      return whileRehearsing(task, event);
    case 'merging':
      return event.type === 'mergeConfirmed' ? merge(task, event) : go(task);
    case 'entering':
    case 'imaged':
    case 'queued':
    case 'flagged':
      return go(task);
    default:
      return assertNever(task);
  }
}

/** Where a number may be typed, over a suggestion and in place of one that led nowhere too. */
const TAKES_NUMBER: ReadonlySet<LinkingStep> = new Set<LinkingStep>([
  'reading',
  'entering',
  'checking',
  'parked',
  'free',
  'choosing',
  'found',
  'imaged',
]);
const GOES_BACK: ReadonlySet<LinkingStep> = new Set<LinkingStep>([
  'checking',
  'parked',
  'free',
  'choosing',
  'found',
  'imaged',
  'rehearsing',
  'merging',
]);

/** Steps that still wait for their operator. */
export const isLinkingOpen = ({ step }: LinkingTask): boolean => step !== 'queued' && step !== 'flagged';

/** Nothing of a person's is in it: begun, or ended. */
export const isIdle = (task: LinkingTask): boolean => task.step === 'reading' || !isLinkingOpen(task);

/** The number that was typed or read last. */
export const numberOf = (task: LinkingTask): string => ('number' in task ? task.number : '');

/** Subtle: a record with a barcode has been through imaging, even where its picture is not on the portal yet. Source: the seed page. */
export const isImaged = ({ catalogNumber, imageCount }: Occurrence): boolean =>
  catalogNumber !== null || imageCount > 0;

const go = (task: LinkingTask, ...effects: readonly LinkingEffect[]): LinkingAdvance => ({ task, effects });

const pictureOf = ({ v, id, startedAt, picture, suggestion }: LinkingTask) => ({
  ...{ v, id, startedAt, picture, suggestion },
});

function check(task: LinkingTask, number: string, isSuggested: boolean): LinkingAdvance {
  const { picture } = task;
  return go({ ...pictureOf(task), step: 'checking', number, isSuggested }, { do: 'check', number, picture });
}

/** Nothing typed is no number. */
function enter(task: LinkingTask, typed: string): LinkingAdvance {
  const number = asPortalKeeps(typed);
  return number === null ? go(task) : check(task, number, false);
}

function suggest(task: LinkingAt<'reading'>, { suggestion }: LinkingEventOf<'suggestionRead'>): LinkingAdvance {
  if (!suggestion) return go({ ...pictureOf(task), step: 'entering', number: '' });
  return check({ ...task, suggestion }, suggestion.number, true);
}

/** What was typed stays in the field; a suggestion is offered in it again. */
const enteringAgain = (task: LinkingTask): LinkingAt<'entering'> => ({
  ...pictureOf(task),
  step: 'entering',
  number: numberOf(task),
});

function whileChecking(task: LinkingAt<'checking'>, event: LinkingEvent): LinkingAdvance {
  if (event.type === 'checked' && event.number === task.number) return go(told(task, event));
  if (event.type !== 'checkFailed' || event.number !== task.number) return go(task);
  // Subtle: a suggestion that could not be checked was nobody's wish, so it is only shown.
  if (!event.isOutOfReach || task.isSuggested) return go(enteringAgain(task));
  return go({ ...task, step: 'parked', parkedAt: event.at });
}

/** Never compared with itself: the picture's own record may bear the number by now. */
function told(task: LinkingAt<'checking'>, event: LinkingEventOf<'checked'>): LinkingTask {
  const others = event.candidates.filter(({ occid }) => occid !== task.picture.occid);
  const candidates = others.map(one => ({ ...one, otherCatalogNumbers: [...one.otherCatalogNumbers] }));
  const checked = { ...task, source: event.source, lookedFor: [...event.lookedFor], candidates };
  const [only] = candidates;
  if (!only) return { ...checked, step: 'free' };
  return candidates.length === 1 ? compared(checked, only) : { ...checked, step: 'choosing' };
}

type Checked = Omit<LinkingAt<'choosing'>, 'step'>;

const compared = (task: Checked, occurrence: LinkingAt<'found'>['occurrence']): LinkingAt<'found' | 'imaged'> => ({
  ...task,
  step: isImaged(occurrence) ? 'imaged' : 'found',
  occurrence,
});

function choose(task: LinkingAt<'choosing'>, { occid }: LinkingEventOf<'chose'>): LinkingAdvance {
  const occurrence = task.candidates.find(one => one.occid === occid);
  return go(occurrence ? compared(task, occurrence) : task);
}

function rehearse(task: LinkingAt<'found'>): LinkingAdvance {
  const { picture, occurrence } = task;
  return go({ ...task, step: 'rehearsing', isSuggested: false }, { do: 'rehearse', picture, occurrence });
}

/** Only the two records that were compared. */
function whileRehearsing(task: LinkingAt<'rehearsing'>, event: LinkingEvent): LinkingAdvance {
  if (event.type === 'rehearsalFailed') return go({ ...task, step: 'found' });
  if (event.type !== 'rehearsed') return go(task);
  const { source, target } = event.shown;
  const isAsked = source.occid === task.picture.occid && target.occid === task.occurrence.occid;
  return go(isAsked ? { ...task, step: 'merging', shown: event.shown } : task);
}

/** The old record survives and receives picture and barcode. */
function merge(task: LinkingAt<'merging'>, { at }: LinkingEventOf<'mergeConfirmed'>): LinkingAdvance {
  const { picture, occurrence, number, shown } = task;
  return go(queued(task, occurrence.occid, at), { do: 'queueMerge', picture, occurrence, number, shown });
}

function saveNumber(task: LinkingAt<'free'>, { at }: LinkingEventOf<'numberConfirmed'>): LinkingAdvance {
  const { picture, number } = task;
  return go(queued(task, null, at), { do: 'queueNumber', picture, number });
}

const queued = (task: LinkingAt<'free' | 'merging'>, into: number | null, endedAt: number): LinkingAt<'queued'> => ({
  ...pictureOf(task),
  ...{ step: 'queued', number: task.number, isSuggested: false, into, endedAt },
});

function flag(task: LinkingTask, { flag: words, at }: LinkingEventOf<'flagged'>): LinkingAdvance {
  if (!isLinkingOpen(task)) return go(task);
  const { picture } = task;
  const number = numberOf(task);
  const ended = { ...pictureOf(task), step: 'flagged', number, reason: words.reason, endedAt: at } as const;
  return go(ended, { do: 'flag', flag: words, picture, number });
}
