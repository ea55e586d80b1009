/** What refusals taught about the size of pictures that one portal takes; kept in the connection's folder. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { learnedFrom } from '../../../shared/portal/image-upload.ts';
import { writeWhole } from '../station-folder.ts';

const BoundFile = z.object({ v: z.literal(1), mostBytes: z.number().int().positive() });

export class UploadBound {
  private constructor(
    private readonly file: string,
    private most: number | null,
  ) {}

  /** What cannot be read is learned anew. */
  static async open(folder: string): Promise<UploadBound> {
    const file = path.join(folder, 'upload-bound.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return new UploadBound(file, text === undefined ? null : readBound(text));
  }

  /** In bytes; null: nothing was ever refused. */
  get mostBytes(): number | null {
    return this.most;
  }

  /** It holds at once; a disk that does not take it costs one more refusal at the next start. */
  async note(bytes: number, most: number | null): Promise<void> {
    this.most = Math.min(learnedFrom(bytes, most), this.most ?? Infinity);
    await writeWhole(this.file, { v: 1, mostBytes: this.most }).catch(() => undefined);
  }
}

function readBound(text: string): number | null {
  try {
    return BoundFile.safeParse(JSON.parse(text)).data?.mostBytes ?? null;
  } catch {
    return null;
  }
}
