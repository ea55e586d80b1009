/** The entry that carries a picture to the record it belongs to, in place of the one that was taken back. */
import type { OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import type { MovedPicture } from './day-lines.ts';

const NOTHING_SEEN = { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null };
/** Of a portal's 30 characters the ending takes four. */
const LONGEST_NAME = 26;

/** Undefined where the right record is not known: then a person finds it. */
export function movedEntry(
  before: OutboxEntry,
  { to, name, entry }: MovedPicture,
  now: number,
): OutboxEntry | undefined {
  const { change } = before;
  if (change.kind !== 'attachImage' || !entry || to?.occid === undefined || to.occid === null) return undefined;
  const ending = change.image.mime === 'image/png' ? 'png' : 'jpg';
  const image = { ...change.image, name: `${name ?? plain(to.catalogNumber)}.${ending}` };
  return {
    ...before,
    ...{ id: entry.now, change: { ...change, occid: to.occid, image }, seen: NOTHING_SEEN },
    ...{ madeAt: now, holdUntil: null, undoes: null, after: null },
  };
}

const plain = (catalogNumber: string): string => catalogNumber.replace(/[^A-Za-z0-9_-]/g, '-').slice(-LONGEST_NAME);
