import { beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../../shared/outbox/builders.ts';
import { entriesOf, openOn, queue, queueAll } from './journal-bench.ts';
import type { Journal } from './journal.ts';
import { MemoryDisk } from './memory-disk.ts';
import type { MirrorNews } from './mirror.ts';

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

let disk: MemoryDisk;
let mirror: MemoryDisk;
let news: MirrorNews['is'][];

const open = (first: MemoryDisk, second: MemoryDisk | undefined): Promise<Journal> =>
  openOn(first, { segmentBytes: 3_000, reserveBytes: 0, mirror: second, mirrorNews: ({ is }) => news.push(is) });

beforeEach(() => {
  disk = new MemoryDisk();
  mirror = new MemoryDisk();
  news = [];
});

async function expectSameBytes(): Promise<void> {
  expect(await mirror.segments()).toEqual(await disk.segments());
  for (const number of await disk.segments()) expect(await mirror.read(number)).toEqual(await disk.read(number));
}

describe('the mirror', () => {
  it('holds the same bytes as the first copy, over several segments', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 20);
    await journal.mirrored();
    expect(journal.mirrorLag).toBe(0);
    await expectSameBytes();
  });

  it('that is unplugged is told of once, slows nothing, and catches up when it is back', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 3);
    await journal.mirrored();
    mirror.failNext('EIO', 'append', 100);
    for (let nth = 4; nth <= 9; nth += 1) {
      mirror.failNext('EIO', 'segments');
      expect(await queue(journal, nth)).toMatchObject({ ok: true });
      await journal.mirrored();
    }
    expect([news, journal.mirrorLag > 5]).toEqual([['failed'], true]);
    mirror.mend();
    await queue(journal, 10);
    await journal.mirrored();
    expect([news, journal.mirrorLag]).toEqual([['failed', 'back'], 0]);
    const restored = await open(mirror.copy(), undefined);
    expect([entriesOf(restored), restored.opening.damage]).toEqual([upTo(10), undefined]);
  });

  it('that hangs holds up neither what is recorded nor the closing', async () => {
    const journal = await open(disk, mirror);
    mirror.cutPowerAt(mirror.operations + 1, 0);
    await queueAll(journal, 1, 5);
    expect(journal.mirrorLag).toBeGreaterThan(0);
    await journal.close();
  });

  it('is caught up with what was written while there was none', async () => {
    await queueAll(await open(disk, undefined), 1, 12);
    const journal = await open(disk, mirror);
    await journal.mirrored();
    await expectSameBytes();
  });

  it('of another journal is left alone, and told of', async () => {
    await queueAll(await openOn(mirror, { newId: () => idOf(5), connectionId: 'herbarium' }), 1, 2);
    const theirs = await mirror.read(1);
    const journal = await open(disk, mirror);
    await queueAll(journal, 7, 8);
    await journal.mirrored();
    expect(news).toEqual(['failed']);
    expect(await mirror.read(1)).toEqual(theirs);
    expect(entriesOf(journal)).toEqual([7, 8]);
  });

  it('gives back what an older first copy has lost, and the opening says how much', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 4);
    const older = disk.copy();
    await queueAll(journal, 5, 12);
    await journal.mirrored();
    const again = await open(older, mirror);
    expect(entriesOf(again)).toEqual(upTo(12));
    expect(again.opening.restoredFromMirror).toBeGreaterThanOrEqual(8);
    expect(entriesOf(await open(older, undefined))).toEqual(upTo(12));
  });

  it('gives back a first copy that is lost altogether', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 12);
    await journal.mirrored();
    const empty = new MemoryDisk();
    const again = await open(empty, mirror);
    expect([again.journalId, entriesOf(again)]).toEqual([journal.journalId, upTo(12)]);
    expect(again.opening.restoredFromMirror).toBeGreaterThanOrEqual(12);
  });

  it('mends a damaged segment, and the damaged bytes are kept aside', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 12);
    await journal.mirrored();
    disk.spoil(2, bytes => bytes.fill(0, 500, 900));
    const again = await open(disk, mirror);
    expect(again.opening).toMatchObject({ damage: undefined, restoredFromMirror: expect.any(Number) });
    expect(again.opening.restoredFromMirror).toBeGreaterThan(0);
    expect([entriesOf(again), again.projection.salvaged.size]).toEqual([upTo(12), 0]);
    await again.mirrored();
    await expectSameBytes();
  });

  it('mends the last segment although it has not caught up with it', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 2);
    await journal.mirrored();
    const behind = mirror.copy();
    await queue(journal, 3);
    disk.spoil(1, bytes => bytes.fill(0, 400, 450));
    const again = await open(disk, behind);
    expect([entriesOf(again), again.opening.damage]).toEqual([[1, 2, 3], undefined]);
  });

  it('mends even a journal whose head is unreadable', async () => {
    const journal = await open(disk, mirror);
    await queueAll(journal, 1, 2);
    await journal.mirrored();
    disk.spoil(1, bytes => bytes.fill(0, 0, 60));
    expect(entriesOf(await open(disk, mirror))).toEqual([1, 2]);
  });

  it('does not bring back what was withdrawn in the first copy', async () => {
    const journal = await open(disk, mirror);
    await queue(journal, 1);
    disk.failNext('EIO', 'datasync');
    disk.failNext('EIO', 'truncate');
    await queue(journal, 2);
    await queue(journal, 3);
    await journal.mirrored();
    expect(entriesOf(await open(new MemoryDisk(), mirror))).toEqual([1, 3]);
    expect(entriesOf(await open(disk, mirror))).toEqual([1, 3]);
  });
});
