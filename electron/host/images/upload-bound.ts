/** What one portal told of the pictures it takes, by its form and by refusing; kept in the connection's folder. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Failure } from '../../../shared/failure/failure.ts';
import {
  learn,
  NOTHING_TOLD,
  ToldByPortal,
  type ImageForm,
  type SentSize,
} from '../../../shared/portal/image-upload.ts';
import { writeWhole } from '../station-folder.ts';

const BoundFile = z.object({ v: z.literal(2), told: ToldByPortal });

export class UploadBound {
  private constructor(
    private readonly file: string,
    private known: ToldByPortal,
  ) {}

  /** What cannot be read is learned anew. */
  static async open(folder: string): Promise<UploadBound> {
    const file = path.join(folder, 'upload-bound.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return new UploadBound(file, (text === undefined ? null : readTold(text)) ?? NOTHING_TOLD);
  }

  get told(): ToldByPortal {
    return this.known;
  }

  noteForm(form: ImageForm): Promise<void> {
    return this.keep({ ...this.known, form });
  }

  noteRefusal(sent: SentSize, why: Failure): Promise<void> {
    return this.keep({ ...this.known, learned: learn(this.known.learned, sent, why) });
  }

  /** It holds at once; a disk that does not take it costs one more refusal at the next start. */
  private async keep(told: ToldByPortal): Promise<void> {
    this.known = told;
    await writeWhole(this.file, { v: 2, told }).catch(() => undefined);
  }
}

function readTold(text: string): ToldByPortal | undefined {
  try {
    return BoundFile.safeParse(JSON.parse(text)).data?.told;
  } catch {
    return undefined;
  }
}
