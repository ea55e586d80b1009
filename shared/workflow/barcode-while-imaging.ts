import { assertNever } from '../base/assert-never.ts';
import { NOTHING_TYPED } from '../search/occurrence-query.ts';
import { go, sheetOf, type Advance, type Event } from './advance.ts';
import { choosing, whileChoosing, whileParking, whileSeeking, whileVerifying } from './find-record.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { ImagingTask, TaskAt } from './imaging-task.ts';
import { whileImaging, whileScanning, withoutSheet } from './join-barcode.ts';

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

function flag(task: ImagingTask, event: Event<'flagged'>): Advance {
  if (!isOpen(task) || task.step === 'parked') return go(task);
  const { words } = task;
  const occurrence = 'occurrence' in task ? task.occurrence : null;
  return go(
    { ...sheetOf(task), kept: null, step: 'flagged', reason: event.flag.reason, endedAt: event.at },
    { do: 'flag', flag: event.flag, occurrence, words, scanned: scannedOf(task) },
    ...(task.step === 'imaging' ? withoutSheet(task) : []),
  );
}

function scannedOf(task: ImagingTask): string | null {
  if (task.step === 'stopped') return task.scanned;
  if (task.step === 'imaging') return task.catalogNumber;
  return task.kept?.catalogNumber ?? task.refused?.text ?? null;
}
