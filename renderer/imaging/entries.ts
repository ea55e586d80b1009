/** What the bench queues: a link, a flag, a case for the experts. */
import type { OutboxEntry, Seen } from '../../shared/outbox/outbox-entry.ts';
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { ImagingEffect } from '../../shared/workflow/imaging-event.ts';
import { HOLD_MS, mergeEntries, newEntry } from '../outbox/new-entry.ts';
import type { BenchPorts } from './bench-ports.ts';

/** Whether an effect queues something, so that the task is kept together with it. */
export const isKeptWithEntry = ({ do: act }: ImagingEffect): boolean =>
  act === 'queueLink' || act === 'queueMerge' || act === 'flag';

type Makes = Pick<BenchPorts, 'newId' | 'now' | 'account' | 'profile'>;

export function linkOf(
  ports: Makes,
  { occurrence, catalogNumber, words }: Extract<ImagingEffect, { do: 'queueLink' }>,
): OutboxEntry {
  const edit = { term: 'catalogNumber', from: occurrence.catalogNumber, to: catalogNumber } as const;
  const about = entryAbout(ports, occurrence, words);
  return {
    ...about,
    why: 'link',
    change: { kind: 'setField', occid: occurrence.occid, edit },
    holdUntil: ports.now() + HOLD_MS,
  };
}

/** The specimen's pictures, each to follow the link: none goes to a record that was not linked. */
export function imagesOf(
  ports: Makes,
  { occurrence, words, shots }: Extract<ImagingEffect, { do: 'queueLink' }>,
  link: OutboxEntry,
): readonly OutboxEntry[] {
  return shots.flatMap(({ image }) => {
    if (!image) return [];
    const change = { kind: 'attachImage', occid: occurrence.occid, image } as const;
    return [{ ...entryAbout(ports, occurrence, words), why: 'image', change, after: link.id } as const];
  });
}

/** The merge, and behind it the change that mends what the portal spoils by it. */
export const mergesOf = (
  ports: Makes,
  { occurrence, shown, words }: Extract<ImagingEffect, { do: 'queueMerge' }>,
): readonly [OutboxEntry, ...OutboxEntry[]] =>
  mergeEntries(ports, shown, { collid: occurrence.collid, seen: seenOf(occurrence, words) });

/** Undefined where no record was found, or where it is with the experts already. */
export function flagEntryOf(
  ports: Makes,
  { occurrence, words }: Extract<ImagingEffect, { do: 'flag' }>,
): OutboxEntry | undefined {
  const to = ports.profile.expertRequired;
  if (!occurrence || isSameValue(occurrence.processingStatus, to)) return undefined;
  return {
    ...entryAbout(ports, occurrence, words),
    why: 'flag',
    change: {
      kind: 'setField',
      occid: occurrence.occid,
      edit: { term: 'processingStatus', from: occurrence.processingStatus, to },
    },
  };
}

export function caseOf(
  ports: Makes,
  { flag, occurrence, words, scanned }: Extract<ImagingEffect, { do: 'flag' }>,
): ExpertCase {
  return {
    v: 1,
    id: ports.newId(),
    reason: flag.reason,
    parts: [...flag.parts],
    note: flag.note,
    typed: words,
    scanned,
    occid: occurrence?.occid ?? null,
    formerStatus: occurrence?.processingStatus ?? null,
    madeAt: ports.now(),
    madeBy: ports.account(),
  };
}

const entryAbout = (ports: Makes, occurrence: Occurrence, words: SheetWords): Omit<OutboxEntry, 'why' | 'change'> =>
  newEntry(ports, { collid: occurrence.collid, seen: seenOf(occurrence, words) });

function seenOf(
  { recordedBy, recordNumber, eventDate, scientificName, otherCatalogNumbers }: Occurrence,
  words: SheetWords,
): Seen {
  const accession = words.accession.trim() || otherCatalogNumbers[0] || null;
  return { accession, recordedBy, recordNumber, eventDate, scientificName };
}
