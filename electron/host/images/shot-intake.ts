/** From a file in the camera's folder to a shot of this station: checked, kept, written into the book, announced. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { SheetAtCamera, Shot } from '../../../shared/workflow/shot.ts';
import { codeOf } from '../durable-files.ts';
import type { FoundFile, Outcome } from './watched-files.ts';
import type { ImageStore, KeptImage } from './image-store.ts';
import { checkPicture, type RawReader, type WholePicture } from './picture-check.ts';
import type { SentImage } from './sent-pictures.ts';
import type { ShotBook } from './shot-book.ts';

export interface IntakePorts {
  readonly folder: string;
  readonly store: ImageStore;
  readonly book: ShotBook;
  readonly raw: RawReader;
  /** What of a kept picture is sent to the portal. */
  readonly rendition: (sha256: string) => Promise<Result<SentImage>>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly arrived: (shot: Shot) => void;
}

export async function takeIn(ports: IntakePorts, file: FoundFile, takenFor: SheetAtCamera | null): Promise<Outcome> {
  try {
    return await take(ports, file, takenFor);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { is: 'refused', why: 'gone' };
    if (code === 'ELOOP') return { is: 'refused', why: 'link' };
    if (code === undefined) throw error;
    return { is: 'later', why: 'unreadable' };
  }
}

async function take(ports: IntakePorts, file: FoundFile, takenFor: SheetAtCamera | null): Promise<Outcome> {
  const at = path.join(ports.folder, file.name);
  const picture = await checkPicture(at, file.name, file.bytes, ports.raw);
  if (picture.is !== 'whole') return picture;
  const kept = await keepAsItIs(ports.store, at, file);
  if (kept === 'changed') return { is: 'unfinished', why: 'damaged' };
  if (!kept.ok) return notKept(kept.failure);
  const before = ports.book.withBytes(kept.value.sha256);
  if (before) return { is: 'refused', why: 'again', of: before.name ?? before.originalName };
  const sent = await sentOf(ports, picture, kept.value);
  if (!sent.ok) return notKept(sent.failure);
  const shot = await ports.book.arrived(
    shotOf(ports, file, picture, { ...kept.value, takenFor, sent: sent.value }),
    file,
  );
  if (!shot.ok) return notKept(shot.failure);
  ports.arrived(shot.value);
  return { is: 'taken' };
}

function shotOf(
  { now, newId }: IntakePorts,
  { name: originalName }: FoundFile,
  { format, width, height, takenAt }: WholePicture,
  facts: Pick<Shot, 'sha256' | 'bytes' | 'takenFor' | 'sent'>,
): Shot {
  const about = { originalName, format, width, height, takenAt, arrivedAt: now() };
  return { id: newId(), ...about, ...facts, read: null, place: 'waiting', sheet: null, name: null };
}

/** `changed`: what was copied is not, or not only, what had been looked at. */
async function keepAsItIs(store: ImageStore, at: string, file: FoundFile): Promise<Result<KeptImage> | 'changed'> {
  // Subtle: neither follows a link that took the file's place meanwhile nor waits at a pipe.
  const handle = await open(at, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await isStill(handle, file))) return 'changed';
    const kept = await store.keep(handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>);
    return (await isStill(handle, file)) ? kept : 'changed';
  } finally {
    await handle.close();
  }
}

async function isStill(handle: FileHandle, { bytes, changedAt }: FoundFile): Promise<boolean> {
  const found = await handle.stat();
  return found.isFile() && found.size === bytes && found.mtimeMs === changedAt;
}

/** What a portal is sent of it. Subtle: a picture that no portal takes is kept all the same. */
async function sentOf(
  { store, rendition }: IntakePorts,
  { format, preview }: WholePicture,
  original: KeptImage,
): Promise<Result<SentImage | null>> {
  if (format === 'raw' && !preview) return success(null);
  const seen = preview ? await store.keep(preview) : success(original);
  if (!seen.ok) return seen;
  const sent = await rendition(seen.value.sha256);
  return sent.ok || isOfDisk(sent.failure) ? sent : success(null);
}

const isOfDisk = ({ kind }: Failure): boolean => kind === 'diskFull' || kind === 'diskBroken';

const notKept = ({ kind }: Failure): Outcome => ({ is: 'later', why: kind === 'diskFull' ? 'diskFull' : 'diskBroken' });
