/** A clash of two values as a case for the experts: nothing of either is lost. */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { say } from '../strings/say.ts';

type Made = Pick<ExpertCase, 'id' | 'madeAt' | 'madeBy'>;

export function clashOf(
  { edit, seen, occid }: OutboxEntry,
  theirs: string | null,
  formerStatus: string | null,
  made: Made,
): ExpertCase {
  const none = say('conflict.none');
  return {
    v: 1,
    ...made,
    reason: 'barcodeInUse',
    parts: [],
    note: say('conflict.note', { mine: edit.to ?? none, theirs: theirs ?? none }),
    typed: {
      accession: seen.accession ?? '',
      recordedBy: seen.recordedBy ?? '',
      recordNumber: seen.recordNumber ?? '',
      eventDate: seen.eventDate ?? '',
    },
    scanned: edit.to,
    occid,
    formerStatus,
  };
}
