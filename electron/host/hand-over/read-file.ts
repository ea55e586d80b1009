/**
 * Reads a hand-over file, trusting nothing of it: the signature first, then every part against the signed sizes and hashes, then
 * every entry. Nothing inflates, nothing has a name, and nothing is written while it is looked through.
 */
import { createHash } from 'node:crypto';
import type { OpenFile } from './hand-over-folder.ts';
import { ByteReader } from './byte-reader.ts';
import { CarriedEntry, LIMITS, Manifest } from './manifest.ts';
import { decrypted, ENCRYPTED_TITLE, Lock, TAG_BYTES, unlock } from './passphrase.ts';
import { parsed, readSigned, TITLES, type Signed } from './signed-text.ts';

/** Why a file is not taken. */
export type Unreadable = 'notOurs' | 'altered' | 'tooLarge';

export type Locked = { readonly is: 'wantsPassphrase'; readonly wasWrong: boolean };
export type Refused = { readonly is: 'refused'; readonly why: Unreadable };
export interface Read {
  readonly is: 'read';
  readonly manifest: Manifest;
  /** The public half of the key that signed it. */
  readonly key: string;
  readonly carried: readonly CarriedEntry[];
}

/** Told of each picture once all of its bytes are the signed ones; false ends the reading. */
export type SeeImage = (bytes: Buffer) => Promise<boolean>;

const refused = (why: Unreadable): Refused => ({ is: 'refused', why });
const LOCK_BYTES = 1_000;

export async function readHandOver(
  file: OpenFile,
  passphrase: string | undefined,
  seeImage?: SeeImage,
): Promise<Read | Locked | Refused> {
  if (file.bytes > LIMITS.fileBytes) return refused('tooLarge');
  const opened = await openPlain(file, passphrase);
  if (!('plain' in opened)) return opened;
  try {
    return await readParts(new ByteReader(opened.plain), seeImage);
  } catch (error) {
    // Subtle: that is how the cipher says that a bit was altered. What the disk says has a code of its own.
    if (error instanceof Error && error.message.includes('authenticate data')) return refused('altered');
    throw error;
  }
}

/** What the file says of itself, the parts unseen; undefined where that cannot be read. */
export async function readHead(file: OpenFile): Promise<'encrypted' | Signed<Manifest> | undefined> {
  const reader = new ByteReader(file.chunks(0, file.bytes));
  const title = await reader.line(LOCK_BYTES);
  if (title === ENCRYPTED_TITLE) return 'encrypted';
  return title === TITLES.handOver ? signedHead(title, reader) : undefined;
}

async function signedHead(title: string, reader: ByteReader): Promise<Signed<Manifest> | undefined> {
  const body = await reader.line(LIMITS.headBytes);
  const seal = body === undefined ? undefined : await reader.line(LOCK_BYTES);
  return body === undefined || seal === undefined
    ? undefined
    : readSigned(TITLES.handOver, Manifest, [title, body, seal]);
}

async function openPlain(
  file: OpenFile,
  passphrase: string | undefined,
): Promise<{ readonly plain: AsyncIterable<Buffer> } | Locked | Refused> {
  const reader = new ByteReader(file.chunks(0, Math.min(file.bytes, 2 * LOCK_BYTES)));
  const title = await reader.line(LOCK_BYTES);
  if (title === TITLES.handOver) return { plain: file.chunks(0, file.bytes) };
  if (title !== ENCRYPTED_TITLE) return refused('notOurs');
  const text = await reader.line(LOCK_BYTES);
  const lock = Lock.safeParse(parsed(text ?? '')).data;
  if (text === undefined || !lock) return refused('altered');
  const key = passphrase === undefined ? undefined : await unlock(lock, passphrase);
  if (!key) return { is: 'wantsPassphrase', wasWrong: passphrase !== undefined };
  const from = Buffer.byteLength(`${title}\n${text}\n`);
  const to = file.bytes - TAG_BYTES;
  if (to < from) return refused('altered');
  const tag = await bytesOf(file.chunks(to, file.bytes));
  return { plain: decrypted(file.chunks(from, to), key, lock, tag) };
}

async function readParts(reader: ByteReader, seeImage: SeeImage | undefined): Promise<Read | Refused> {
  const title = await reader.line(LOCK_BYTES);
  const head = title === undefined ? undefined : await signedHead(title, reader);
  if (!head) return refused('altered');
  const { said: manifest, key } = head;
  const total = manifest.images.reduce((sum, { bytes }) => sum + bytes, manifest.entries.bytes);
  if (total > LIMITS.fileBytes) return refused('tooLarge');
  const lines = await partOf(reader, manifest.entries);
  const carried = lines && entriesOf(lines, manifest);
  if (!carried || !namesAllImages(carried, manifest)) return refused('altered');
  for (const image of manifest.images) {
    const bytes = seeImage ? await partOf(reader, image) : (await isPart(reader, image)) ? Buffer.alloc(0) : undefined;
    if (!bytes || (seeImage && !(await seeImage(bytes)))) return refused('altered');
  }
  return (await reader.isAtEnd()) ? { is: 'read', manifest, key, carried } : refused('altered');
}

interface Part {
  readonly bytes: number;
  readonly sha256: string;
}

async function isPart(reader: ByteReader, { bytes, sha256 }: Part): Promise<boolean> {
  const hash = createHash('sha256');
  return (await reader.pass(bytes, piece => void hash.update(piece))) && hash.digest('hex') === sha256;
}

async function partOf(reader: ByteReader, part: Part): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  const hash = createHash('sha256');
  const isWhole = await reader.pass(part.bytes, piece => {
    hash.update(piece);
    pieces.push(piece);
  });
  return isWhole && hash.digest('hex') === part.sha256 ? Buffer.concat(pieces) : undefined;
}

function entriesOf(lines: Buffer, { entries, seq, portal }: Manifest): readonly CarriedEntry[] | undefined {
  const texts = lines.toString('utf8').split('\n');
  if (texts.pop() !== '' || texts.length !== entries.count) return undefined;
  const carried = texts.flatMap(text => CarriedEntry.safeParse(parsed(text)).data ?? []);
  const isInOrder = carried.every((one, nth) => one.seq >= (carried[nth - 1]?.seq ?? seq.first));
  const isWhole = carried.length === entries.count && isInOrder && carried.at(-1)?.seq === seq.last;
  const isOne = new Set(carried.map(({ entry }) => entry.id)).size === carried.length;
  return isWhole && isOne && carried.every(({ entry }) => entry.collid === portal.collid) ? carried : undefined;
}

/** Every picture that is still to be sent is there, and no other. */
function namesAllImages(carried: readonly CarriedEntry[], { images }: Manifest): boolean {
  const named = new Map(imagesOf(carried).map(({ sha256, bytes }) => [sha256, bytes]));
  return named.size === images.length && images.every(({ sha256, bytes }) => named.get(sha256) === bytes);
}

/** The pictures of the open entries, each once. */
export function imagesOf(carried: readonly CarriedEntry[]): Manifest['images'] {
  const images = new Map<string, Part>();
  for (const { entry, delivery } of carried) {
    const isOpen = delivery.is === 'waiting' || delivery.is === 'conflicted';
    if (!isOpen || entry.change.kind !== 'attachImage') continue;
    const { sha256, bytes } = entry.change.image;
    images.set(sha256, { sha256, bytes });
  }
  return [...images.values()];
}

async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}
