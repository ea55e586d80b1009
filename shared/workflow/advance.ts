/** What every step of Option 1 shares. */
import type { Occurrence } from '../specimen/occurrence.ts';
import type { ImagingEffect, ImagingEvent } from './imaging-event.ts';
import type { ImagingTask } from './imaging-task.ts';

export interface Advance {
  readonly task: ImagingTask;
  readonly effects: readonly ImagingEffect[];
}

export type Event<Type extends ImagingEvent['type']> = Extract<ImagingEvent, { type: Type }>;

export const go = (task: ImagingTask, ...effects: readonly ImagingEffect[]): Advance => ({ task, effects });

/** What belongs to the sheet whatever the step. */
export function sheetOf({ v, id, startedAt, words, kept }: ImagingTask) {
  return { v, id, startedAt, words, kept, refused: null };
}

export const copyOf = (occurrences: readonly Occurrence[]) =>
  occurrences.map(one => ({ ...one, otherCatalogNumbers: [...one.otherCatalogNumbers] }));
