/** Events and tasks of Option 1 for tests: one of each kind, and a task in each step. */
import { checkCatalogNumber } from '../specimen/catalog-number.ts';
import { aRecord, idOf } from '../outbox/builders.ts';
import { anOccurrence } from '../specimen/builders.ts';
import { advance, newTask } from './barcode-while-imaging.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { ImagingTask, Step } from './imaging-task.ts';
import type { TaskShot } from './shot.ts';

export const words = { accession: '1499', recordedBy: '', recordNumber: '', eventDate: '' };
export const fromPortal = { from: 'portal' } as const;
export const scan = (text: string): ImagingEvent => ({
  type: 'barcodeRead',
  check: checkCatalogNumber(text, { prefix: 'VASC', digits: 7 }),
  at: 5,
  by: 'serial',
  stamp: '',
});
export const found = (...candidates: ReturnType<typeof anOccurrence>[]): ImagingEvent => ({
  type: 'found',
  candidates,
  lookedFor: ['1499'],
  source: fromPortal,
});

export const aShot = (nth: number): TaskShot => ({
  id: idOf(nth),
  image: { sha256: String(nth).padStart(64, '0'), bytes: 9, mime: 'image/jpeg', name: `VASC0104327_${nth}.jpg` },
  ...{ read: [], isConfirmed: false },
});
const unread: ImagingEvent = { type: 'shotArrived', shot: { ...aShot(1), read: null } };
const readAs = (...numbers: string[]): ImagingEvent => ({ type: 'shotRead', shotId: idOf(1), numbers, at: 8 });

export const EVENTS: Readonly<Record<string, ImagingEvent>> = {
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

export const happen = (...names: (keyof typeof EVENTS)[]): ImagingTask => follow(newTask('t', 0), ...names).task;

export function follow(start: ImagingTask, ...names: (keyof typeof EVENTS)[]) {
  let task = start;
  const effects: string[] = [];
  for (const name of names) {
    const next = advance(task, EVENTS[name] as ImagingEvent);
    task = next.task;
    effects.push(...next.effects.map(effect => effect.do));
  }
  return { task, effects };
}

export const AT: Readonly<Record<Step, ImagingTask>> = {
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
