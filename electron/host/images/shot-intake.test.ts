import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf } from '../../../shared/outbox/builders.ts';
import { USUAL_IMAGE_UPLOAD } from '../../../shared/portal/image-upload.ts';
import type { Shot } from '../../../shared/workflow/shot.ts';
import { placeDurably, writeDurably } from '../durable-files.ts';
import { listFolder, look } from './folder-on-disk.ts';
import type { Outcome } from './watched-files.ts';
import { ImageStore } from './image-store.ts';
import { SentPictures } from './sent-pictures.ts';
import { ShotBook } from './shot-book.ts';
import { takeIn } from './shot-intake.ts';
import { lineFile } from '../json-lines.ts';
import { UploadBound } from './upload-bound.ts';

// Pictures are compressed for real, however busy the computer is.
vi.setConfig({ testTimeout: 30_000 });

const SHEET = { taskId: idOf(1), catalogNumber: 'VASC0000001' };
const NOISE = {
  create: {
    width: 300,
    height: 200,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  },
} as const;
const noise = () => sharp(NOISE);

let folder: string;
let captures: string;
let store: ImageStore;
let book: ShotBook;
let arrived: Shot[];
let embedded: Buffer | undefined;
const raw = { preview: async () => embedded };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-intake-'));
  captures = path.join(folder, 'captures');
  await mkdir(captures);
  store = new ImageStore(path.join(folder, 'images'));
  book = await ShotBook.open(lineFile(path.join(folder, 'shots.jsonl')), () => undefined);
  arrived = [];
  embedded = undefined;
});
afterEach(() => rm(folder, { recursive: true }));

async function take(name: string, bytes?: Buffer): Promise<Outcome> {
  if (bytes) await writeFile(path.join(captures, name), bytes);
  const file = await look(captures, name);
  if (!file) throw new Error(`There is no ${name}.`);
  const learned = await UploadBound.open(folder);
  const sentPictures = new SentPictures({ store, upload: USUAL_IMAGE_UPLOAD, learned });
  const rendition = (sha256: string) => sentPictures.renditionOf(sha256);
  const ids = () => idOf(100 + book.open.length);
  const ports = { folder: captures, store, book, raw, rendition, now: () => 5, newId: ids };
  return takeIn({ ...ports, arrived: shot => void arrived.push(shot) }, file, SHEET);
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a whole picture', () => {
  it('is kept as it is and written into the book, and its original is untouched', async () => {
    const jpeg = await noise()
      .jpeg()
      .withExif({ IFD2: { DateTimeOriginal: '2026:11:21 14:03:05' } })
      .toBuffer();
    expect(await take('IMG_1.JPG', jpeg)).toEqual({ is: 'taken' });
    expect(arrived).toMatchObject([
      {
        sha256: sha(jpeg),
        bytes: jpeg.length,
        format: 'jpeg',
        width: 300,
        height: 200,
        takenAt: '2026-11-21T14:03:05',
      },
    ]);
    expect(arrived).toMatchObject([{ takenFor: SHEET, place: 'waiting', originalName: 'IMG_1.JPG', arrivedAt: 5 }]);
    expect(arrived[0]?.sent).toEqual({ sha256: sha(jpeg), bytes: jpeg.length, mime: 'image/jpeg' });
    expect((await store.read(sha(jpeg)))?.equals(jpeg)).toBe(true);
    expect((await readFile(path.join(captures, 'IMG_1.JPG'))).equals(jpeg)).toBe(true);
    const again = await ShotBook.open(lineFile(path.join(folder, 'shots.jsonl')), () => undefined);
    expect(again.open).toEqual(arrived);
  });

  it('of sixteen bits in a TIFF is kept so, and a portal is sent a JPEG of it', async () => {
    const tiff = await noise().toColourspace('rgb16').tiff({ compression: 'lzw' }).toBuffer();
    await take('IMG_1.TIF', tiff);
    expect((await store.read(sha(tiff)))?.equals(tiff)).toBe(true);
    const sent = arrived[0]?.sent;
    const bytes = await store.read(sent?.sha256 ?? '');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 200, depth: 'uchar' });
    expect(sent).toEqual({ sha256: sha(bytes ?? Buffer.alloc(0)), bytes: bytes?.length, mime: 'image/jpeg' });
  });

  it('that the camera turned is measured as it is seen', async () => {
    await take('IMG_1.JPG', await noise().jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect(arrived).toMatchObject([{ width: 200, height: 300 }]);
  });

  it('of more bytes than portals like is sent smaller, and kept whole', async () => {
    const large = Buffer.concat([await noise().jpeg().toBuffer(), Buffer.alloc(8_000_000)]);
    await take('IMG_1.JPG', large);
    expect(arrived).toMatchObject([{ bytes: large.length, sent: { mime: 'image/jpeg' } }]);
    expect(arrived[0]?.sent?.bytes).toBeLessThan(8_000_000);
    expect(await store.has(sha(large))).toBe(true);
  });

  it('in a camera’s RAW file is sent as the preview in it, and without one is kept all the same', async () => {
    embedded = await noise().jpeg().toBuffer();
    expect(await take('IMG_1.CR2', Buffer.from('II*\0 a camera’s own'))).toEqual({ is: 'taken' });
    embedded = undefined;
    expect(await take('IMG_2.NEF', Buffer.from('MM\0* another’s own'))).toEqual({ is: 'taken' });
    expect(arrived).toMatchObject([
      { format: 'raw', width: 300, sent: { mime: 'image/jpeg' } },
      { format: 'raw', width: null, sent: null },
    ]);
    expect(await store.has(arrived[1]?.sha256 ?? '')).toBe(true);
  });

  it('whose name has odd signs is taken like any other', async () => {
    const name = 'Ångström "1499" \\ $(x) 標本.jpg';
    expect(await take(name, await noise().jpeg().toBuffer())).toEqual({ is: 'taken' });
    expect(arrived).toMatchObject([{ originalName: name }]);
  });

  it('is no second picture where the same bytes came before', async () => {
    const jpeg = await noise().jpeg().toBuffer();
    await take('IMG_1.JPG', jpeg);
    expect(await take('Copy of IMG_1.JPG', jpeg)).toEqual({ is: 'refused', why: 'again', of: 'IMG_1.JPG' });
    expect(arrived).toHaveLength(1);
  });
});

describe('what is no whole picture', () => {
  it.each(['jpeg', 'png', 'tiff'] as const)('a %s that is cut off anywhere may still be written', async format => {
    const whole = await noise().toFormat(format).toBuffer();
    for (const missing of [2, 12, 500, whole.length >> 1, whole.length - 20])
      expect(
        await take(`cut.${format}`, whole.subarray(0, whole.length - missing)),
        `${missing} bytes missing`,
      ).toEqual({
        is: 'unfinished',
        why: 'damaged',
      });
    expect(await readdir(folder)).toEqual(['captures']);
  });

  it('a JPEG that is spoilt in its middle is not taken for whole', async () => {
    const spoilt = await noise().jpeg().toBuffer();
    spoilt.fill(0xff, 5_000, 5_040);
    expect(await take('spoilt.jpg', spoilt)).toEqual({ is: 'unfinished', why: 'damaged' });
  });

  it('an empty file may still be written', async () => {
    expect(await take('empty.jpg', Buffer.alloc(0))).toEqual({ is: 'unfinished', why: 'empty' });
  });

  it('a file that is called a picture and is another thing is refused', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
    expect(await take('drawing.jpg', svg)).toEqual({ is: 'refused', why: 'noPicture' });
  });

  it('a small file that claims a gigantic picture is refused before anybody decodes it', async () => {
    const bomb = await noise().png().toBuffer();
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await take('bomb.png', bomb)).toEqual({ is: 'refused', why: 'tooManyPixels' });
  });

  it('a link that took the place of a file is not followed', async () => {
    const secret = path.join(folder, 'secret.jpg');
    await writeFile(secret, await noise().jpeg().toBuffer());
    await symlink(secret, path.join(captures, 'IMG_1.JPG'));
    expect(await take('IMG_1.JPG')).toEqual({ is: 'refused', why: 'link' });
    expect(arrived).toEqual([]);
  });

  it('links, folders, pipes and sockets are told apart from files in the folder', async () => {
    await symlink('/nowhere', path.join(captures, 'a.jpg'));
    await mkdir(path.join(captures, 'b.jpg'));
    execFileSync('mkfifo', [path.join(captures, 'c.jpg')]);
    await writeFile(path.join(captures, 'd.jpg'), 'd');
    const listing = await listFolder(captures);
    const kinds = listing.is === 'listed' ? listing.files.map(({ name, is }) => [name, is]).sort() : [];
    expect(kinds).toEqual([
      ['a.jpg', 'link'],
      ['b.jpg', 'folder'],
      ['c.jpg', 'noFile'],
      ['d.jpg', 'file'],
    ]);
  });

  it('a folder that is not there, or is a file, says so', async () => {
    expect(await listFolder(path.join(folder, 'gone'))).toEqual({ is: 'away', why: 'missing' });
    await writeFile(path.join(folder, 'file'), '');
    expect(await listFolder(path.join(folder, 'file'))).toEqual({ is: 'away', why: 'noFolder' });
  });
});

describe('a disk without room', () => {
  const full = async () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

  it('for the picture says so; nothing of it is kept and the camera’s file stays', async () => {
    store = new ImageStore(path.join(folder, 'images'), { write: full, read: readFile, place: placeDurably });
    expect(await take('IMG_1.JPG', await noise().jpeg().toBuffer())).toEqual({ is: 'later', why: 'diskFull' });
    expect([arrived, book.open]).toEqual([[], []]);
    expect(await readdir(captures)).toEqual(['IMG_1.JPG']);
    store = new ImageStore(path.join(folder, 'images'), { write: writeDurably, read: readFile, place: placeDurably });
    expect(await take('IMG_1.JPG')).toEqual({ is: 'taken' });
  });

  it('for the book says so, and the same file is taken when there is room, as one picture', async () => {
    const disk = lineFile(path.join(folder, 'shots.jsonl'));
    let isFull = true;
    const tight = {
      read: disk.read,
      append: (from: number, bytes: Buffer) => (isFull ? full() : disk.append(from, bytes)),
    };
    book = await ShotBook.open(tight, () => undefined);
    expect(await take('IMG_1.JPG', await noise().jpeg().toBuffer())).toEqual({ is: 'later', why: 'diskFull' });
    isFull = false;
    expect(await take('IMG_1.JPG')).toEqual({ is: 'taken' });
    expect(book.open).toHaveLength(1);
  });
});
