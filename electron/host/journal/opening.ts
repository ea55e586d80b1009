/** How a journal is found at its opening: by its checkpoint or from its first line, mended from the mirror where that helps. */
import { isOf, readCheckpoint } from './checkpoint.ts';
import type { JournalDisk } from './journal-disk.ts';
import { FIRST_HASH, writeLine } from './journal-line.ts';
import { nothingYet, type Damage } from './projection.ts';
import { replay, type Replayed, type SegmentBytes } from './replay.ts';
import { readAll, restoreEnd, restoreSegment } from './restore.ts';

/** What was found; whatever is not as it should be is for a person to know. */
export interface Opening {
  /** A damage found just now: nothing is sent until a person has looked. */
  readonly damage: Damage | undefined;
  /** Lines that the first copy had lost and the mirror gave back. */
  readonly restoredFromMirror: number;
  /** Lines behind a damage that could be kept. */
  readonly salvaged: number;
  /** Bytes of a torn last line, cut off: nobody was told that it was kept. */
  readonly cutBytes: number;
  readonly checkpoint: 'used' | 'passed over' | 'none';
}

export interface Places {
  readonly disk: JournalDisk;
  /** A second copy, best on another disk. */
  readonly mirror?: JournalDisk | undefined;
  readonly connectionId: string;
  /** Wall milliseconds. */
  readonly now: () => number;
  /** Makes the id of a new journal: a UUID. */
  readonly newId: () => string;
}

export interface Found {
  readonly replayed: Replayed;
  readonly opening: Opening;
  /** How far the checkpoint reached that was used. */
  readonly checkpointSeq: number;
}

export class DamagedJournal extends Error {
  constructor(readonly lineNumber: number) {
    super(`The journal is damaged at line ${lineNumber}.`);
  }
}

/** Founds one where there is none yet. Throws DamagedJournal where not one segment tells whose it is. */
export async function findJournal(places: Places): Promise<Found> {
  const { disk, mirror, connectionId } = places;
  // Subtle: a mirror that cannot be read must not keep the first copy from opening; it is told of when lines are copied.
  const restored = mirror ? await restoreEnd(disk, mirror, connectionId).catch(() => 0) : 0;
  const quick = await fromCheckpoint(disk);
  if (quick.found) return report(quick.found.replayed, restored, 'used', quick.found.bytes, quick.found.seq);
  const { segments, replayed, mended } = await fromTheFirst(places);
  const last = segments.at(-1);
  if (!last) return foundJournal(places, quick.there ? 'passed over' : 'none');
  if (replayed.projection.journalId === undefined) throw new DamagedJournal(1);
  return report(replayed, restored + mended, quick.there ? 'passed over' : 'none', last.bytes.length, 0);
}

function report(
  replayed: Replayed,
  restoredFromMirror: number,
  checkpoint: Opening['checkpoint'],
  bytes: number,
  checkpointSeq: number,
): Found {
  const { damage, keptLines, end, isClosed } = replayed;
  const cutBytes = isClosed ? 0 : bytes - end.length;
  return {
    replayed,
    opening: { damage, restoredFromMirror, salvaged: keptLines, cutBytes, checkpoint },
    checkpointSeq,
  };
}

async function fromCheckpoint(disk: JournalDisk) {
  const bytes = await disk.readCheckpoint().catch(() => undefined);
  const checkpoint = bytes && readCheckpoint(bytes);
  if (!checkpoint) return { there: bytes !== undefined, found: undefined };
  const { place, projection } = checkpoint;
  const numbers = await disk.segments();
  const isGapless = numbers.every((number, index) => number === index + 1);
  const segments = isGapless ? await readAll(disk, place.segment) : [];
  const [first] = segments;
  if (!first || !isOf(checkpoint, first.bytes)) return { there: true, found: undefined };
  const seq = projection.lastSeq;
  const start = { offset: place.length, lineNumber: place.lineNumber + 1, previous: place.hash };
  const replayed = replay(segments, projection, start);
  const found = replayed.damage ? undefined : { replayed, seq, bytes: segments.at(-1)?.bytes.length ?? 0 };
  return { there: true, found };
}

/** Each damage is mended from the mirror if that holds the part whole; the first that cannot be stays. */
async function fromTheFirst({ disk, mirror, connectionId }: Places) {
  let mended = 0;
  for (;;) {
    const segments: readonly SegmentBytes[] = await readAll(disk);
    const replayed = replay(segments, nothingYet());
    const { damage } = replayed;
    const lines =
      damage && mirror ? await restoreSegment(disk, mirror, connectionId, damage.segment).catch(() => 0) : 0;
    if (lines <= 0) return { segments, replayed, mended };
    mended += lines;
  }
}

async function foundJournal(
  { disk, connectionId, now, newId }: Places,
  checkpoint: Opening['checkpoint'],
): Promise<Found> {
  const what = { kind: 'opened', journalId: newId(), connectionId } as const;
  const bytes = Buffer.from(writeLine(FIRST_HASH, 1, now(), what).text);
  await disk.create(1, bytes);
  return report(replay([{ number: 1, bytes }], nothingYet()), 0, checkpoint, bytes.length, 0);
}
