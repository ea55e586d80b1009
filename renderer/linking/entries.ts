/** What Option 2 queues: a number, a merge, a flag with its case. */
import type { OutboxEntry, Seen } from '../../shared/outbox/outbox-entry.ts';
import { NOTHING_TYPED } from '../../shared/search/occurrence-query.ts';
import { asEntered, spellingsOf } from '../../shared/specimen/accession-number.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { LinkingEffect } from '../../shared/workflow/linking-event.ts';
import type { PictureRecord } from '../../shared/workflow/linking-task.ts';
import { HOLD_MS, mergeEntries, newEntry } from '../outbox/new-entry.ts';
import type { LinkingPorts } from './linking-ports.ts';

type Makes = Pick<LinkingPorts, 'newId' | 'now' | 'account' | 'profile'>;
type Effect<Name extends LinkingEffect['do']> = Extract<LinkingEffect, { do: Name }>;

/** The stage of every record of the work list, as the portal stores it. */
const UNPROCESSED = 'unprocessed';

/**
 * The portal keeps it in its second store of numbers, without a name, as its own form does. Nobody else bore it when it was
 * entered, and nobody else may when it is sent.
 */
export function numberEntry(ports: Makes, { picture, number }: Effect<'queueNumber'>): OutboxEntry {
  return {
    ...newEntry(ports, aboutPicture(picture)),
    why: 'link',
    change: {
      kind: 'addIdentifier',
      occid: picture.occid,
      identifier: { name: '', value: asEntered(number) ?? number },
      aloneAs: [...spellingsOf(number, ports.profile.accession)],
    },
    holdUntil: ports.now() + HOLD_MS,
  };
}

export const mergeOf = (
  ports: Makes,
  { occurrence, number, shown }: Effect<'queueMerge'>,
): readonly [OutboxEntry, ...OutboxEntry[]] => {
  const { collid, recordedBy, recordNumber, eventDate, scientificName } = occurrence;
  return mergeEntries(ports, shown, {
    collid,
    seen: { accession: number, recordedBy, recordNumber, eventDate, scientificName },
  });
};

export function flagEntry(ports: Makes, { picture }: Effect<'flag'>): OutboxEntry {
  const edit = { term: 'processingStatus', from: UNPROCESSED, to: ports.profile.expertRequired } as const;
  return {
    ...newEntry(ports, aboutPicture(picture)),
    why: 'flag',
    change: { kind: 'setField', occid: picture.occid, edit },
  };
}

export const caseOf = (ports: Makes, { flag, picture, number }: Effect<'flag'>): ExpertCase => ({
  v: 1,
  id: ports.newId(),
  reason: flag.reason,
  parts: [...flag.parts],
  note: flag.note,
  typed: { ...NOTHING_TYPED, accession: number },
  scanned: picture.catalogNumber,
  occid: picture.occid,
  formerStatus: UNPROCESSED,
  madeAt: ports.now(),
  madeBy: ports.account(),
});

/** People know such a record by its barcode. */
function aboutPicture({ collid, catalogNumber, occid }: PictureRecord): {
  readonly collid: number;
  readonly seen: Seen;
} {
  const nothing = { recordedBy: null, recordNumber: null, eventDate: null, scientificName: null };
  return { collid, seen: { accession: catalogNumber ?? String(occid), ...nothing } };
}
