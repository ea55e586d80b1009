/** The journal's bytes, read again from a beginning: what they add up to, and what could not be trusted. Pure. */
import type { Place } from './checkpoint.ts';
import type { Salvaged } from './own-line.ts';
import { apply, leaveToPerson, type Damage, type Projection } from './projection.ts';
import { readHeader, readSegment, type SegmentReading, type Start } from './segment.ts';

export interface SegmentBytes {
  readonly number: number;
  readonly bytes: Buffer;
}

export interface Replayed {
  readonly projection: Projection;
  /** The last line that counts; bytes behind it are torn or, behind a damage, left as they are. */
  readonly end: Place;
  /** Nothing more is written to the last segment. */
  readonly isClosed: boolean;
  /** A damage that no later segment tells of: it was found just now. */
  readonly damage: Damage | undefined;
  readonly keptLines: number;
  /** How the bytes of each segment that was read ended up counting. */
  readonly lengths: ReadonlyMap<number, number>;
}

/** Reads the segments in order, onto a projection as of `start`, which lies in the first of them. */
export function replay(segments: readonly SegmentBytes[], projection: Projection, start?: Start): Replayed {
  const chain = new ChainReader(projection, start ? segments[0]?.number : 1);
  const headers = segments.map(({ bytes }) => readHeader(bytes));
  segments.forEach(({ number, bytes }, index) => {
    const header = headers[index];
    chain.expect(number);
    if (header?.salvaged) chain.meet(header.salvaged);
    const from = (index === 0 ? start : undefined) ?? { offset: 0, lineNumber: 1, previous: header?.previous };
    const until = segments[index + 1]?.number === number + 1 ? headers[index + 1]?.previous : undefined;
    chain.take(number, from, readSegment(bytes, from, until));
  });
  return chain.end();
}

class ChainReader {
  private lastSegment = 0;
  private lineNumber = 0;
  private lastHash = '';
  private length = 0;
  private isClosed = false;
  private damage: Damage | undefined;
  private keptLines = 0;
  private readonly lengths = new Map<number, number>();

  constructor(
    private readonly projection: Projection,
    private expected: number | undefined,
  ) {}

  /** A segment that is missing among the others is a damage at its first line. */
  expect(number: number): void {
    if (this.expected !== undefined && number > this.expected) this.damage ??= { segment: this.expected, line: 1 };
    this.expected = number + 1;
  }

  /** Subtle: only the very damage that it tells of is known; one that came later is found anew. */
  meet({ damagedSegment, damagedLine, keptLines }: Salvaged): void {
    const isTold =
      this.damage?.segment === damagedSegment && this.damage.line === damagedLine && this.keptLines === keptLines;
    if (!isTold) return;
    this.damage = undefined;
    this.keptLines = 0;
  }

  take(number: number, from: Start, reading: SegmentReading): void {
    const wasDamaged = this.damage !== undefined;
    for (const line of reading.lines) apply(this.projection, line);
    // Subtle: a number that may have been given to a lost line is not given again.
    this.projection.lastSeq += reading.damagedLine === undefined ? 0 : reading.lostLines;
    if (reading.damagedLine !== undefined) this.damage ??= { segment: number, line: reading.damagedLine };
    this.keptLines += wasDamaged ? reading.lines.length : reading.keptLines;
    this.lastHash = reading.lastHash ?? this.lastHash;
    this.lastSegment = number;
    this.length = reading.length;
    this.lineNumber = from.lineNumber - 1 + reading.lines.length;
    this.lengths.set(number, reading.length);
    this.isClosed = reading.damagedLine !== undefined || reading.lines.at(-1)?.what?.kind === 'closed';
  }

  end(): Replayed {
    const { projection, damage, keptLines, lengths } = this;
    if (damage) leaveToPerson(projection, damage);
    const end = { segment: this.lastSegment, length: this.length, lineNumber: this.lineNumber, hash: this.lastHash };
    return { projection, end, isClosed: this.isClosed || damage !== undefined, damage, keptLines, lengths };
  }
}
