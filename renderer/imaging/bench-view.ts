/** What the bench shows. */
import type { Result } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import type { CatalogNumber } from '../../shared/specimen/catalog-number.ts';
import type { ImagingEffect } from '../../shared/workflow/imaging-event.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import type { SheetAtCamera } from '../../shared/workflow/shot.ts';
import { sheetOf } from '../outbox/entry-words.ts';
import type { Both } from '../outbox/merge-wish.ts';
import type { TakenBack } from '../outbox/outbox-view.ts';
import { say, sayFailure } from '../strings/say.ts';

/** What became of the sheet before this one, for the confirmation. */
export type Ended =
  | {
      readonly is: 'linked';
      readonly entry: OutboxEntry;
      readonly number: string;
      readonly what: string;
      readonly about: string;
      readonly savedAt: number | null;
      readonly trouble: string | null;
    }
  | { readonly is: 'parked' | 'flagged'; readonly what: string }
  | { readonly is: 'undone' | 'undoQueued'; readonly number: string }
  | { readonly is: 'cannotUndo'; readonly why: string };

export interface BenchView {
  readonly task: ImagingTask;
  /** What stands in the four fields. */
  readonly draft: SheetWords;
  readonly ended: Ended | null;
  /** Why the last question brought nothing. */
  readonly trouble: 'tooLittle' | { readonly sentence: string } | null;
  /** When the step changed last; a routine key within a moment of it was meant for the step before. */
  readonly changedAt: number;
  readonly isFlagging: boolean;
  /** The two records of a merge that is being looked at. */
  readonly merging: Both | null;
}

/** The bench with this task on it: what belonged to another step or sheet is gone. */
export function showing(before: BenchView, task: ImagingTask, now: number): BenchView {
  const isSameStep = task.step === before.task.step;
  return {
    task,
    draft: task.step === 'seeking' && isSameStep ? before.draft : task.words,
    changedAt: isSameStep ? before.changedAt : now,
    ended: task.step === 'seeking' ? before.ended : null,
    trouble: null,
    merging: null,
    isFlagging: before.isFlagging && task.id === before.task.id && isSameStep,
  };
}

/** The sticker that is being checked. */
export function numberInHand(task: ImagingTask): CatalogNumber | undefined {
  if (task.step === 'imaging') return task.catalogNumber;
  return task.step === 'parking' ? task.kept?.catalogNumber : undefined;
}

/** Whether the next barcode is for the sheet at hand, and nothing stands before it. */
export const waitsForBarcode = ({ task, isFlagging, merging }: BenchView): boolean =>
  (task.step === 'scanning' || task.step === 'parking') && task.kept === null && !isFlagging && merging === null;
/** The sheet that waits for its picture. */
export const sheetAtCamera = (task: ImagingTask): SheetAtCamera | null =>
  task.step === 'imaging' ? { taskId: task.id, catalogNumber: task.catalogNumber } : null;

/** Whether the sheet has this shot and does not know yet which barcodes are on it. */
export const isUnread = (task: ImagingTask, shotId: string): boolean =>
  task.step === 'imaging' && task.shots.some(({ id, read }) => id === shotId && read === null);

/** What became of an undo. */
export function endedBy(taken: Result<TakenBack>, number: string): Ended {
  if (!taken.ok) return { is: 'cannotUndo', why: sayFailure(taken.failure) };
  if (taken.value === 'notOurs') return { is: 'cannotUndo', why: say('ended.notOurs') };
  return { is: taken.value === 'withdrawn' ? 'undone' : 'undoQueued', number };
}

type LinkMade = Extract<ImagingEffect, { do: 'queueLink' | 'queueMerge' }>;

/** A link that was just made, as it is said before it is kept. */
export function linkedBy(
  { catalogNumber, occurrence }: LinkMade,
  entry: OutboxEntry,
): Extract<Ended, { is: 'linked' }> {
  const about = [occurrence.recordedBy, occurrence.recordNumber].filter(Boolean).join(' ');
  const unsaved = { savedAt: null, trouble: null } as const;
  return { is: 'linked', entry, number: catalogNumber, what: sheetOf(entry), about, ...unsaved };
}
