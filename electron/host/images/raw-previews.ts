/** Previews in camera RAW files, by exiftool, which is a Perl program: without Perl there are none. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExifTool } from 'exiftool-vendored';
import type { RawReader } from './picture-check.ts';

/** Largest first: what cameras call the JPEG inside. */
const TAGS = ['JpgFromRaw', 'PreviewImage', 'OtherImage', 'ThumbnailImage'] as const;

export class RawPreviews implements RawReader {
  private tool: Promise<ExifTool | undefined> | undefined;

  async preview(file: string): Promise<Buffer | undefined> {
    const tool = await (this.tool ??= openTool());
    if (!tool) return undefined;
    const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-preview-'));
    try {
      for (const tag of TAGS) {
        const preview = await extract(tool, tag, file, path.join(folder, tag));
        if (preview) return preview;
      }
      return undefined;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await (await this.tool)?.end();
  }
}

/** Subtle: loaded only for the first RAW file, since most stations never see one. */
async function openTool(): Promise<ExifTool | undefined> {
  try {
    const { ExifTool } = await import('exiftool-vendored');
    const tool = new ExifTool({ maxProcs: 1 });
    await tool.version();
    return tool;
  } catch {
    return undefined;
  }
}

async function extract(tool: ExifTool, tag: string, file: string, to: string): Promise<Buffer | undefined> {
  try {
    await tool.extractBinaryTag(tag, file, to);
    const bytes = await readFile(to);
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
