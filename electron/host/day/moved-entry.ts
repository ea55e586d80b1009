/** The entry that carries a picture to the record it belongs to takes the place of the one that waited. */
import type { OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import { occidOf } from '../../../shared/portal/change.ts';
import type { DayBookPorts } from './day-book.ts';
import type { MovedPicture } from './day-lines.ts';

const NOTHING_SEEN = { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null };
/** Of a portal's 30 characters the ending takes four. */
const LONGEST_NAME = 26;

/** `late`: it had left already. `later`: it could not be kept just now. */
export async function exchangeEntries(
  ports: Pick<DayBookPorts, 'now' | 'entry' | 'withdraw' | 'queue' | 'lastLinkTo'>,
  move: MovedPicture,
  by: string,
): Promise<'done' | 'late' | 'later'> {
  const { entry } = move;
  const queued = entry ? ports.entry(entry.before) : undefined;
  if (!entry || !queued || ports.entry(entry.now)) return 'done';
  if (queued.delivery.is !== 'withdrawn') {
    const withdrawn = await ports.withdraw(entry.before, by);
    if (!withdrawn.ok) return withdrawn.failure.kind === 'tooLate' ? 'late' : 'later';
  }
  const link = move.to && ports.lastLinkTo(move.to.catalogNumber);
  // Subtle: what is carried on after a crash may be a link by then that was taken back, or that gives the number to another record.
  if (link && (link.isGone || occidOf(link.entry.change) !== move.to?.occid)) return 'done';
  const next = movedEntry(queued.entry, move, { madeAt: ports.now(), after: link?.entry.id ?? null });
  return !next || (await ports.queue(next)).ok ? 'done' : 'later';
}

/** Undefined where the right record is not known: then a person finds it. It follows the link of its specimen, as a shot of the bench does. */
function movedEntry(
  before: OutboxEntry,
  { to, name, entry }: MovedPicture,
  when: Pick<OutboxEntry, 'madeAt' | 'after'>,
): OutboxEntry | undefined {
  const { change } = before;
  if (change.kind !== 'attachImage' || !entry || to?.occid === undefined || to.occid === null) return undefined;
  const ending = change.image.mime === 'image/png' ? 'png' : 'jpg';
  const image = { ...change.image, name: `${name ?? plain(to.catalogNumber)}.${ending}` };
  return {
    ...before,
    ...{ id: entry.now, change: { ...change, occid: to.occid, image }, seen: NOTHING_SEEN },
    ...{ holdUntil: null, undoes: null, ...when },
  };
}

const plain = (catalogNumber: string): string => catalogNumber.replace(/[^A-Za-z0-9_-]/g, '-').slice(-LONGEST_NAME);
