/**
 * The station's memory on disk: append only, hash-chained, one writer. A line counts once fdatasync has returned.
 *
 *   record(what) -> waits in `pending` -> one write and one fdatasync for all that wait -> applied -> answered
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { FIRST_HASH, readLine, writeLine, type Happening, type JournalLine } from './journal-line.ts';
import { afterRestart, apply, nothingYet, type Projection } from './projection.ts';

const FILE_NAME = '00000001.jsonl';

interface Pending {
  readonly what: Happening;
  readonly settle: (answer: Result<number>) => void;
}

/** What the journal needs of its file. */
export type JournalFile = Pick<FileHandle, 'truncate' | 'datasync' | 'close'> & {
  readFile(): Promise<Buffer>;
  appendFile(text: string): Promise<void>;
};

export class DamagedJournal extends Error {
  constructor(readonly lineNumber: number) {
    super(`The journal is damaged at line ${lineNumber}.`);
  }
}

export class Journal {
  private pending: Pending[] = [];
  private isWriting = false;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: JournalFile,
    private readonly now: () => number,
    readonly projection: Projection,
    private lastHash: string,
    private length: number,
  ) {}

  /**
   * Opens or founds the journal of a station folder. A torn last line, the mark of a crash before any answer, is cut off.
   * Throws DamagedJournal where a whole line was altered: nothing is sent from a journal one cannot trust.
   */
  static async open(folder: string, connectionId: string, now: () => number): Promise<Journal> {
    await mkdir(folder, { recursive: true });
    return Journal.openOn(await open(path.join(folder, FILE_NAME), 'a+'), connectionId, now);
  }

  static async openOn(file: JournalFile, connectionId: string, now: () => number): Promise<Journal> {
    const bytes = await file.readFile();
    const { projection, lastHash, length } = replay(bytes);
    if (length < bytes.length) await file.truncate(length);
    afterRestart(projection, now());
    const journal = new Journal(file, now, projection, lastHash, length);
    if (projection.journalId === undefined) {
      const founded = await journal.record({ kind: 'opened', journalId: randomUUID(), connectionId });
      if (!founded.ok) throw new Error('The journal could not be founded: the disk is full.');
    }
    return journal;
  }

  get journalId(): string {
    return this.projection.journalId ?? '';
  }

  /** Answers the line's sequence number once it is on disk; fails with diskFull, and then nothing of it is kept. */
  record(what: Happening): Promise<Result<number>> {
    return new Promise(settle => {
      this.pending.push({ what, settle });
      if (!this.isWriting) this.writing = this.writeAll();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      await this.writeBatch(batch);
    }
    this.isWriting = false;
  }

  private async writeBatch(batch: readonly Pending[]): Promise<void> {
    const at = this.now();
    const lines: JournalLine[] = [];
    let text = '';
    for (const { what } of batch) {
      const seq = this.projection.lastSeq + lines.length + 1;
      const line = writeLine(lines.at(-1)?.hash ?? this.lastHash, seq, at, what);
      lines.push({ seq, at, what, hash: line.hash });
      text += line.text;
    }
    if (!(await this.append(text))) return batch.forEach(({ settle }) => settle(failed({ kind: 'diskFull' })));
    for (const line of lines) apply(this.projection, line);
    this.lastHash = lines.at(-1)?.hash ?? this.lastHash;
    batch.forEach(({ settle }, index) => settle(success(lines[index]?.seq ?? 0)));
  }

  private async append(text: string): Promise<boolean> {
    try {
      await this.file.appendFile(text);
      await this.file.datasync();
      this.length += Buffer.byteLength(text);
      return true;
    } catch {
      await this.file.truncate(this.length).catch(() => undefined);
      return false;
    }
  }
}

function replay(bytes: Buffer): { projection: Projection; lastHash: string; length: number } {
  const projection = nothingYet();
  let lastHash = FIRST_HASH;
  let length = 0;
  for (let at = 0, number = 1; at < bytes.length; number += 1) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) break;
    const line = readLine(lastHash, bytes.toString('utf8', at, end));
    if (line === undefined) throw new DamagedJournal(number);
    apply(projection, line);
    lastHash = line.hash;
    at = end + 1;
    length = at;
  }
  return { projection, lastHash, length };
}
