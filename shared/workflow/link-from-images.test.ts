import { describe, expect, it } from 'vitest';
import { aRecord } from '../outbox/builders.ts';
import { anOccurrence } from '../specimen/builders.ts';
import { advance, isIdle, newLinkingTask } from './link-from-images.ts';
import type { LinkingEvent, LinkingEventOf } from './linking-event.ts';
import { LinkingTask, type LinkingStep } from './linking-task.ts';

const picture = { occid: 88, collid: 1, catalogNumber: 'VASC0104327' };
const suggestion = { number: '1499', isSure: true, crop: { left: 0.1, top: 0.8, width: 0.2, height: 0.1 } };
const START = newLinkingTask('00000000-0000-4000-8000-000000000001', 0, picture);

const checked = (...candidates: ReturnType<typeof anOccurrence>[]): LinkingEventOf<'checked'> => ({
  type: 'checked',
  number: '1499',
  candidates,
  lookedFor: ['1499', '01499'],
  source: { from: 'portal' },
});
const shown = { source: aRecord(88), target: aRecord(61207) };

const EVENTS = {
  suggested: { type: 'suggestionRead', suggestion },
  nothingRead: { type: 'suggestionRead', suggestion: null },
  numberEntered: { type: 'numberEntered', number: '1499' },
  nothingEntered: { type: 'numberEntered', number: '  ' },
  nobodyHasIt: checked(),
  itselfHasIt: checked(anOccurrence({ occid: 88, catalogNumber: 'VASC0104327', imageCount: 1 })),
  oneHasIt: checked(anOccurrence()),
  twoHaveIt: checked(anOccurrence(), anOccurrence({ occid: 2 })),
  imagedHasIt: checked(anOccurrence({ imageCount: 1 })),
  barcodedHasIt: checked(anOccurrence({ catalogNumber: 'VASC0000009' })),
  anotherNumber: { ...checked(anOccurrence()), number: '7' },
  outOfReach: { type: 'checkFailed', number: '1499', isOutOfReach: true, at: 3 },
  checkRefused: { type: 'checkFailed', number: '1499', isOutOfReach: false, at: 3 },
  chose: { type: 'chose', occid: 2 },
  agreed: { type: 'agreed' },
  rehearsed: { type: 'rehearsed', shown },
  rehearsalFailed: { type: 'rehearsalFailed' },
  mergeConfirmed: { type: 'mergeConfirmed', at: 7 },
  numberConfirmed: { type: 'numberConfirmed', at: 7 },
  wentBack: { type: 'wentBack' },
  portalAnswered: { type: 'portalAnswered' },
  flagged: { type: 'flagged', flag: { reason: 'hasPicture', parts: [], note: '' }, at: 9 },
} as const satisfies Readonly<Record<string, LinkingEvent>>;
type Name = keyof typeof EVENTS;

function follow(start: LinkingTask, ...names: readonly Name[]) {
  let task = start;
  const effects: string[] = [];
  for (const name of names) {
    const next = advance(task, EVENTS[name]);
    task = next.task;
    effects.push(...next.effects.map(effect => effect.do));
  }
  return { task, effects };
}
const happen = (...names: readonly Name[]): LinkingTask => follow(START, ...names).task;

const AT: Readonly<Record<LinkingStep, LinkingTask>> = {
  reading: START,
  entering: happen('nothingRead'),
  checking: happen('numberEntered'),
  parked: happen('numberEntered', 'outOfReach'),
  free: happen('numberEntered', 'nobodyHasIt'),
  choosing: happen('numberEntered', 'twoHaveIt'),
  found: happen('numberEntered', 'oneHasIt'),
  imaged: happen('numberEntered', 'imagedHasIt'),
  rehearsing: happen('numberEntered', 'oneHasIt', 'agreed'),
  merging: happen('numberEntered', 'oneHasIt', 'agreed', 'rehearsed'),
  queued: happen('numberEntered', 'nobodyHasIt', 'numberConfirmed'),
  flagged: happen('flagged'),
};
const STEPS = Object.keys(AT) as LinkingStep[];

describe('one picture’s way to its old record', () => {
  it('goes from number to merge in four acts: number, Enter, agreed, merge', () => {
    const { task, effects } = follow(AT.entering, 'numberEntered', 'oneHasIt', 'agreed', 'rehearsed', 'mergeConfirmed');
    expect(task).toMatchObject({ step: 'queued', number: '1499', into: 61207 });
    expect(effects).toEqual(['check', 'rehearse', 'queueMerge']);
  });

  it('the old record survives: the picture’s record is the source', () => {
    const { effects } = advance(AT.merging, EVENTS.mergeConfirmed);
    expect(effects).toMatchObject([{ do: 'queueMerge', picture: { occid: 88 }, occurrence: { occid: 61207 }, shown }]);
  });

  it('a number that nobody bears is saved on the picture’s record, after a person has looked', () => {
    expect(AT.free).toMatchObject({ step: 'free', lookedFor: ['1499', '01499'] });
    const { task, effects } = advance(AT.free, EVENTS.numberConfirmed);
    expect(effects).toEqual([{ do: 'queueNumber', picture, number: '1499' }]);
    expect(task).toMatchObject({ step: 'queued', into: null });
  });

  it('stamped DATABASED and not found, it is tried with a leading zero', () => {
    const { task, effects } = advance(AT.free, { type: 'numberEntered', number: '01499' });
    expect(task).toMatchObject({ step: 'checking', number: '01499', isSuggested: false });
    expect(effects).toEqual([{ do: 'check', number: '01499', picture }]);
  });

  it('a record that has a picture or a barcode already is never merged into, only flagged', () => {
    for (const name of ['imagedHasIt', 'barcodedHasIt'] as const) {
      const task = happen('numberEntered', name);
      expect(task.step).toBe('imaged');
      expect(advance(task, EVENTS.agreed)).toEqual({ task, effects: [] });
      expect(follow(task, 'flagged').effects).toEqual(['flag']);
    }
  });

  it('of several bearers a person chooses one, and that one may be imaged', () => {
    expect(advance(AT.choosing, EVENTS.chose).task).toMatchObject({ step: 'found', occurrence: { occid: 2 } });
    const imaged = happen('numberEntered');
    const two = checked(anOccurrence(), anOccurrence({ occid: 2, imageCount: 3 }));
    expect(advance(advance(imaged, two).task, EVENTS.chose).task.step).toBe('imaged');
  });

  it('its own record is no duplicate of it', () => expect(happen('numberEntered', 'itselfHasIt').step).toBe('free'));

  it('an answer about another number is nobody’s', () => {
    expect(happen('numberEntered', 'anotherNumber')).toEqual(AT.checking);
  });

  it('only the two records that were compared are merged', () => {
    const other = { source: aRecord(88), target: aRecord(5) };
    expect(advance(AT.rehearsing, { type: 'rehearsed', shown: other }).task).toEqual(AT.rehearsing);
  });

  it('a typed number that cannot be checked waits, and is checked when the portal answers', () => {
    expect(AT.parked).toMatchObject({ step: 'parked', number: '1499' });
    expect(follow(AT.parked, 'portalAnswered', 'oneHasIt')).toMatchObject({
      task: { step: 'found' },
      effects: ['check'],
    });
  });

  it('is kept between visits once a person has done something', () => {
    expect(STEPS.filter(step => isIdle(AT[step]))).toEqual(['reading', 'queued', 'flagged']);
    for (const step of STEPS) expect(LinkingTask.parse(JSON.parse(JSON.stringify(AT[step])))).toEqual(AT[step]);
  });
});

describe('a number that a machine read', () => {
  it('is checked ahead, and queues nothing by itself', () => {
    expect(follow(START, 'suggested', 'oneHasIt')).toMatchObject({
      task: { step: 'found', isSuggested: true },
      effects: ['check'],
    });
    expect(follow(START, 'suggested', 'nobodyHasIt').effects).toEqual(['check']);
  });

  it('is taken by the person who agrees, or who saves it', () => {
    expect(happen('suggested', 'oneHasIt', 'agreed')).toMatchObject({ step: 'rehearsing', isSuggested: false });
    expect(follow(START, 'suggested', 'nobodyHasIt', 'numberConfirmed').effects).toEqual(['check', 'queueNumber']);
  });

  it('is typed over at any time before that', () => {
    for (const name of ['oneHasIt', 'nobodyHasIt', 'imagedHasIt', 'twoHaveIt'] as const) {
      const task = advance(happen('suggested', name), { type: 'numberEntered', number: '1500' }).task;
      expect(task).toMatchObject({ step: 'checking', number: '1500', isSuggested: false });
    }
  });

  it('that cannot be checked is only shown: nobody wished for it', () => {
    expect(happen('suggested', 'outOfReach')).toMatchObject({ step: 'entering', number: '1499' });
  });
});

it('has one outcome for every event in every step', () => {
  const table = STEPS.map(step => {
    const row = Object.entries(EVENTS).map(([name, event]) => {
      const { task, effects } = advance(AT[step], event);
      const acts = effects.map(effect => effect.do).join('+');
      return task === AT[step] ? undefined : `${name}->${task.step}${acts && ` (${acts})`}`;
    });
    return `${step}: ${row.filter(Boolean).join(', ') || 'nothing more happens'}`;
  });
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "reading: suggested->checking (check), nothingRead->entering, numberEntered->checking (check), flagged->flagged (flag)
    entering: numberEntered->checking (check), flagged->flagged (flag)
    checking: numberEntered->checking (check), nobodyHasIt->free, itselfHasIt->free, oneHasIt->found, twoHaveIt->choosing, imagedHasIt->imaged, barcodedHasIt->imaged, outOfReach->parked, checkRefused->entering, wentBack->entering, flagged->flagged (flag)
    parked: numberEntered->checking (check), wentBack->entering, portalAnswered->checking (check), flagged->flagged (flag)
    free: numberEntered->checking (check), numberConfirmed->queued (queueNumber), wentBack->entering, flagged->flagged (flag)
    choosing: numberEntered->checking (check), chose->found, wentBack->entering, flagged->flagged (flag)
    found: numberEntered->checking (check), agreed->rehearsing (rehearse), wentBack->entering, flagged->flagged (flag)
    imaged: numberEntered->checking (check), wentBack->entering, flagged->flagged (flag)
    rehearsing: rehearsed->merging, rehearsalFailed->found, wentBack->entering, flagged->flagged (flag)
    merging: mergeConfirmed->queued (queueMerge), wentBack->entering, flagged->flagged (flag)
    queued: nothing more happens
    flagged: nothing more happens"
  `);
});
