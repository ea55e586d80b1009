import { assertNever } from '../base/assert-never.ts';
import type { CatalogNumber } from '../specimen/catalog-number.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import { NOTHING_TYPED } from '../search/occurrence-query.ts';
import type { ImagingEffect, ImagingEvent } from './imaging-event.ts';
import type { ImagingTask, Question, TaskAt } from './imaging-task.ts';

export interface Advance {
  readonly task: ImagingTask;
  readonly effects: readonly ImagingEffect[];
}

const go = (task: ImagingTask, ...effects: readonly ImagingEffect[]): Advance => ({ task, effects });

/** A bench that waits for its next specimen. */
export function newTask(id: string, startedAt: number): TaskAt<'seeking'> {
  return { v: 1, step: 'seeking', id, startedAt, words: NOTHING_TYPED, kept: null, isAsking: false, refused: null };
}

/**
 * Option 1, "Add catalog (barcode) numbers to occurrence records while imaging", as data:
 *
 *   seeking -> choosing -> verifying -> scanning -> imaging -> queued        flagged: from every open step
 *      |  ^-------'            ^-----------'  `-> stopped -'
 *      `-> parking -> parked -> (portal answers) choosing
 *
 * An event that means nothing in a step leaves the task as it is, without effects.
 */
export function advance(task: ImagingTask, event: ImagingEvent): Advance {
  if (event.type === 'flagged') return flag(task, event);
  switch (task.step) {
    case 'seeking':
      return whileSeeking(task, event);
    case 'parking':
      return whileParking(task, event);
    case 'parked':
      return event.type === 'found' ? go(choosing(task, event)) : go(task);
    case 'choosing':
      return whileChoosing(task, event);
    case 'verifying':
      return whileVerifying(task, event);
    case 'scanning':
    case 'stopped':
      return whileScanning(task, event);
    case 'imaging':
      return whileImaging(task, event);
    case 'queued':
    case 'flagged':
      return go(task);
    default:
      return assertNever(task);
  }
}

/** Steps that still wait for their operator. */
export const isOpen = (task: ImagingTask): boolean => task.step !== 'queued' && task.step !== 'flagged';

type Event<Type extends ImagingEvent['type']> = Extract<ImagingEvent, { type: Type }>;

function whileSeeking(task: TaskAt<'seeking'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'asked':
      return go(
        { ...task, words: event.words, isAsking: true, refused: null },
        { do: 'search', words: event.words, by: event.by },
      );
    case 'found':
      return task.isAsking ? go(choosing(task, event)) : go(task);
    case 'searchFailed':
      return whenSearchFailed(task, event.isOutOfReach);
    case 'barcodeRead':
      return keep(task, event);
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    case 'wentBack':
      return go({ ...task, isAsking: false });
    default:
      return go(task);
  }
}

function whenSearchFailed(task: TaskAt<'seeking'>, isOutOfReach: boolean): Advance {
  if (!task.isAsking) return go(task);
  if (!isOutOfReach) return go({ ...task, isAsking: false });
  return go({ ...sheetOf(task), step: 'parking' });
}

function whileParking(task: TaskAt<'parking'>, event: ImagingEvent): Advance {
  if (event.type === 'wentBack') return go({ ...sheetOf(task), step: 'seeking', isAsking: false });
  if (event.type === 'found') return go(choosing(task, event));
  if (event.type === 'parkedWithoutBarcode') return go({ ...task, kept: null, step: 'parked', parkedAt: event.at });
  if (event.type === 'keptScanDropped') return go({ ...task, kept: null, refused: null });
  if (event.type === 'keptScanConfirmed')
    return task.kept ? go({ ...task, step: 'parked', parkedAt: event.at }) : go(task);
  if (event.type !== 'barcodeRead') return go(task);
  if (!event.check.ok) return keep(task, event);
  const kept = { catalogNumber: event.check.catalogNumber, at: event.at };
  return go({ ...task, kept, step: 'parked', parkedAt: event.at });
}

/** One hit goes straight to the comparison; several force a choice; none shows what to try. */
function choosing(task: TaskAt<'seeking' | 'parking' | 'parked'>, event: Event<'found'>): ImagingTask {
  const { source, lookedFor } = event;
  const found = { ...sheetOf(task), source, lookedFor: [...lookedFor], candidates: copyOf(event.candidates) };
  const only = found.candidates.length === 1 ? found.candidates[0] : undefined;
  return only ? { ...found, step: 'verifying', occurrence: only } : { ...found, step: 'choosing' };
}

function whileChoosing(task: TaskAt<'choosing'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'chose': {
      const occurrence = task.candidates.find(({ occid }) => occid === event.occid);
      return occurrence ? go({ ...task, step: 'verifying', occurrence }) : go(task);
    }
    case 'asked':
      return whileSeeking(seekingAgain(task), event);
    case 'wentBack':
      return go(seekingAgain(task));
    case 'barcodeRead':
      return keep(task, event);
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    default:
      return go(task);
  }
}

function whileVerifying(task: TaskAt<'verifying'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'agreed':
      return go({ ...task, step: 'scanning' }, { do: 'releaseHeldLink' });
    case 'wentBack':
      return go(backToChoosing(task));
    case 'barcodeRead':
      return keep(task, event);
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    default:
      return go(task);
  }
}

function whileScanning(task: TaskAt<'scanning' | 'stopped'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'barcodeRead':
      return event.check.ok
        ? accept(task, event.check.catalogNumber)
        : go(stopped(task, event.check.text, { is: 'refused', refusal: event.check.refusal }));
    case 'keptScanConfirmed':
      return task.step === 'scanning' && task.kept ? accept(task, task.kept.catalogNumber) : go(task);
    case 'keptScanDropped':
      return go({ ...withoutQuestion(task), kept: null });
    case 'wentBack':
      return go({ ...withoutQuestion(task), step: 'verifying' });
    default:
      return go(task);
  }
}

function accept(task: TaskAt<'scanning' | 'stopped'>, catalogNumber: CatalogNumber): Advance {
  const { occurrence } = task;
  if (occurrence.catalogNumber === catalogNumber) return go(stopped(task, catalogNumber, { is: 'alreadyLinked' }));
  if (occurrence.catalogNumber !== null)
    return go(stopped(task, catalogNumber, { is: 'recordHasBarcode', barcode: occurrence.catalogNumber }));
  return go(
    { ...withoutQuestion(task), kept: null, step: 'imaging', catalogNumber, isChecked: false },
    { do: 'checkBarcode', catalogNumber, occurrence },
  );
}

function whileImaging(task: TaskAt<'imaging'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'barcodeIsFree':
      return go({ ...task, isChecked: true });
    case 'barcodeIsNotFree':
      return go(stopped(task, task.catalogNumber, event.question));
    case 'pictureSkipped': {
      const { occurrence, catalogNumber, words } = task;
      return task.isChecked
        ? go(queued(task, event.at), { do: 'queueLink', catalogNumber, occurrence, words })
        : go(task);
    }
    case 'barcodeRead':
      return anotherScan(task, event);
    case 'wentBack':
      return go(scanningAgain(task));
    default:
      return go(task);
  }
}

/** A second sticker while the first is being checked: neither is taken unseen. */
function anotherScan(task: TaskAt<'imaging'>, { check, at }: Event<'barcodeRead'>): Advance {
  if (!check.ok) return go(stopped(task, check.text, { is: 'refused', refusal: check.refusal }));
  if (check.catalogNumber === task.catalogNumber) return go(task);
  return go({ ...scanningAgain(task), kept: { catalogNumber: check.catalogNumber, at } });
}

function flag(task: ImagingTask, event: Event<'flagged'>): Advance {
  if (!isOpen(task) || task.step === 'parked') return go(task);
  const { words } = task;
  const occurrence = 'occurrence' in task ? task.occurrence : null;
  return go(
    { ...sheetOf(task), kept: null, step: 'flagged', reason: event.flag.reason, endedAt: event.at },
    { do: 'flag', flag: event.flag, occurrence, words, scanned: scannedOf(task) },
  );
}

function scannedOf(task: ImagingTask): string | null {
  if (task.step === 'stopped') return task.scanned;
  if (task.step === 'imaging') return task.catalogNumber;
  return task.kept?.catalogNumber ?? null;
}

/** A barcode scanned before its step is kept and offered when the step comes; one that does not fit is refused at once. */
function keep(
  task: TaskAt<'seeking' | 'parking' | 'choosing' | 'verifying'>,
  { check, at }: Event<'barcodeRead'>,
): Advance {
  if (check.ok) return go({ ...task, kept: { catalogNumber: check.catalogNumber, at }, refused: null });
  return go({ ...task, refused: { text: check.text, refusal: check.refusal } });
}

const seekingAgain = (task: TaskAt<'choosing' | 'verifying'>): TaskAt<'seeking'> => ({
  ...sheetOf(task),
  step: 'seeking',
  isAsking: false,
});

function backToChoosing(task: TaskAt<'verifying'>): ImagingTask {
  if (task.candidates.length < 2) return seekingAgain(task);
  const { source, lookedFor, candidates } = task;
  return { ...sheetOf(task), source, lookedFor, candidates, step: 'choosing' };
}

const copyOf = (occurrences: readonly Occurrence[]) =>
  occurrences.map(one => ({ ...one, otherCatalogNumbers: [...one.otherCatalogNumbers] }));

function stopped(
  task: TaskAt<'scanning' | 'stopped' | 'imaging'>,
  scanned: string,
  question: Question,
): TaskAt<'stopped'> {
  return { ...chosenOf(task), kept: null, step: 'stopped', scanned, question };
}

const withoutQuestion = (task: TaskAt<'scanning' | 'stopped'>): TaskAt<'scanning'> => ({
  ...chosenOf(task),
  step: 'scanning',
});
const scanningAgain = (task: TaskAt<'imaging'>): TaskAt<'scanning'> => ({ ...chosenOf(task), step: 'scanning' });

function queued(task: TaskAt<'imaging'>, endedAt: number): TaskAt<'queued'> {
  return { ...chosenOf(task), step: 'queued', catalogNumber: task.catalogNumber, endedAt };
}

function chosenOf(task: TaskAt<'scanning' | 'stopped' | 'imaging'>) {
  const { source, lookedFor, candidates, occurrence } = task;
  return { ...sheetOf(task), source, lookedFor, candidates, occurrence };
}

/** What belongs to the sheet whatever the step. */
function sheetOf({ v, id, startedAt, words, kept }: ImagingTask) {
  return { v, id, startedAt, words, kept, refused: null };
}
