/** The folder through which two stations exchange: on a stick, on a share, or carried from one station's to the other's. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, placeDurably, syncFolder, writeDurably, type Chunks } from '../durable-files.ts';

/** A file that stays the same one while it is read, whatever becomes of its name. */
export interface OpenFile {
  readonly bytes: number;
  /** Bytes from one place up to another. */
  chunks(from: number, to: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** All but `open` throw what the disk throws. */
export interface HandOverFolder {
  names(): Promise<readonly string[]>;
  /** Undefined where nothing of that name is there, or no plain file: links and pipes are not followed. */
  open(name: string): Promise<OpenFile | undefined>;
  /** Writes a file whole and safe; one of that name is replaced. */
  write(name: string, chunks: Chunks): Promise<void>;
  /** Gives a file its final name; false where that is taken. */
  place(from: string, to: string): Promise<boolean>;
  /** Makes a small file whole, if nobody has; false where somebody has. */
  createOnce(name: string, text: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** A file's name while it is being written: nobody takes that. */
export const partOf = (name: string): string => `${name}.part`;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const PIECE_BYTES = 64 * 1024;

export function diskFolder(folder: string): HandOverFolder {
  const at = (name: string): string => {
    if (!NAME.test(name)) throw new Error(`No name in a hand-over folder: ${name}`);
    return path.join(folder, name);
  };
  return {
    names: () => readdir(folder).catch(() => []),
    open: async name => (NAME.test(name) ? openPlain(at(name)) : undefined),
    write: async (name, chunks) => {
      await mkdir(folder, { recursive: true });
      await rm(at(name), { force: true });
      await writeDurably(at(name), chunks);
    },
    place: (from, to) => placeDurably(at(from), at(to)),
    createOnce: async (name, text) => {
      await mkdir(folder, { recursive: true });
      const beside = at(`beside-${randomUUID()}`);
      await writeDurably(beside, [Buffer.from(text)]);
      return placeDurably(beside, at(name));
    },
    remove: async name => {
      await rm(at(name), { force: true });
      await syncFolder(folder).catch(() => undefined);
    },
  };
}

async function openPlain(file: string): Promise<OpenFile | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const { size } = await handle.stat();
    if ((await handle.stat()).isFile())
      return { bytes: size, chunks: (from, to) => pieces(handle, from, to), close: () => handle.close() };
    await handle.close();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
  return undefined;
}

async function* pieces(handle: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(PIECE_BYTES, to - at)), 0, null, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The whole of a small file; undefined where it is not there or larger. */
export async function readSmall(folder: HandOverFolder, name: string, mostBytes: number): Promise<string | undefined> {
  const file = await folder.open(name);
  if (!file) return undefined;
  try {
    if (file.bytes > mostBytes) return undefined;
    const parts: Buffer[] = [];
    for await (const part of file.chunks(0, file.bytes)) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  } finally {
    await file.close();
  }
}
