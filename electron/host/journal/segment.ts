/** One file of the journal as bytes: which lines of it can be trusted, and where it is damaged. */
import { claimedHash, FIRST_HASH, hashIfNext, readLine, type JournalLine } from './journal-line.ts';
import type { Salvaged } from './own-line.ts';

const LINE_FEED = 0x0a;

export interface Header {
  readonly journalId: string;
  /** Hash of the line that this segment follows. */
  readonly previous: string;
  /** Of the first segment only. */
  readonly connectionId: string | undefined;
  /** Where the segment begins behind a damage. */
  readonly salvaged: Salvaged | undefined;
}

/** Where reading begins: a byte, the number of the line there, and the hash of the line before it. */
export interface Start {
  readonly offset: number;
  readonly lineNumber: number;
  readonly previous: string | undefined;
}

export interface SegmentReading {
  /** Lines that can be trusted, in order: the unbroken chain, and behind a damage what chains among itself. */
  readonly lines: readonly JournalLine[];
  /** Bytes of the unbroken chain, from the segment's beginning. */
  readonly length: number;
  readonly lastHash: string | undefined;
  /** The first line that is altered, unreadable or missing, from 1; undefined where there is none. */
  readonly damagedLine: number | undefined;
  /** How many of `lines` stand behind the damage, and how many there could not be trusted. */
  readonly keptLines: number;
  readonly lostLines: number;
}

/** Undefined where the first line is not whole: then the segment was never begun, or is damaged at its head. */
export function readHeader(bytes: Buffer): Header | undefined {
  const end = bytes.indexOf(LINE_FEED);
  if (end < 0) return undefined;
  const text = bytes.toString('utf8', 0, end);
  const previous = /"previous":"([0-9a-f]*)"/.exec(text)?.[1] ?? FIRST_HASH;
  const what = readLine(previous, text)?.what;
  if (what?.kind === 'opened')
    return { journalId: what.journalId, previous, connectionId: what.connectionId, salvaged: undefined };
  if (what?.kind === 'continued' || what?.kind === 'salvaged') {
    const salvaged = what.kind === 'salvaged' ? what : undefined;
    return { journalId: what.journalId, previous, connectionId: undefined, salvaged };
  }
  return undefined;
}

/** A power cut while it was made: not even its first line is whole, so nobody was told of anything in it. */
export const isStillborn = (bytes: Buffer): boolean => !bytes.includes(LINE_FEED);

/**
 * `until` is the hash that the next segment follows: lines behind it were withdrawn and do not count. Undefined for the last
 * segment, where a torn last line is the mark of a crash and no damage.
 */
export function readSegment(bytes: Buffer, start: Start, until: string | undefined): SegmentReading {
  const reader = new SegmentReader(start);
  if (start.previous !== undefined && start.previous === until && start.offset > 0) return reader.reading;
  for (let at = start.offset; at < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) break;
    reader.take(bytes.toString('utf8', at, end), end + 1);
    if (until !== undefined && reader.reading.lastHash === until) return reader.reading;
    at = end + 1;
  }
  if (until !== undefined) reader.endedEarly();
  return reader.reading;
}

/** Where the chain breaks, by hashes alone and from 1: for verifying without understanding. Undefined where it is sound. */
export function firstBadLine(bytes: Buffer, follows: string, until: string | undefined): number | undefined {
  let previous = follows;
  let lineNumber = 1;
  for (let at = 0; at < bytes.length; lineNumber += 1) {
    const end = bytes.indexOf(LINE_FEED, at);
    const hash = end < 0 ? undefined : hashIfNext(previous, bytes.toString('utf8', at, end));
    if (hash === undefined) return lineNumber;
    if (hash === until) return undefined;
    previous = hash;
    at = end + 1;
  }
  return until === undefined ? undefined : lineNumber;
}

class SegmentReader {
  private readonly lines: JournalLine[] = [];
  private length: number;
  private lastHash: string | undefined;
  private damagedLine: number | undefined;
  private keptLines = 0;
  private lostLines = 0;
  private lineNumber: number;
  /** Hash that the line before claims: behind a damage all there is to hold a line against. */
  private claimed: string | undefined;

  constructor({ offset, lineNumber, previous }: Start) {
    this.length = offset;
    this.lineNumber = lineNumber;
    this.claimed = previous;
    this.lastHash = previous;
  }

  get reading(): SegmentReading {
    const { lines, length, lastHash, damagedLine, keptLines, lostLines } = this;
    return { lines, length, lastHash, damagedLine, keptLines, lostLines };
  }

  take(text: string, end: number): void {
    const line = this.claimed === undefined ? undefined : readLine(this.claimed, text);
    if (line) this.keep(line, end);
    else this.lose();
    this.claimed = claimedHash(text);
    this.lineNumber += 1;
  }

  endedEarly(): void {
    this.damagedLine ??= this.lineNumber;
  }

  private keep(line: JournalLine, end: number): void {
    this.lines.push(line);
    this.lastHash = line.hash;
    if (this.damagedLine === undefined) this.length = end;
    else this.keptLines += 1;
  }

  private lose(): void {
    this.damagedLine ??= this.lineNumber;
    this.lostLines += 1;
  }
}
