/** The end of the journal on disk: knows how many bytes count, and takes back what did not get there whole. */
import type { JournalDisk } from './journal-disk.ts';
import type { Place } from './checkpoint.ts';

export class SegmentWriter {
  /** Where segments that are not written any more end, as far as this program read or wrote them. */
  readonly ends: Map<number, number>;

  constructor(
    private readonly disk: JournalDisk,
    private readonly limit: number,
    private at: Place,
    private open: boolean,
    ends: ReadonlyMap<number, number>,
  ) {
    this.ends = new Map(ends);
  }

  get place(): Place {
    return this.at;
  }

  /** False once a segment is full, damaged, or may hold what could not be taken back: the next one has to begin. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Subtle: a segment that holds nothing but its header takes one line of any length. */
  hasRoomFor(bytes: number, linesBefore: number): boolean {
    return this.at.length + bytes <= this.limit || (this.at.lineNumber === 1 && linesBefore === 0);
  }

  /** Throws what the disk threw; of the lines nothing is left then, or the segment is closed for good. */
  async append(text: string, lines: number, hash: string): Promise<void> {
    const { segment, length, lineNumber } = this.at;
    const bytes = Buffer.from(text);
    try {
      await this.disk.append(segment, bytes);
      await this.disk.datasync(segment);
    } catch (error) {
      await this.cutTo(length);
      throw error;
    }
    this.at = { segment, length: length + bytes.length, lineNumber: lineNumber + lines, hash };
  }

  /** The header names the line that it follows: whatever stands behind that line in the old segment no longer counts. */
  async begin(header: string, hash: string): Promise<void> {
    const segment = this.at.segment + 1;
    const bytes = Buffer.from(header);
    await this.disk.create(segment, bytes);
    this.ends.set(this.at.segment, this.at.length);
    this.at = { segment, length: bytes.length, lineNumber: 1, hash };
    this.open = true;
  }

  end(): void {
    this.open = false;
  }

  /** Subtle: a disk that failed once is not believed; the cut must be safe too, or nothing more is written here. */
  async cutTo(length: number): Promise<void> {
    try {
      await this.disk.truncate(this.at.segment, length);
      await this.disk.datasync(this.at.segment);
    } catch {
      this.open = false;
    }
  }
}
