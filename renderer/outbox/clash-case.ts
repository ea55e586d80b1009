/** A clash of two values as a case for the experts: nothing of either is lost. */
import { catalogNumberOf, editOf, occidOf } from '../../shared/portal/change.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { say } from '../strings/say.ts';

type Made = Pick<ExpertCase, 'id' | 'madeAt' | 'madeBy'>;

export function clashOf(
  { change, seen }: OutboxEntry,
  { theirs, holders }: { readonly theirs: string | null; readonly holders: readonly number[] },
  formerStatus: string | null,
  made: Made,
): ExpertCase {
  const none = say('conflict.none');
  const mine = change.kind === 'addIdentifier' ? change.identifier.value : (editOf(change)?.to ?? null);
  const both = say('conflict.note', { mine: mine ?? none, theirs: theirs ?? none });
  return {
    v: 1,
    ...made,
    reason: 'barcodeInUse',
    parts: [],
    note: holders.length === 0 ? both : `${both} ${say('conflict.holders', { occids: holders.join(', ') })}.`,
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
