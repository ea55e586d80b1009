/** From the stamp to the one record that was compared: seeking, parking, choosing, verifying. */
import { copyOf, go, sheetOf, type Advance, type Event } from './advance.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { SheetWords } from '../search/occurrence-query.ts';
import type { ImagingTask, KeptScan, Question, TaskAt } from './imaging-task.ts';

export function whileSeeking(task: TaskAt<'seeking'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'asked':
      return go(
        { ...task, words: event.words, kept: keptFor(task.kept, event.words), isAsking: true, refused: null },
        { do: 'search', words: event.words, by: event.by },
      );
    case 'found':
      return task.isAsking ? go(choosing(task, event)) : go(task);
    case 'searchFailed':
      return whenSearchFailed(task, event.isOutOfReach);
    case 'barcodeRead':
      return go(keep(task, event));
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    case 'wentBack':
      return go({ ...task, isAsking: false });
    default:
      return go(task);
  }
}

/** A scan kept for one stamp does not move on to another: that is another sheet, or a slip, and is scanned anew. */
function keptFor(kept: KeptScan | null, { accession }: SheetWords): KeptScan | null {
  if (!kept || accession === '') return kept;
  return kept.stamp === '' || kept.stamp === accession ? { ...kept, stamp: accession } : null;
}

function whenSearchFailed(task: TaskAt<'seeking'>, isOutOfReach: boolean): Advance {
  if (!task.isAsking) return go(task);
  if (!isOutOfReach) return go({ ...task, isAsking: false });
  return go({ ...sheetOf(task), step: 'parking' });
}

/** A sticker parks its sheet once no other sheet on this station has it; what the portal knows is asked at the comparison. */
export function whileParking(task: TaskAt<'parking'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'found':
      return go(choosing(task, event));
    case 'barcodeRead':
      return event.check.ok ? checkKept(keep(task, event)) : go(keep(task, event));
    case 'keptScanConfirmed':
      return checkKept(task);
    case 'barcodeIsFree':
      return task.kept ? go({ ...task, step: 'parked', parkedAt: event.at }) : go(task);
    case 'barcodeIsNotFree':
      return go(withoutTaken(task, event.question));
    case 'parkedWithoutBarcode':
      return go({ ...task, kept: null, step: 'parked', parkedAt: event.at });
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    case 'wentBack':
      return go({ ...sheetOf(task), step: 'seeking', isAsking: false });
    default:
      return go(task);
  }
}

function checkKept(task: TaskAt<'parking'>): Advance {
  return task.kept
    ? go(task, { do: 'checkBarcode', catalogNumber: task.kept.catalogNumber, occurrence: null })
    : go(task);
}

function withoutTaken(task: TaskAt<'parking'>, question: Question): TaskAt<'parking'> {
  return task.kept ? { ...task, kept: null, refused: { text: task.kept.catalogNumber, question } } : task;
}

/** One hit goes straight to the comparison; several force a choice; none shows what to try. */
export function choosing(task: TaskAt<'seeking' | 'parking' | 'parked'>, event: Event<'found'>): ImagingTask {
  const { source, lookedFor } = event;
  const found = { ...sheetOf(task), source, lookedFor: [...lookedFor], candidates: copyOf(event.candidates) };
  const only = found.candidates.length === 1 ? found.candidates[0] : undefined;
  return only ? { ...found, step: 'verifying', occurrence: only } : { ...found, step: 'choosing' };
}

export function whileChoosing(task: TaskAt<'choosing'>, event: ImagingEvent): Advance {
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
      return go(keep(task, event));
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    default:
      return go(task);
  }
}

export function whileVerifying(task: TaskAt<'verifying'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'agreed':
      return go({ ...task, step: 'scanning' }, { do: 'releaseHeldLink' });
    case 'wentBack':
      return go(backToChoosing(task));
    case 'barcodeRead':
      return go(keep(task, event));
    case 'keptScanDropped':
      return go({ ...task, kept: null, refused: null });
    default:
      return go(task);
  }
}

type BeforeScanning = TaskAt<'seeking' | 'parking' | 'choosing' | 'verifying'>;

/** A barcode scanned before its step is kept and offered when the step comes; one that does not fit is refused at once. */
function keep<Task extends BeforeScanning>(task: Task, { check, at, by, stamp }: Event<'barcodeRead'>): Task {
  return check.ok
    ? { ...task, kept: { catalogNumber: check.catalogNumber, at, by, stamp }, refused: null }
    : { ...task, refused: { text: check.text, question: { is: 'refused', refusal: check.refusal } } };
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
