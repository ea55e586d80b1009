import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, success } from '../../../shared/failure/failure.ts';
import {
  lastLevelOf,
  sizeAt,
  tileSideAt,
  type PictureSize,
  type TilePlace,
} from '../../../shared/specimen/picture-levels.ts';
import { BoundedFolder } from './bounded-folder.ts';
import { HeldPictures } from './held-pictures.ts';
import { aPicture, meanOf } from './picture-builders.ts';
import { PictureDesk } from './picture-desk.ts';

const SIZE = { width: 2600, height: 3000 };
const LAST = { level: 1, column: 5, row: 5 };
let folder: string;
let jpeg: Buffer;
let files: Map<string, Buffer>;
let read: string[];
let waiting: (() => void)[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-desk-'));
  jpeg ??= await aPicture(SIZE).jpeg({ quality: 95 }).toBuffer();
  files = new Map([['kept-1', jpeg]]);
  read = [];
  waiting = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function aDesk(held?: HeldPictures): PictureDesk {
  return new PictureDesk({
    source: {
      read: async imageId => {
        read.push(imageId);
        const bytes = files.get(imageId);
        return bytes ? success(bytes) : failed({ kind: 'notFound' });
      },
      isLasting: imageId => imageId.startsWith('kept-'),
    },
    lasting: new BoundedFolder(path.join(folder, 'lasting'), 1e9),
    after: (_, then) => {
      waiting.push(then);
      return () => undefined;
    },
    report: error => expect.fail(String(error)),
    ...(held ? { held } : {}),
  });
}

/** The pause after a decode is over, and the lasting form stands on the disk. */
async function putAway(imageId: string): Promise<void> {
  await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
  for (const then of waiting.splice(0)) then();
  await vi.waitFor(async () => expect(await readdir(path.join(folder, 'lasting'))).toContain(imageId));
}

const sizeOf = async (tile: Buffer | undefined) => {
  const { width, height, format } = await sharp(tile).metadata();
  return [width, height, format];
};

function allTilesOf(size: PictureSize): readonly TilePlace[] {
  return Array.from({ length: lastLevelOf(size) + 1 }, (_, level) => {
    const [whole, side] = [sizeAt(size, level), tileSideAt(size, level)];
    const columns = Array.from({ length: Math.ceil(whole.width / side) }, (__, column) => column);
    const rows = Array.from({ length: Math.ceil(whole.height / side) }, (__, row) => row);
    return columns.flatMap(column => rows.map(row => ({ level, column, row })));
  }).flat();
}

describe('the desk of pictures', () => {
  it('tells the size once the first view is there, and cuts every tile from one reading of the file', async () => {
    const desk = aDesk();
    expect(await desk.open('kept-1')).toEqual(success(SIZE));
    expect(await sizeOf(await desk.tile('kept-1', { level: 0, column: 0, row: 0 }))).toEqual([1300, 1500, 'jpeg']);
    expect(await sizeOf(await desk.tile('kept-1', { level: 1, column: 1, row: 2 }))).toEqual([512, 512, 'jpeg']);
    expect(await sizeOf(await desk.tile('kept-1', LAST))).toEqual([40, 440, 'jpeg']);
    expect((await desk.whole('kept-1')).ok).toBe(true);
    expect(read).toEqual(['kept-1']);
  });

  it('shows in each tile what lies there', async () => {
    const desk = aDesk();
    const [red = 0, green = 0] = await meanOf((await desk.tile('kept-1', { level: 1, column: 2, row: 4 })) as Buffer);
    expect(Math.abs(red - (255 * (2.5 * 512)) / SIZE.width)).toBeLessThan(4);
    expect(Math.abs(green - (255 * (4.5 * 512)) / SIZE.height)).toBeLessThan(4);
  });

  it('holds nothing once the lasting form stands, which shows the same and outlives the program', async () => {
    const held = new HeldPictures();
    const desk = aDesk(held);
    const before = await meanOf((await desk.tile('kept-1', LAST)) as Buffer);
    await putAway('kept-1');
    await vi.waitFor(() => expect(held.bytes).toBe(0));
    const later = aDesk();
    read = [];
    expect(await later.open('kept-1')).toEqual(success(SIZE));
    expect(await sizeOf(await later.tile('kept-1', { level: 0, column: 0, row: 0 }))).toEqual([1300, 1500, 'jpeg']);
    const after = await meanOf((await later.tile('kept-1', LAST)) as Buffer);
    expect(after.every((mean, nth) => Math.abs(mean - (before[nth] ?? 0)) <= 2)).toBe(true);
    expect(read).toEqual([]);
  });

  it('makes a lasting form anew that was spoilt', async () => {
    const desk = aDesk();
    await desk.open('kept-1');
    await putAway('kept-1');
    await writeFile(path.join(folder, 'lasting', 'kept-1'), 'no picture');
    expect(await sizeOf(await desk.tile('kept-1', LAST))).toEqual([40, 440, 'jpeg']);
    expect(await aDesk().open('kept-1')).toEqual(success(SIZE));
  });

  it('fetches ahead, and puts away what it fetched before anybody looks', async () => {
    files.set('kept-2', await aPicture({ width: 2500, height: 100 }).png().toBuffer());
    aDesk().fetchAhead(['kept-1', 'kept-2', 'kept-9']);
    await vi.waitFor(async () => expect(await readdir(path.join(folder, 'lasting'))).toEqual(['kept-1', 'kept-2']));
    expect(waiting).toEqual([]);
  });

  it('keeps no lasting form of what may be drawn anew', async () => {
    files.set('practice-1', jpeg);
    const desk = aDesk();
    await desk.tile('practice-1', LAST);
    expect([waiting, await readdir(folder)]).toEqual([[], []]);
  });

  it.each([
    ['beside the picture', { level: 1, column: 6, row: 0 }],
    ['of a level it does not have', { level: 2, column: 0, row: 0 }],
  ])('has no tile %s', async (_, place) => {
    expect(await aDesk().tile('kept-1', place)).toBeUndefined();
  });

  it('says that a damaged picture cannot be read, and looks again when it is asked again', async () => {
    files.set('kept-1', jpeg.subarray(0, jpeg.length / 2));
    const desk = aDesk();
    expect(await desk.open('kept-1')).toEqual(failed({ kind: 'unreadableImage', name: 'kept-1' }));
    expect(await desk.tile('kept-1', LAST)).toBeUndefined();
    files.set('kept-1', jpeg);
    expect(await desk.open('kept-1')).toEqual(success(SIZE));
  });

  it('knows no picture that nobody gave', async () => {
    expect(await aDesk().open('kept-../../etc/passwd')).toEqual(failed({ kind: 'notFound' }));
    expect(await aDesk().whole('kept-9')).toEqual(failed({ kind: 'notFound' }));
  });
});

describe('the lasting form of a picture of odd size', () => {
  it('has every tile of every level', async () => {
    const odd = { width: 4097, height: 2051 };
    files.set('kept-1', await aPicture(odd).jpeg().toBuffer());
    const desk = aDesk();
    expect(await desk.open('kept-1')).toEqual(success(odd));
    await putAway('kept-1');
    const [later, places] = [aDesk(), allTilesOf(odd)];
    read = [];
    for (const place of places) expect(await later.tile('kept-1', place), JSON.stringify(place)).toBeDefined();
    expect([places.length, read]).toEqual([9 * 5 + 5 * 3 + 1, []]);
  });
});
