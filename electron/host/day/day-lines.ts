/** The lines of the day book: a file of JSON lines that only grows, each safe on the disk before it counts. */
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { RecordRef } from '../../../shared/portal/change.ts';
import { codeOf, syncFolder, whyNotKept } from '../durable-files.ts';

/** `occid`: the specimen's record, null where the station does not know it. */
export const Owner = z.object({ catalogNumber: z.string(), occid: RecordRef.nullable() });
export type Owner = z.infer<typeof Owner>;

export const KnownPicture = z.object({
  id: z.uuid(),
  file: z.string(),
  sha256: z.string(),
  takenAt: z.string().nullable(),
  /** Wall milliseconds of this station. */
  arrivedAt: z.number(),
  nameNumber: z.string().nullable(),
  verdict: z.enum(['certain', 'several', 'none']),
  symbols: z.array(z.string()),
  owner: Owner.nullable(),
  /** The entry that carries it to the portal. */
  entryId: z.uuid().nullable(),
});
export type KnownPicture = z.infer<typeof KnownPicture>;

export const MovedPicture = z.object({
  pictureId: z.uuid(),
  from: Owner.nullable(),
  to: Owner.nullable(),
  /** The entry that carried it and the one that carries it now. */
  entry: z.object({ before: z.uuid(), now: z.uuid() }).nullable(),
});
export type MovedPicture = z.infer<typeof MovedPicture>;

export const DayLine = z.discriminatedUnion('is', [
  /** Something is known of a picture; the newest line of one counts. */
  z.object({ is: z.literal('picture'), picture: KnownPicture }),
  z.object({
    is: z.literal('moved'),
    id: z.uuid(),
    at: z.number(),
    by: z.string(),
    moves: z.array(MovedPicture),
    undoes: z.uuid().nullable(),
  }),
]);
export type DayLine = z.infer<typeof DayLine>;
export type MovedLine = Extract<DayLine, { is: 'moved' }>;

export class DayLines {
  /** Further writes wait for the one before. */
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly file: string,
    private length: number,
  ) {}

  /** What was half written when the power went is cut off; a line that cannot be read is passed over and told. */
  static async open(file: string, unreadable: (line: string) => void) {
    const bytes = await readFile(file).catch(noFile);
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    const read = whole
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .flatMap(line => {
        const known = readLine(line);
        if (!known) unreadable(line);
        return known ?? [];
      });
    return { lines: new DayLines(file, whole.length), read };
  }

  /** Fails with diskFull or diskBroken; then the line does not count. */
  add(line: DayLine): Promise<Result<void>> {
    const added = this.writing.then(() => this.write(Buffer.from(`${JSON.stringify(line)}\n`)));
    this.writing = added;
    return added;
  }

  private async write(bytes: Buffer): Promise<Result<void>> {
    try {
      await mkdir(path.dirname(this.file), { recursive: true });
      if (this.length > 0) await truncate(this.file, this.length);
      const handle = await open(this.file, this.length > 0 ? 'a' : 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      if (this.length === 0) await syncFolder(path.dirname(this.file));
      this.length += bytes.length;
      return success(undefined);
    } catch (error) {
      return failed(whyNotKept(error));
    }
  }
}

function noFile(error: unknown): Buffer {
  if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
  throw error;
}

function readLine(line: string): DayLine | undefined {
  try {
    return DayLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
