/**
 * The station's memory on disk: append only, hash-chained, one writer. A line counts once the disk has made it safe.
 *
 *   record(what) -> waits -> one write and one datasync for all that wait -> applied -> answered -> mirrored
 *   segment full -> trailer line -> next segment, whose header names the line that it follows
 *   disk full    -> reserve freed -> what was begun can still be ended; nothing new is taken
 */
import { success, type Result } from '../../../shared/failure/failure.ts';
import { whyNotKept } from '../durable-files.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { FIRST_HASH, writeLine, type Happening, type JournalLine } from './journal-line.ts';
import { Mirror, type MirrorNews } from './mirror.ts';
import { findJournal, type Found, type Opening, type Places } from './opening.ts';
import type { DamageSeen } from './own-line.ts';
import { afterRestart, apply, type Projection } from './projection.ts';
import { Reserve } from './reserve.ts';
import { SegmentWriter } from './segment-writer.ts';
import { verify, type Verified } from './verify.ts';
import { refuse, refuseBeginnings, type WaitingLine } from './waiting-lines.ts';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const CHECKPOINT_LINES = 5_000;
const RESERVE_BYTES = 64 * 1024;
/** Longest trailer line. */
const TRAILER_BYTES = 200;

export interface JournalOptions extends Places {
  readonly mirrorNews?: (news: MirrorNews) => void;
  readonly segmentBytes?: number;
  readonly checkpointLines?: number;
  readonly reserveBytes?: number;
}

export class Journal {
  private waiting: WaitingLine[] = [];
  private isWriting = false;
  private writing: Promise<void> = Promise.resolve();
  private readonly writer: SegmentWriter;
  private readonly reserve: Reserve;
  private readonly mirror: Mirror | undefined;
  private checkpointSeq: number;
  private isDamageTold = false;
  readonly projection: Projection;
  /** What was found when it was opened. */
  readonly opening: Opening;

  private constructor(
    private readonly options: JournalOptions,
    { replayed, opening, checkpointSeq }: Found,
  ) {
    const { disk, mirror, segmentBytes = SEGMENT_BYTES, reserveBytes = RESERVE_BYTES } = options;
    this.projection = replayed.projection;
    this.opening = opening;
    this.checkpointSeq = checkpointSeq;
    this.writer = new SegmentWriter(
      disk,
      segmentBytes - TRAILER_BYTES,
      replayed.end,
      !replayed.isClosed,
      replayed.lengths,
    );
    this.reserve = new Reserve(disk, reserveBytes);
    const { journalId } = this;
    const endOf = (segment: number) => this.writer.ends.get(segment);
    const tell = (news: MirrorNews) => options.mirrorNews?.(news);
    this.mirror = mirror && new Mirror({ first: disk, mirror, journalId, endOf, tell });
  }

  /**
   * Opens or founds a journal. A torn last line, the mark of a crash before any answer, is cut off. A damage does not keep it
   * from opening: `opening.damage` tells, and `projection.salvaged` names the entries that a person has to decide on.
   * Throws DamagedJournal where nothing at all can be trusted, and what the disk throws where it cannot be read or founded.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const found = await findJournal(options);
    const journal = new Journal(options, found);
    if (journal.opening.cutBytes > 0) await journal.writer.cutTo(found.replayed.end.length);
    if (journal.opening.damage) await journal.beginSegment().catch(() => undefined);
    afterRestart(journal.projection, options.now());
    await journal.reserve.fill();
    journal.tellMirror();
    return journal;
  }

  get journalId(): string {
    return this.projection.journalId ?? '';
  }

  /** Lines that are not in the mirror yet; 0 where there is none. */
  get mirrorLag(): number {
    return this.mirror?.lag ?? 0;
  }

  /** Once the mirror has caught up or failed; without one, at once. */
  async mirrored(): Promise<void> {
    await this.writing;
    await this.mirror?.idle();
  }

  /**
   * Answers the line's sequence number once it is on disk. Fails with diskFull: new entries and cases find no room, while
   * verdicts are still taken as long as the reserve lasts; or with diskBroken. Nothing of a refused line is kept, except where a
   * broken disk does not even take it back and the program ends before it does: then it may be there at the next opening.
   */
  record(what: Happening | DamageSeen): Promise<Result<number>> {
    return new Promise(settle => {
      this.waiting.push({ what, settle });
      if (!this.isWriting) this.writing = this.writeAll();
    });
  }

  /** Looks through all of the chain, also what an opening by checkpoint did not read. */
  verifyAll(): Promise<Verified> {
    return verify(this.options.disk, this.writer.place);
  }

  /** Does not wait for the mirror: a stick that hangs must not hold the station. */
  async close(): Promise<void> {
    await this.writing;
    if (!this.writer.isOpen) await this.beginSegment().catch(() => undefined);
    this.mirror?.stop();
    await this.options.disk.close();
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.writeBatch(batch);
      this.tellMirror();
      await this.keepCheckpoint();
    }
    this.isWriting = false;
  }

  private async writeBatch(batch: readonly WaitingLine[]): Promise<void> {
    const why = await this.reserve.fill();
    let rest = why ? refuseBeginnings(batch, why) : batch;
    while (rest.length > 0) {
      try {
        rest = rest.slice(await this.put(rest));
      } catch (error) {
        const failure = whyNotKept(error);
        // Subtle: what could not be cut off is withdrawn by a new segment that follows the line before it.
        if (!this.writer.isOpen) await this.beginSegment().catch(() => undefined);
        const hasMoreRoom = failure.kind === 'diskFull' && (await this.reserve.free());
        rest = hasMoreRoom ? refuseBeginnings(rest, failure) : refuse(rest, failure);
      }
    }
  }

  /** Writes what fits into this segment, or into the next one, and answers how many that were. Throws what the disk throws. */
  private async put(waiting: readonly WaitingLine[]): Promise<number> {
    if (!this.writer.isOpen) await this.beginSegment();
    let batch = this.compose(waiting);
    if (batch.lines.length === 0) {
      await this.endSegment();
      await this.beginSegment();
      batch = this.compose(waiting);
    }
    await this.append(batch);
    batch.lines.forEach(({ seq }, index) => waiting[index]?.settle(success(seq)));
    return batch.lines.length;
  }

  /** As many of those that wait as fit into this segment. */
  private compose(waiting: readonly Pick<WaitingLine, 'what'>[]): Batch {
    const at = this.options.now();
    const lines: JournalLine[] = [];
    let text = '';
    let bytes = 0;
    for (const { what } of waiting) {
      const seq = this.projection.lastSeq + lines.length + 1;
      const line = writeLine(lines.at(-1)?.hash ?? this.writer.place.hash, seq, at, what);
      bytes += Buffer.byteLength(line.text);
      if (!this.writer.hasRoomFor(bytes, lines.length)) break;
      lines.push({ seq, at, what, hash: line.hash });
      text += line.text;
    }
    return { text, lines };
  }

  private async append({ text, lines }: Batch): Promise<void> {
    const hash = lines.at(-1)?.hash ?? FIRST_HASH;
    await this.writer.append(text, lines.length, hash);
    for (const line of lines) apply(this.projection, line);
  }

  private async endSegment(): Promise<void> {
    const what = { kind: 'closed' } as const;
    const { lastSeq } = this.projection;
    const { text, hash } = writeLine(this.writer.place.hash, lastSeq + 1, this.options.now(), what);
    await this.append({ text, lines: [{ seq: lastSeq + 1, at: this.options.now(), what, hash }] });
    this.writer.end();
  }

  private async beginSegment(): Promise<void> {
    const at = this.options.now();
    const seq = this.projection.lastSeq + 1;
    const what = this.header();
    const { text, hash } = writeLine(what.previous, seq, at, what);
    await this.writer.begin(text, hash);
    apply(this.projection, { seq, at, what, hash });
    this.isDamageTold = true;
  }

  private header() {
    const { journalId } = this;
    const { damage, salvaged } = this.opening;
    const previous = this.writer.place.hash;
    if (!damage || this.isDamageTold) return { kind: 'continued', journalId, previous } as const;
    const damaged = { damagedSegment: damage.segment, damagedLine: damage.line, keptLines: salvaged };
    return { kind: 'salvaged', journalId, previous, ...damaged } as const;
  }

  private tellMirror(): void {
    const { segment, length } = this.writer.place;
    this.mirror?.follow({ segment, length, seq: this.projection.lastSeq });
  }

  /** Subtle: lines of a newer version mean nothing here, but will to the version that reads them next; it must see them. */
  private async keepCheckpoint(): Promise<void> {
    const { lastSeq, newerLines } = this.projection;
    const { checkpointLines = CHECKPOINT_LINES, disk } = this.options;
    if (lastSeq - this.checkpointSeq < checkpointLines || newerLines > 0) return;
    this.checkpointSeq = lastSeq;
    const checkpoint = writeCheckpoint({ place: this.writer.place, projection: this.projection });
    await disk.replaceCheckpoint(checkpoint).catch(() => undefined);
  }
}

interface Batch {
  readonly text: string;
  readonly lines: readonly JournalLine[];
}
