import { describe, expect, it } from 'vitest';
import { checkCatalogNumber } from '../specimen/catalog-number.ts';
import { aRecord, idOf } from '../outbox/builders.ts';
import { anOccurrence } from '../specimen/builders.ts';
import { advance, newTask } from './barcode-while-imaging.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { ImagingTask, Step } from './imaging-task.ts';
import type { TaskShot } from './shot.ts';

const words = { accession: '1499', recordedBy: '', recordNumber: '', eventDate: '' };
const fromPortal = { from: 'portal' } as const;
const scan = (text: string): ImagingEvent => ({
  type: 'barcodeRead',
  check: checkCatalogNumber(text, { prefix: 'VASC', digits: 7 }),
  at: 5,
  by: 'serial',
  stamp: '',
});
const found = (...candidates: ReturnType<typeof anOccurrence>[]): ImagingEvent => ({
  type: 'found',
  candidates,
  lookedFor: ['1499'],
  source: fromPortal,
});

const aShot = (nth: number): TaskShot => ({
  id: idOf(nth),
  image: { sha256: String(nth).padStart(64, '0'), bytes: 9, mime: 'image/jpeg', name: `VASC0104327_${nth}.jpg` },
  ...{ read: [], isConfirmed: false },
});
const unread: ImagingEvent = { type: 'shotArrived', shot: { ...aShot(1), read: null } };
const readAs = (...numbers: string[]): ImagingEvent => ({ type: 'shotRead', shotId: idOf(1), numbers, at: 8 });

const EVENTS: Readonly<Record<string, ImagingEvent>> = {
  asked: { type: 'asked', words, by: 'accession' },
  foundOne: found(anOccurrence()),
  foundTwo: found(anOccurrence({ occid: 1 }), anOccurrence({ occid: 2 })),
  foundNone: found(),
  outOfReach: { type: 'searchFailed', isOutOfReach: true },
  searchFailed: { type: 'searchFailed', isOutOfReach: false },
  chose: { type: 'chose', occid: 1 },
  agreed: { type: 'agreed' },
  wentBack: { type: 'wentBack' },
  scan: scan('VASC0104327'),
  badScan: scan('UWBM1'),
  keptScanConfirmed: { type: 'keptScanConfirmed', at: 6 },
  keptScanDropped: { type: 'keptScanDropped' },
  barcodeIsFree: { type: 'barcodeIsFree', at: 6 },
  barcodeIsNotFree: { type: 'barcodeIsNotFree', question: { is: 'inUse', where: 'portal', holder: null, since: null } },
  mergeConfirmed: { type: 'mergeConfirmed', shown: { source: aRecord(88), target: aRecord(61207) }, at: 7 },
  shot: { type: 'shotArrived', shot: aShot(1) },
  anotherShot: { type: 'shotArrived', shot: aShot(2) },
  unreadShot: unread,
  readRight: readAs('VASC0000042', 'VASC0104327'),
  readNothing: readAs(),
  readOther: readAs('VASC0000042'),
  shotsConfirmed: { type: 'shotsConfirmed' },
  lastShotTakenBack: { type: 'lastShotTakenBack' },
  picturesTaken: { type: 'picturesTaken', at: 7 },
  pictureSkipped: { type: 'pictureSkipped', at: 7 },
  parkedWithoutBarcode: { type: 'parkedWithoutBarcode', at: 8 },
  flagged: { type: 'flagged', flag: { reason: 'noRecord', parts: [], note: '' }, at: 9 },
};

const happen = (...names: (keyof typeof EVENTS)[]): ImagingTask => follow(newTask('t', 0), ...names).task;

function follow(start: ImagingTask, ...names: (keyof typeof EVENTS)[]) {
  let task = start;
  const effects: string[] = [];
  for (const name of names) {
    const next = advance(task, EVENTS[name] as ImagingEvent);
    task = next.task;
    effects.push(...next.effects.map(effect => effect.do));
  }
  return { task, effects };
}

const AT: Readonly<Record<Step, ImagingTask>> = {
  seeking: happen('asked'),
  parking: happen('asked', 'outOfReach'),
  parked: happen('asked', 'outOfReach', 'scan', 'barcodeIsFree'),
  choosing: happen('asked', 'foundTwo'),
  verifying: happen('asked', 'foundOne'),
  scanning: happen('asked', 'foundOne', 'agreed'),
  stopped: happen('asked', 'foundOne', 'agreed', 'badScan'),
  imaging: happen('asked', 'foundOne', 'agreed', 'scan'),
  queued: happen('asked', 'foundOne', 'agreed', 'scan', 'barcodeIsFree', 'pictureSkipped'),
  flagged: happen('flagged'),
};

describe('one specimen’s way across the bench', () => {
  it('goes from number to queue in find, agree, scan', () => {
    const { task, effects } = follow(
      newTask('t', 0),
      'asked',
      'foundOne',
      'agreed',
      'scan',
      'barcodeIsFree',
      'pictureSkipped',
    );
    expect(task).toMatchObject({ step: 'queued', catalogNumber: 'VASC0104327' });
    expect(effects).toEqual(['search', 'releaseHeldLink', 'checkBarcode', 'queueLink']);
  });

  it('several hits force a choice, even where one was asked for by number', () => {
    expect(AT.choosing).toMatchObject({ step: 'choosing', candidates: [{ occid: 1 }, { occid: 2 }] });
    expect(advance(AT.choosing, { type: 'agreed' }).task.step).toBe('choosing');
  });

  it('no hit shows what to try and lets the label be typed', () => {
    const task = happen('asked', 'foundNone');
    expect(task).toMatchObject({ step: 'choosing', candidates: [], lookedFor: ['1499'] });
    expect(advance(task, EVENTS['asked'] as ImagingEvent).effects).toMatchObject([{ do: 'search' }]);
  });

  it('a barcode scanned early is kept, and is taken only after the comparison and a look at it', () => {
    const early = follow(newTask('t', 0), 'scan', 'asked', 'foundOne');
    expect(early.task).toMatchObject({ step: 'verifying', kept: { catalogNumber: 'VASC0104327', by: 'serial' } });
    expect(follow(early.task, 'keptScanConfirmed').task.step).toBe('verifying');
    expect(follow(early.task, 'agreed', 'keptScanConfirmed').effects).toEqual(['releaseHeldLink', 'checkBarcode']);
  });

  it('a barcode outside the pattern stops the task, and a right one goes on from there', () => {
    expect(AT.stopped).toMatchObject({
      question: { is: 'refused', refusal: { why: 'outsidePattern' } },
      scanned: 'UWBM1',
    });
    expect(follow(AT.stopped, 'scan').task.step).toBe('imaging');
  });

  it('a record that has another barcode is never given a second one', () => {
    const task = follow(newTask('t', 0), 'asked').task;
    const other = advance(task, found(anOccurrence({ catalogNumber: 'VASC0000009' }))).task;
    const { task: end, effects } = follow(other, 'agreed', 'scan');
    expect(end).toMatchObject({ step: 'stopped', question: { is: 'recordHasBarcode', barcode: 'VASC0000009' } });
    expect(effects).not.toContain('checkBarcode');
  });

  it('a barcode the record already bears asks what is wrong', () => {
    const task = advance(AT.seeking, found(anOccurrence({ catalogNumber: 'VASC0104327' }))).task;
    expect(follow(task, 'agreed', 'scan').task).toMatchObject({ question: { is: 'alreadyLinked' } });
  });

  it('a barcode in use stops the task before anything is queued', () => {
    const { task, effects } = follow(AT.imaging, 'barcodeIsNotFree', 'pictureSkipped');
    expect(task.step).toBe('stopped');
    expect(effects).toEqual([]);
  });

  it('a record that has nothing but the barcode is merged into the sheet’s, and no other record is', () => {
    const holder = anOccurrence({ occid: 88, catalogNumber: 'VASC0104327', otherCatalogNumbers: [] });
    const question = { is: 'inUse', where: 'portal', holder, since: null } as const;
    const task = advance(AT.imaging, { type: 'barcodeIsNotFree', question: question as never }).task;
    const { task: end, effects } = follow(task, 'mergeConfirmed');
    expect(end).toMatchObject({ step: 'queued', catalogNumber: 'VASC0104327' });
    expect(effects).toEqual(['queueMerge']);
    const other = { source: aRecord(89), target: aRecord(61207) };
    expect(advance(task, { type: 'mergeConfirmed', shown: other, at: 7 }).effects).toEqual([]);
  });

  it('a second sticker scanned while the first is being checked is looked at, and neither is linked unseen', () => {
    const other = advance(AT.imaging, scan('VASC0000042')).task;
    expect(other).toMatchObject({ step: 'scanning', kept: { catalogNumber: 'VASC0000042' } });
    expect(follow(other, 'barcodeIsFree', 'pictureSkipped').effects).toEqual([]);
  });

  it('nothing is queued before the barcode was checked', () => {
    expect(follow(AT.imaging, 'pictureSkipped').task.step).toBe('imaging');
  });

  it('every shot that comes in its time is of the specimen, and all of them are queued with its link', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'shot', 'anotherShot', 'shot');
    expect(task).toMatchObject({ step: 'imaging', shots: [aShot(1), aShot(2)] });
    expect(advance(task, { type: 'picturesTaken', at: 7 }).effects).toMatchObject([
      { do: 'queueLink', shots: [aShot(1), aShot(2)] },
    ]);
  });

  it('goes on without a picture only where none came, and with pictures only where one did', () => {
    expect(follow(AT.imaging, 'barcodeIsFree', 'picturesTaken').task.step).toBe('imaging');
    expect(follow(AT.imaging, 'barcodeIsFree', 'shot', 'pictureSkipped').task.step).toBe('imaging');
    expect(follow(AT.imaging, 'shot', 'picturesTaken').task).toMatchObject({ step: 'imaging', isChecked: false });
  });

  it('the last shot can be taken back, and is set aside', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'shot', 'anotherShot');
    const back = advance(task, { type: 'lastShotTakenBack' });
    expect(back.task).toMatchObject({ shots: [aShot(1)] });
    expect(back.effects).toEqual([{ do: 'releaseShots', shots: [aShot(2)], to: 'setAside' }]);
  });

  it.each(['wentBack', 'barcodeIsNotFree', 'badScan', 'flagged'])(
    'shots of a specimen that loses its number (%s) wait for a person',
    event => {
      const { task } = follow(AT.imaging, 'shot');
      const after = advance(task, EVENTS[event] as ImagingEvent);
      expect(after.task.step).not.toBe('imaging');
      expect(after.effects.at(-1)).toEqual({ do: 'releaseShots', shots: [aShot(1)], to: 'waiting' });
    },
  );

  it('a specimen whose record was never seen waits with its barcode and is compared later', () => {
    expect(AT.parked).toMatchObject({ step: 'parked', kept: { catalogNumber: 'VASC0104327' } });
    expect(follow(AT.parked, 'foundOne').task).toMatchObject({
      step: 'verifying',
      kept: { catalogNumber: 'VASC0104327' },
    });
    expect(follow(AT.parked, 'agreed', 'keptScanConfirmed', 'flagged').task.step).toBe('parked');
  });

  it('a scan kept from before parks the specimen only after a look at it', () => {
    const parking = follow(newTask('t', 0), 'scan', 'asked', 'outOfReach').task;
    expect(parking.step).toBe('parking');
    expect(follow(parking, 'keptScanConfirmed', 'barcodeIsFree').task.step).toBe('parked');
  });

  it('a sticker that another sheet has is not parked: the sheet waits for another, and says why', () => {
    const { task, effects } = follow(AT.parking, 'scan', 'barcodeIsNotFree');
    expect(effects).toEqual(['checkBarcode']);
    expect(task).toMatchObject({
      step: 'parking',
      kept: null,
      refused: { text: 'VASC0104327', question: { is: 'inUse' } },
    });
    expect(follow(task, 'barcodeIsFree').task.step).toBe('parking');
  });

  it('a flag carries the record, what was typed and what was scanned', () => {
    expect(advance(AT.stopped, EVENTS['flagged'] as ImagingEvent).effects).toMatchObject([
      { do: 'flag', occurrence: { occid: 61207 }, words, scanned: 'UWBM1' },
    ]);
  });

  it('an answer that comes after the operator went back changes nothing', () => {
    expect(follow(AT.seeking, 'wentBack', 'foundOne').task.step).toBe('seeking');
  });

  it('has one outcome for every event in every step', () => {
    const table = Object.entries(AT).map(([step, task]) => {
      const row = Object.entries(EVENTS).map(([name, event]) => {
        const { task: next, effects } = advance(task, event);
        const acts = effects.map(effect => effect.do).join('+');
        return next === task ||
          (next.step === task.step && acts === '' && JSON.stringify(next) === JSON.stringify(task))
          ? undefined
          : `${name}->${next.step}${acts && ` (${acts})`}`;
      });
      return `${step}: ${row.filter(Boolean).join(', ') || 'nothing more happens'}`;
    });
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "seeking: asked->seeking (search), foundOne->verifying, foundTwo->choosing, foundNone->choosing, outOfReach->parking, searchFailed->seeking, wentBack->seeking, scan->seeking, badScan->seeking, flagged->flagged (flag)
      parking: foundOne->verifying, foundTwo->choosing, foundNone->choosing, wentBack->seeking, scan->parking (checkBarcode), badScan->parking, parkedWithoutBarcode->parked, flagged->flagged (flag)
      parked: foundOne->verifying, foundTwo->choosing, foundNone->choosing
      choosing: asked->seeking (search), chose->verifying, wentBack->seeking, scan->choosing, badScan->choosing, flagged->flagged (flag)
      verifying: agreed->scanning (releaseHeldLink), wentBack->seeking, scan->verifying, badScan->verifying, flagged->flagged (flag)
      scanning: wentBack->verifying, scan->imaging (checkBarcode), badScan->stopped, keptScanDropped->scanning, flagged->flagged (flag)
      stopped: wentBack->verifying, scan->imaging (checkBarcode), keptScanDropped->scanning, flagged->flagged (flag)
      imaging: wentBack->scanning, badScan->stopped, barcodeIsFree->imaging, barcodeIsNotFree->stopped, shot->imaging, anotherShot->imaging, unreadShot->imaging, flagged->flagged (flag)
      queued: nothing more happens
      flagged: nothing more happens"
    `);
  });
});
