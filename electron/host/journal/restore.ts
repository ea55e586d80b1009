/** What the mirror has and the first copy has lost, put back before anything is read. Only of one and the same journal. */
import { FIRST_HASH } from './journal-line.ts';
import type { JournalDisk } from './journal-disk.ts';
import type { SegmentBytes } from './replay.ts';
import { isStillborn, readHeader, readSegment, type SegmentReading } from './segment.ts';

/** Segments that count, in order: one whose making a power cut cut short does not. */
export async function readAll(disk: JournalDisk, from = 1): Promise<SegmentBytes[]> {
  const numbers = (await disk.segments()).filter(number => number >= from);
  const all = await Promise.all(numbers.map(async number => ({ number, bytes: await disk.read(number) })));
  return all.filter(({ bytes }, index) => index < all.length - 1 || !isStillborn(bytes));
}

const readFully = (bytes: Buffer, until?: string): SegmentReading =>
  readSegment(bytes, { offset: 0, lineNumber: 1, previous: readHeader(bytes)?.previous ?? FIRST_HASH }, until);

/** Lengthens a first copy that was cut short or lost by what the mirror has beyond it. Answers how many lines that were. */
export async function restoreEnd(disk: JournalDisk, mirror: JournalDisk, connectionId: string): Promise<number> {
  const ours = (await readAll(disk)).at(-1);
  const theirs = (await readAll(mirror)).filter(({ number }) => number >= (ours?.number ?? 1));
  const [first] = theirs;
  if (!first || first.number !== (ours?.number ?? 1)) return 0;
  const head = readHeader(first.bytes);
  if (!head) return 0;
  if (ours ? head.journalId !== readHeader(ours.bytes)?.journalId : head.connectionId !== connectionId) return 0;
  const kept = ours && readFully(ours.bytes);
  if (kept && (kept.damagedLine !== undefined || !startsWith(first.bytes, ours.bytes.subarray(0, kept.length))))
    return 0;
  let lines = -(kept?.lines.length ?? 0);
  for (const [index, { number, bytes }] of theirs.entries()) {
    const next = theirs[index + 1];
    const reading = readFully(bytes, next && readHeader(next.bytes)?.previous);
    if (reading.damagedLine !== undefined || number !== first.number + index) break;
    await lengthen(disk, number, bytes.subarray(0, reading.length), number === ours?.number ? kept?.length : undefined);
    lines += reading.lines.length;
  }
  return Math.max(0, lines);
}

async function lengthen(disk: JournalDisk, segment: number, bytes: Buffer, length: number | undefined): Promise<void> {
  if (length === undefined) return disk.create(segment, bytes);
  if (length >= bytes.length) return;
  await disk.truncate(segment, length);
  await disk.append(segment, bytes.subarray(length));
  await disk.datasync(segment);
}

/**
 * Puts the mirror's bytes in the place of a damaged segment, which is kept aside as it is. Answers how many lines were saved;
 * none where the mirror does not hold the damaged part whole.
 */
export async function restoreSegment(
  disk: JournalDisk,
  mirror: JournalDisk,
  connectionId: string,
  segment: number,
): Promise<number> {
  const ours = await readAll(disk);
  const theirs = (await readAll(mirror)).find(({ number }) => number === segment)?.bytes;
  const own = ours.find(({ number }) => number === segment)?.bytes;
  const owner = ours.map(({ bytes }) => readHeader(bytes)?.journalId).find(id => id !== undefined);
  const head = theirs && readHeader(theirs);
  if (!head || (owner === undefined ? head.connectionId !== connectionId : head.journalId !== owner)) return 0;
  const next = ours.find(({ number }) => number === segment + 1);
  const damaged = own ? readFully(own, next && readHeader(next.bytes)?.previous) : undefined;
  // Subtle: the mirror may not have caught up when the damage came; what it lacks is taken from behind the damage.
  const whole = own && own.length > theirs.length ? Buffer.concat([theirs, own.subarray(theirs.length)]) : theirs;
  const reading = readFully(whole, next && readHeader(next.bytes)?.previous);
  if (reading.damagedLine !== undefined) return 0;
  if (own) await disk.setAside(segment);
  await disk.create(segment, whole.subarray(0, reading.length));
  return reading.lines.length - (damaged?.lines.length ?? 0);
}

const startsWith = (bytes: Buffer, beginning: Buffer): boolean => bytes.subarray(0, beginning.length).equals(beginning);
