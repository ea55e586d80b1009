/** What the linking room shows. */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';

/** What became of the picture before this one. */
export type LinkEnded =
  | {
      readonly is: 'numbered' | 'merged';
      readonly entry: OutboxEntry;
      readonly number: string;
      readonly barcode: string;
      /** Null until the journal has answered. */
      readonly savedAt: number | null;
      readonly trouble: string | null;
    }
  | { readonly is: 'flagged' | 'parked' | 'undone'; readonly barcode: string }
  | { readonly is: 'cannotUndo'; readonly why: string };

export interface LinkView {
  /** Null where nothing can be worked on. */
  readonly task: LinkingTask | null;
  /** What stands in the field. */
  readonly draft: string;
  readonly ended: LinkEnded | null;
  /** Why the last wish came to nothing. */
  readonly trouble: string | null;
  /** When the step changed last: a routine key within a moment of it was meant for the step before. */
  readonly changedAt: number;
  readonly isFlagging: boolean;
}

export const EMPTY: LinkView = {
  ...{ task: null, draft: '', ended: null, trouble: null, changedAt: 0, isFlagging: false },
};

export const barcodeOf = ({ picture }: LinkingTask): string => picture.catalogNumber ?? '';
