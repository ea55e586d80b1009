/** Files that are still there, whole, after the power was cut. */
import { link, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../shared/failure/failure.ts';

export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Writes a new file and makes it safe; throws where one of this name is there. */
export async function writeDurably(file: string, chunks: Chunks): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file its final name; false where that name is taken: nothing is ever replaced. */
export async function placeDurably(from: string, to: string): Promise<boolean> {
  const isPlaced = await link(from, to).then(() => true, wasTaken);
  await syncFolder(path.dirname(to));
  await rm(from, { force: true });
  return isPlaced;
}

/** Makes names in a folder safe. Subtle: Windows opens no folders, and keeps names in order by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What to tell of something the disk did not take. */
export function whyNotKept(error: unknown): Failure {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? { kind: 'diskFull' } : { kind: 'diskBroken' };
}

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function wasTaken(error: unknown): false {
  if (codeOf(error) === 'EEXIST') return false;
  throw error;
}
