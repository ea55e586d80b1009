/** One host per station folder: a lock file that names the process, taken over only from a process that is gone. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Holder = z.object({ pid: z.number().int(), born: z.string(), key: z.string() });
type Holder = z.infer<typeof Holder>;

export class FolderInUse extends Error {
  constructor(readonly pid: number) {
    super(`Another Vasculum (process ${pid}) works in this station folder.`);
  }
}

export interface FolderLock {
  release(): Promise<void>;
}

/** Throws FolderInUse where a living host holds the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'lock');
  const mine: Holder = { pid: process.pid, born: await birthOf(process.pid), key: randomUUID() };
  for (;;) {
    if (await create(file, mine)) return { release: () => release(file, mine) };
    const holder = await readHolder(file);
    if (holder && (await isAlive(holder))) throw new FolderInUse(holder.pid);
    await setAside(file, holder?.key);
  }
}

/** Linked into place whole: nobody ever reads a lock without its holder. */
async function create(file: string, mine: Holder): Promise<boolean> {
  const beside = `${file}.${mine.key}`;
  await writeFile(beside, JSON.stringify(mine), { mode: 0o600 });
  try {
    await link(beside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Removes the lock of a host that is gone. Subtle: renamed to a name of its own first, so that of two starters only one
 * takes it; and if it is no longer the lock that was judged, but a living starter's, it is put back.
 */
async function setAside(file: string, staleKey: string | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if ((await readHolder(aside))?.key !== staleKey) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function release(file: string, mine: Holder): Promise<void> {
  if ((await readHolder(file))?.key === mine.key) await rm(file, { force: true });
}

/** Process numbers are used again: on Linux the start time tells two processes of one number apart. */
async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return (await birthOf(holder.pid)) === holder.born;
}

async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
