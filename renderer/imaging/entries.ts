/** What the bench queues: a link, a flag, a case for the experts. */
import type { OutboxEntry, Seen } from '../../shared/outbox/outbox-entry.ts';
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { ImagingEffect } from '../../shared/workflow/imaging-event.ts';
import { mergeWish } from '../outbox/merge-wish.ts';
import type { BenchPorts } from './bench-ports.ts';

/** A link's time for second thoughts: until the next specimen is confirmed, or so long. */
export const HOLD_MS = 10_000;

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
export function mergesOf(
  ports: Makes,
  { occurrence, shown, words }: Extract<ImagingEffect, { do: 'queueMerge' }>,
): readonly [OutboxEntry, ...OutboxEntry[]] {
  const { merge, mend } = mergeWish(shown);
  const holdUntil = ports.now() + HOLD_MS;
  const first: OutboxEntry = { ...entryAbout(ports, occurrence, words), why: 'merge', change: merge, holdUntil };
  if (!mend) return [first];
  return [first, { ...entryAbout(ports, occurrence, words), why: 'merge', change: mend, after: first.id }];
}

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

function entryAbout(ports: Makes, occurrence: Occurrence, words: SheetWords): Omit<OutboxEntry, 'why' | 'change'> {
  return {
    v: 2,
    id: ports.newId(),
    collid: occurrence.collid,
    seen: seenOf(occurrence, words),
    account: ports.account(),
    madeAt: ports.now(),
    holdUntil: null,
    undoes: null,
    after: null,
  };
}

function seenOf(
  { recordedBy, recordNumber, eventDate, scientificName, otherCatalogNumbers }: Occurrence,
  words: SheetWords,
): Seen {
  const accession = words.accession.trim() || otherCatalogNumbers[0] || null;
  return { accession, recordedBy, recordNumber, eventDate, scientificName };
}
