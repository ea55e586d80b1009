import { describe, expect, it } from 'vitest';
import { idOf } from '../../../shared/outbox/builders.ts';
import type { Shot } from '../../../shared/workflow/shot.ts';
import { ShotBook } from './shot-book.ts';
import type { LineDisk } from '../json-lines.ts';

const SHEET = { taskId: idOf(1), catalogNumber: 'VASC0000001' };
const OTHER = { taskId: idOf(2), catalogNumber: 'VASC0000002' };
const OTHER_NUMBER = { catalogNumber: 'VASC0000002' };
const FILE = { name: 'IMG_1.JPG', bytes: 9, changedAt: 5 };

const aShot = (nth: number): Shot => ({
  ...{ id: idOf(nth), originalName: `IMG_${nth}.JPG`, sha256: `sha-${nth}`, bytes: 9, format: 'jpeg' },
  ...{ width: 2, height: 3, takenAt: null, arrivedAt: nth, takenFor: null },
  sent: { sha256: String(nth).padStart(64, '0'), bytes: 9, mime: 'image/jpeg' },
  ...{ read: null, place: 'waiting', sheet: null, name: null },
});

/** A file in memory, as a crash leaves it. */
class MemoryLines implements LineDisk {
  bytes = Buffer.alloc(0);
  isFull = false;
  read = async () => this.bytes;
  append = async (from: number, more: Buffer) => {
    // A full disk takes a part of what it is given.
    const taken = this.isFull ? more.subarray(0, 10) : more;
    this.bytes = Buffer.concat([this.bytes.subarray(0, from), taken]);
    if (this.isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
}

const unreadable: string[] = [];
const opened = (disk: LineDisk) => ShotBook.open(disk, line => unreadable.push(line));

async function bookWith(...numbers: number[]) {
  const disk = new MemoryLines();
  const book = await opened(disk);
  for (const nth of numbers) await book.arrived(aShot(nth), { ...FILE, name: `IMG_${nth}.JPG` });
  return { disk, book };
}

const nameOf = async (given: ReturnType<ShotBook['give']>) => {
  const answer = await given;
  return answer.ok ? answer.value.name : answer.failure.kind;
};

describe('the shot book', () => {
  it('names shots by the barcode of their specimen, from the second on with a number, and no two alike', async () => {
    const { book } = await bookWith(11, 12, 13, 14);
    const names = await Promise.all([11, 12, 13].map(nth => nameOf(book.give(idOf(nth), SHEET))));
    expect(names).toEqual(['VASC0000001', 'VASC0000001_2', 'VASC0000001_3']);
    expect(await nameOf(book.give(idOf(14), OTHER))).toBe('VASC0000002');
  });

  it('gives a name again only where the shot that had it was taken back', async () => {
    const { book } = await bookWith(11, 12, 13);
    await book.give(idOf(11), SHEET);
    await book.give(idOf(12), SHEET);
    await book.release(idOf(11), 'setAside');
    await book.queued(idOf(12), idOf(99));
    expect(await nameOf(book.give(idOf(13), SHEET))).toBe('VASC0000001');
    expect(await nameOf(book.give(idOf(11), SHEET))).toBe('VASC0000001_3');
  });

  it('takes nothing back that is on its way to the portal, unless its entry was', async () => {
    const { book } = await bookWith(11);
    await book.give(idOf(11), SHEET);
    await book.queued(idOf(11), idOf(99));
    expect(await nameOf(book.give(idOf(11), OTHER))).toBe('notFound');
    expect(book.open).toEqual([]);
    expect(book.carriedBy(idOf(99))?.id).toBe(idOf(11));
    await book.release(idOf(11), 'waiting');
    expect(book.open).toMatchObject([{ place: 'waiting', sheet: null, takenFor: SHEET }]);
  });

  it('gives a shot back only where its newest entry was taken back', async () => {
    const { book } = await bookWith(11);
    await book.give(idOf(11), SHEET);
    const { sha256 = '' } = aShot(11).sent ?? {};
    for (const entry of [idOf(98), idOf(99)]) {
      expect(book.toBeCarriedBy(entry, sha256, 'VASC0000001')?.id).toBe(idOf(11));
      await book.queued(idOf(11), entry);
      expect(book.toBeCarriedBy(entry, sha256, 'VASC0000001')).toBeUndefined();
    }
    expect([book.carriedBy(idOf(98))?.id, book.carriedBy(idOf(99))?.id]).toEqual([undefined, idOf(11)]);
  });

  it('is the same after a start, with the files it knows', async () => {
    const { disk, book } = await bookWith(11, 12);
    await book.give(idOf(11), SHEET);
    await book.left([{ name: 'old.jpg', bytes: 1, changedAt: 1 }]);
    const again = await opened(disk);
    expect(again.open).toEqual(book.open);
    expect(again.last).toEqual({ name: 'IMG_12.JPG', at: 12 });
    expect(again.isKnown({ name: 'old.jpg', bytes: 1, changedAt: 1 })).toBe(true);
    expect(again.isKnown({ name: 'IMG_11.JPG', bytes: 10, changedAt: 5 })).toBe(false);
  });

  it('cuts off the line in which the power went, and loses no other', async () => {
    const { disk } = await bookWith(11, 12);
    disk.bytes = disk.bytes.subarray(0, disk.bytes.length - 20);
    const again = await opened(disk);
    expect(again.open.map(({ id }) => id)).toEqual([idOf(11)]);
    await again.arrived(aShot(13), FILE);
    expect((await opened(disk)).open.map(({ id }) => id)).toEqual([idOf(11), idOf(13)]);
  });

  it('does not count what a full disk took half, and goes on where there is room again', async () => {
    const { disk, book } = await bookWith(11);
    disk.isFull = true;
    expect(await book.arrived(aShot(12), FILE)).toEqual({ ok: false, failure: { kind: 'diskFull' } });
    expect(book.open).toHaveLength(1);
    disk.isFull = false;
    await book.arrived(aShot(13), FILE);
    expect((await opened(disk)).open.map(({ id }) => id)).toEqual([idOf(11), idOf(13)]);
  });

  it('passes over a line that cannot be read, and tells of it', async () => {
    const { disk } = await bookWith(11, 12);
    const [first = '', second = ''] = disk.bytes.toString('utf8').split('\n');
    disk.bytes = Buffer.from(`${first.slice(0, -5)}\n${second}\n`);
    expect((await opened(disk)).open.map(({ id }) => id)).toEqual([idOf(12)]);
    expect(unreadable).toHaveLength(1);
  });
});

describe('a shot that moved on the page of the day', () => {
  const moveTo = (nth: number, catalogNumber: string, isQueued = true) => ({
    ...{ shotId: idOf(nth), sheet: { taskId: idOf(90), catalogNumber }, name: catalogNumber },
    ...{ entryId: idOf(nth + 80), isQueued },
  });

  it('is carried by its new entry alone, at the next start too', async () => {
    const { book, disk } = await bookWith(11);
    await book.give(idOf(11), SHEET);
    await book.queued(idOf(11), idOf(71));
    await book.moved(moveTo(11, 'VASC0000002'));
    for (const one of [book, await opened(disk)]) {
      expect(one.find(idOf(11))).toMatchObject({ place: 'queued', name: 'VASC0000002', sheet: OTHER_NUMBER });
      expect([one.carriedBy(idOf(71)), one.carriedBy(idOf(91))?.id]).toEqual([undefined, idOf(11)]);
      expect(one.toBeCarriedBy(idOf(91), '11'.padStart(64, '0'), 'VASC0000002')).toBeUndefined();
    }
  });

  it('waits, and is known to be of that specimen, where nothing carries it', async () => {
    const { book } = await bookWith(11);
    await book.moved(moveTo(11, 'VASC0000002', false));
    expect(book.open).toMatchObject([{ id: idOf(11), place: 'waiting', sheet: OTHER_NUMBER }]);
    expect(await nameOf(book.give(idOf(11), SHEET))).toBe('VASC0000001');
  });

  it('may get the name that another shot of the same act leaves, and never one that stays', async () => {
    const { book } = await bookWith(11, 12, 13);
    for (const nth of [11, 12, 13]) await book.give(idOf(nth), { ...SHEET, catalogNumber: `VASC000000${nth - 10}` });
    const names = book.namesFor([11, 12].map(nth => ({ shotId: idOf(nth), catalogNumber: `VASC000000${nth - 9}` })));
    expect([...names.values()]).toEqual(['VASC0000002', 'VASC0000003_2']);
  });
});

it('the shot book tells of each shot of which more is known', async () => {
  const { book, disk } = await bookWith(11);
  const told: (string | undefined)[] = [];
  book.follow(({ read }) => told.push(read?.verdict));
  await book.read(idOf(11), { verdict: 'certain', numbers: ['VASC0000001'] });
  expect(told).toEqual(['certain']);
  expect((await opened(disk)).find(idOf(11))?.read?.numbers).toEqual(['VASC0000001']);
});
