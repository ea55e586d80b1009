/** A file of JSON lines that only ever grows, each line safe on the disk before it counts. */
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { ZodType } from 'zod';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import { codeOf, syncFolder, whyNotKept } from './durable-files.ts';

/** The file as a book needs it; a test passes one that is full. */
export interface LineDisk {
  read(): Promise<Buffer>;
  /** Cuts to this length, then writes and makes safe. */
  append(from: number, bytes: Buffer): Promise<void>;
}

export function lineFile(file: string): LineDisk {
  return {
    read: () =>
      readFile(file).catch(error => (codeOf(error) === 'ENOENT' ? Buffer.alloc(0) : Promise.reject(error as Error))),
    async append(from, bytes) {
      await mkdir(path.dirname(file), { recursive: true });
      if (from > 0) await truncate(file, from);
      const handle = await open(file, from > 0 ? 'a' : 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      if (from === 0) await syncFolder(path.dirname(file));
    },
  };
}

export class JsonLines<Line> {
  /** Further writes wait for the one before. */
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly disk: LineDisk,
    private length: number,
  ) {}

  /** What was half written when the power went is cut off; a line that cannot be read is passed over and told. */
  static async open<Line>(disk: LineDisk, schema: ZodType<Line>, unreadable: (line: string) => void) {
    const bytes = await disk.read();
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    const lines = whole.toString('utf8').split('\n').slice(0, -1);
    const read = lines.flatMap(line => {
      const known = readLine(schema, line);
      if (!known) unreadable(line);
      return known ?? [];
    });
    return { lines: new JsonLines<Line>(disk, whole.length), read };
  }

  /** Fails with diskFull or diskBroken; then the line does not count. */
  add(line: Line): Promise<Result<void>> {
    const added = this.writing.then(() => this.write(Buffer.from(`${JSON.stringify(line)}\n`)));
    this.writing = added;
    return added;
  }

  private async write(bytes: Buffer): Promise<Result<void>> {
    try {
      await this.disk.append(this.length, bytes);
      this.length += bytes.length;
      return success(undefined);
    } catch (error) {
      return failed(whyNotKept(error));
    }
  }
}

function readLine<Line>(schema: ZodType<Line>, line: string): Line | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
