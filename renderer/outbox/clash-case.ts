/** A clash of two values as a case for the experts: nothing of either is lost. */
import { catalogNumberOf, editOf, occidOf } from '../../shared/portal/change.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { say } from '../strings/say.ts';

type Made = Pick<ExpertCase, 'id' | 'madeAt' | 'madeBy'>;

export function clashOf(
  { change, seen }: OutboxEntry,
  theirs: string | null,
  formerStatus: string | null,
  made: Made,
): ExpertCase {
  const none = say('conflict.none');
  const mine = editOf(change)?.to ?? null;
  return {
    v: 1,
    ...made,
    reason: 'barcodeInUse',
    parts: [],
    note: say('conflict.note', { mine: mine ?? none, theirs: theirs ?? none }),
    typed: {
      accession: seen.accession ?? '',
      recordedBy: seen.recordedBy ?? '',
      recordNumber: seen.recordNumber ?? '',
      eventDate: seen.eventDate ?? '',
    },
    scanned: catalogNumberOf(change),
    occid: occidOf(change) ?? null,
    formerStatus,
  };
}
