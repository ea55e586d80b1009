/** From the compared record to the queued link: scanning, stopped, imaging. */
import type { CatalogNumber } from '../specimen/catalog-number.ts';
import { go, sheetOf, type Advance, type Event } from './advance.ts';
import type { ImagingEffect, ImagingEvent } from './imaging-event.ts';
import type { Question, TaskAt } from './imaging-task.ts';
import { showsAnother, type TaskShot } from './shot.ts';

export function whileScanning(task: TaskAt<'scanning' | 'stopped'>, event: ImagingEvent): Advance {
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
    case 'mergeConfirmed':
      return task.step === 'stopped' ? merged(task, event) : go(task);
    default:
      return go(task);
  }
}

/** Only the very record that the stop named, into the very record of the sheet. */
function merged(task: TaskAt<'stopped'>, { shown, at }: Event<'mergeConfirmed'>): Advance {
  const { question, occurrence, words } = task;
  const holder = question.is === 'inUse' && question.where === 'portal' ? question.holder : null;
  const catalogNumber = holder?.catalogNumber as CatalogNumber | null | undefined;
  const isAsked = holder?.occid === shown.source.occid && occurrence.occid === shown.target.occid;
  if (!isAsked || !catalogNumber) return go(task);
  return go(queued(task, catalogNumber, at), { do: 'queueMerge', catalogNumber, occurrence, words, shown });
}

function accept(task: TaskAt<'scanning' | 'stopped'>, catalogNumber: CatalogNumber): Advance {
  const { occurrence } = task;
  if (occurrence.catalogNumber === catalogNumber) return go(stopped(task, catalogNumber, { is: 'alreadyLinked' }));
  if (occurrence.catalogNumber !== null)
    return go(stopped(task, catalogNumber, { is: 'recordHasBarcode', barcode: occurrence.catalogNumber }));
  return go(
    {
      ...withoutQuestion(task),
      kept: null,
      step: 'imaging',
      catalogNumber,
      isChecked: false,
      shots: [],
      wantsOn: false,
    },
    { do: 'checkBarcode', catalogNumber, occurrence },
  );
}

export function whileImaging(task: TaskAt<'imaging'>, event: ImagingEvent): Advance {
  switch (event.type) {
    case 'barcodeIsFree':
      return go({ ...task, isChecked: true });
    case 'barcodeIsNotFree':
      return go(stopped(task, task.catalogNumber, event.question), ...withoutSheet(task));
    case 'shotArrived':
      return go(
        task.shots.some(({ id }) => id === event.shot.id) ? task : withShots(task, [...task.shots, event.shot]),
      );
    case 'shotRead':
      return noteReading(task, event);
    case 'shotsConfirmed':
      return go(
        withShots(
          task,
          task.shots.map(shot => (showsAnother(shot, task.catalogNumber) ? { ...shot, isConfirmed: true } : shot)),
        ),
      );
    case 'lastShotTakenBack':
      return withoutLastShot(task);
    case 'picturesTaken':
      return task.shots.length > 0 ? linkOnceRead(task, event.at) : go(task);
    case 'pictureSkipped':
      return task.shots.length === 0 ? link(task, event.at) : go(task);
    case 'barcodeRead':
      return anotherScan(task, event);
    case 'wentBack':
      return go(scanningAgain(task), ...withoutSheet(task));
    default:
      return go(task);
  }
}

/** The number that was read on a picture in place of the specimen's own: nothing is saved before a person has looked. */
export const doubtAbout = ({ shots, catalogNumber }: TaskAt<'imaging'>): string | undefined =>
  shots.map(shot => showsAnother(shot, catalogNumber)).find(number => number !== undefined);

/** Whether the barcodes on some of its pictures are not known yet. */
export const isBeingRead = ({ shots }: TaskAt<'imaging'>): boolean => shots.some(({ read }) => read === null);

function noteReading(task: TaskAt<'imaging'>, { shotId, numbers, at }: Event<'shotRead'>): Advance {
  if (!task.shots.some(({ id, read }) => id === shotId && read === null)) return go(task);
  const shots = task.shots.map(shot => (shot.id === shotId ? { ...shot, read: [...numbers] } : shot));
  const read = { ...task, shots };
  return task.wantsOn ? linkOnceRead(read, at) : go(read);
}

/** Subtle: a wish to go on is no answer to a doubt that was not seen yet. */
function linkOnceRead(task: TaskAt<'imaging'>, at: number): Advance {
  if (!task.isChecked || doubtAbout(task) !== undefined) return go({ ...task, wantsOn: false });
  return isBeingRead(task) ? go({ ...task, wantsOn: true }) : link(task, at);
}

function link(task: TaskAt<'imaging'>, at: number): Advance {
  const { occurrence, catalogNumber, words, shots } = task;
  if (!task.isChecked) return go(task);
  return go(queued(task, catalogNumber, at), { do: 'queueLink', catalogNumber, occurrence, words, shots });
}

const withShots = (task: TaskAt<'imaging'>, shots: readonly TaskShot[]): TaskAt<'imaging'> => ({
  ...task,
  shots: [...shots],
  wantsOn: false,
});

function withoutLastShot(task: TaskAt<'imaging'>): Advance {
  const last = task.shots.slice(-1);
  if (last.length === 0) return go(task);
  return go(withShots(task, task.shots.slice(0, -1)), { do: 'releaseShots', shots: last, to: 'setAside' });
}

/** Its number is not its own any more, so its pictures wait for a person. */
export function withoutSheet({ shots }: TaskAt<'imaging'>): readonly ImagingEffect[] {
  return shots.length > 0 ? [{ do: 'releaseShots', shots, to: 'waiting' }] : [];
}

/** A second sticker while the first is being checked: neither is taken unseen. */
function anotherScan(task: TaskAt<'imaging'>, { check, at, by, stamp }: Event<'barcodeRead'>): Advance {
  if (!check.ok) return go(stopped(task, check.text, { is: 'refused', refusal: check.refusal }), ...withoutSheet(task));
  if (check.catalogNumber === task.catalogNumber) return go(task);
  const kept = { catalogNumber: check.catalogNumber, at, by, stamp };
  return go({ ...scanningAgain(task), kept }, ...withoutSheet(task));
}

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

function queued(task: TaskAt<'imaging' | 'stopped'>, catalogNumber: CatalogNumber, endedAt: number): TaskAt<'queued'> {
  return { ...chosenOf(task), kept: null, step: 'queued', catalogNumber, endedAt };
}

function chosenOf(task: TaskAt<'scanning' | 'stopped' | 'imaging'>) {
  const { source, lookedFor, candidates, occurrence } = task;
  return { ...sheetOf(task), source, lookedFor, candidates, occurrence };
}
