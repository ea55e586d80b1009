/** The journal's disk as a folder of files. */
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalDisk } from './journal-disk.ts';

const SEGMENT = /^(\d{8})\.jsonl$/;
const BLOCK_BYTES = 4096;

const segmentName = (segment: number): string => `${String(segment).padStart(8, '0')}.jsonl`;

export function fileDisk(folder: string): JournalDisk {
  return new FileDisk(folder);
}

class FileDisk implements JournalDisk {
  /** The segment that lines are appended to stays open between them. */
  private current: { readonly segment: number; readonly file: FileHandle } | undefined;

  constructor(private readonly folder: string) {}

  async segments(): Promise<readonly number[]> {
    const names = await unlessMissing(readdir(this.folder), []);
    return names
      .flatMap(name => SEGMENT.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  async read(segment: number, offset = 0): Promise<Buffer> {
    const file = await open(this.at(segmentName(segment)), 'r');
    try {
      const { size } = await file.stat();
      return await readAround(file, offset, Math.max(0, size - offset));
    } finally {
      await file.close();
    }
  }

  async create(segment: number, bytes: Buffer): Promise<void> {
    await this.letGo();
    await mkdir(this.folder, { recursive: true });
    await writeWhole(this.at(segmentName(segment)), bytes);
    await syncFolder(this.folder);
    await syncFolder(path.dirname(this.folder));
  }

  async append(segment: number, bytes: Buffer): Promise<void> {
    await (await this.hold(segment)).appendFile(bytes);
  }

  async datasync(segment: number): Promise<void> {
    await (await this.hold(segment)).datasync();
  }

  async truncate(segment: number, length: number): Promise<void> {
    // Subtle: Windows does not shorten a file by a handle that only appends.
    const file = await open(this.at(segmentName(segment)), 'r+');
    await file.truncate(length).finally(() => file.close());
  }

  async setAside(segment: number): Promise<void> {
    await this.letGo();
    const name = segmentName(segment);
    const others = await readdir(this.folder);
    const nth = others.filter(other => other.startsWith(`${name}.damaged-`)).length + 1;
    await rename(this.at(name), this.at(`${name}.damaged-${nth}`));
    await syncFolder(this.folder);
  }

  readCheckpoint(): Promise<Buffer | undefined> {
    return unlessMissing<Buffer | undefined>(readFile(this.at('checkpoint.json')), undefined);
  }

  async replaceCheckpoint(bytes: Buffer): Promise<void> {
    const beside = this.at('checkpoint.json.new');
    try {
      await writeWhole(beside, bytes);
      await rename(beside, this.at('checkpoint.json'));
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncFolder(this.folder);
  }

  async fillReserve(bytes: number): Promise<void> {
    const file = this.at('reserve');
    if ((await unlessMissing<{ size: number }>(stat(file), { size: 0 })).size === bytes) return;
    try {
      await writeWhole(file, Buffer.alloc(bytes, 'kept for the day when the disk is full. '));
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  async freeReserve(): Promise<boolean> {
    const { size } = await unlessMissing<{ size: number }>(stat(this.at('reserve')), { size: 0 });
    await rm(this.at('reserve'), { force: true });
    return size > 0;
  }

  close(): Promise<void> {
    return this.letGo();
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }

  private async hold(segment: number): Promise<FileHandle> {
    if (this.current?.segment === segment) return this.current.file;
    await this.letGo();
    const file = await open(this.at(segmentName(segment)), 'a');
    this.current = { segment, file };
    return file;
  }

  private async letGo(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.file.close();
  }
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name in a folder is safe only once the folder is. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A sector that cannot be read becomes zeros: a bad line, and the lines around it are still there. */
async function readAround(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  try {
    await readInto(file, bytes, 0, length, offset);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error;
    for (let at = 0; at < length; at += BLOCK_BYTES)
      await readInto(file, bytes, at, Math.min(BLOCK_BYTES, length - at), offset + at).catch(() => undefined);
  }
  return bytes;
}

async function readInto(file: FileHandle, bytes: Buffer, at: number, length: number, position: number): Promise<void> {
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, at + done, length - done, position + done);
    if (bytesRead === 0) return;
    done += bytesRead;
  }
}

async function unlessMissing<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
