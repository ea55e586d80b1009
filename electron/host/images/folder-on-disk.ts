/** A folder of this computer as the hot folder sees it: what is in it, whatever kind it is, and when to look. */
import { watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../durable-files.ts';
import type { Listing } from './hot-folder.ts';
import type { FoundFile } from './watched-files.ts';

export async function listFolder(folder: string): Promise<Listing> {
  try {
    const names = await readdir(folder);
    const files = await Promise.all(names.map(name => look(folder, name)));
    return { is: 'listed', files: files.filter(file => file !== undefined) };
  } catch (error) {
    return { is: 'away', why: whyAway(codeOf(error)) };
  }
}

/** Undefined for a file that went away meanwhile. */
export async function look(folder: string, name: string): Promise<FoundFile | undefined> {
  try {
    const found = await lstat(path.join(folder, name));
    const is = found.isFile() ? 'file' : found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'noFile';
    return { name, is, bytes: found.size, changedAt: found.mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Rings when the system tells of something in the folder. Where it tells nothing, as on many shares, nothing rings. */
export function alarmOf(folder: string, ring: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, ring);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

function whyAway(code: unknown): Extract<Listing, { is: 'away' }>['why'] {
  if (code === 'ENOENT') return 'missing';
  if (code === 'ENOTDIR') return 'noFolder';
  return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'broken';
}
