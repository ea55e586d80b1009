import { describe, expect, it } from 'vitest';
import { deliver, entriesOf, openOn, queue, queueAll } from './journal-bench.ts';
import { MemoryDisk } from './memory-disk.ts';

const RESERVE = { reserveBytes: 4_000 };
const refusedFor = (kind: string) => ({ ok: false, failure: { kind } });

/** A journal with that many entries on a disk that has room for hardly a byte more. */
async function onFullDisk(entries: number) {
  const disk = new MemoryDisk();
  const journal = await openOn(disk, RESERVE);
  await queueAll(journal, 1, entries);
  disk.capacity = RESERVE.reserveBytes + (await disk.read(1)).length + 20;
  return { disk, journal };
}

describe('a full disk', () => {
  it('refuses new entries and still takes verdicts, from the room that was kept for them', async () => {
    const { disk, journal } = await onFullDisk(3);
    expect(await queue(journal, 4)).toEqual(refusedFor('diskFull'));
    expect(await deliver(journal, 1)).toMatchObject({ ok: true });
    expect(await queue(journal, 5)).toEqual(refusedFor('diskFull'));
    expect(await deliver(journal, 2)).toMatchObject({ ok: true });
    const again = await openOn(disk.copy(), RESERVE);
    expect(entriesOf(again)).toEqual([1, 2, 3]);
    expect([...again.projection.queue.values()].map(({ delivery }) => delivery.is)).toEqual([
      'delivered',
      'delivered',
      'waiting',
    ]);
  });

  it('tells each of those that wait together what became of it', async () => {
    const { journal } = await onFullDisk(2);
    const answers = await Promise.all([queue(journal, 3), deliver(journal, 1), queue(journal, 4), deliver(journal, 2)]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, true, false, true]);
  });

  it('refuses verdicts too once the reserve is used up, and takes everything again when there is room', async () => {
    const { disk, journal } = await onFullDisk(1);
    const answers = [];
    for (let nth = 0; nth < 40; nth += 1) answers.push((await deliver(journal, 1)).ok);
    expect([answers[0], answers.at(-1)]).toEqual([true, false]);
    disk.capacity = Infinity;
    expect(await queue(journal, 2)).toMatchObject({ ok: true });
    expect(entriesOf(await openOn(disk.copy(), RESERVE))).toEqual([1, 2]);
  });

  it('is full at the next opening as well', async () => {
    const { disk, journal } = await onFullDisk(1);
    await queue(journal, 2);
    await deliver(journal, 1);
    const again = await openOn(disk.copy(), RESERVE);
    expect(await queue(again, 3)).toEqual(refusedFor('diskFull'));
  });
});

describe('a broken disk', () => {
  it.each(['EIO', 'EROFS'])('is told from a full one (%s), and the journal goes on once it is mended', async code => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    disk.failNext(code, 'append', 30);
    expect(await queue(journal, 1)).toEqual(refusedFor('diskBroken'));
    expect(await queue(journal, 2)).toMatchObject({ ok: true });
    expect(entriesOf(await openOn(disk.copy()))).toEqual([2]);
  });

  it('never brings back an entry that was refused because its bytes were not made safe', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    disk.failNext('EIO', 'datasync', 10_000);
    expect(await queue(journal, 1)).toEqual(refusedFor('diskBroken'));
    expect(entriesOf(await openOn(disk.crash()))).toEqual([]);
    expect(entriesOf(await openOn(disk.copy()))).toEqual([]);
  });

  it('has the refused line withdrawn by the next segment where it cannot be cut off', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    await queue(journal, 1);
    disk.failNext('EIO', 'datasync');
    disk.failNext('EIO', 'truncate');
    expect(await queue(journal, 2)).toEqual(refusedFor('diskBroken'));
    expect((await disk.read(1)).toString()).toContain('VASC0000002');
    const length = (await disk.read(1)).length;
    expect(entriesOf(await openOn(disk.copy()))).toEqual([1]);
    await queue(journal, 3);
    expect((await disk.read(1)).length).toBe(length);
    const again = await openOn(disk.copy());
    expect([entriesOf(again), again.opening.damage]).toEqual([[1, 3], undefined]);
    expect(await again.verifyAll()).toEqual({ is: 'sound' });
  });

  it('takes nothing more until the refused line is withdrawn', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    disk.failNext('EIO', 'datasync');
    disk.failNext('EIO', 'truncate');
    disk.failNext('EIO', 'create');
    expect(await queue(journal, 1)).toEqual(refusedFor('diskBroken'));
    disk.failNext('EIO', 'create');
    disk.failNext('EIO', 'create');
    expect(await queue(journal, 2)).toEqual(refusedFor('diskBroken'));
    expect(await queue(journal, 3)).toMatchObject({ ok: true });
    expect(entriesOf(await openOn(disk.copy()))).toEqual([3]);
  });

  it('opens for reading where not even a torn line can be cut off', async () => {
    const disk = new MemoryDisk();
    await queueAll(await openOn(disk), 1, 2);
    disk.spoil(1, bytes => Buffer.concat([bytes, Buffer.from('{"b":{"v":1')]));
    disk.failNext('EROFS', 'truncate');
    const journal = await openOn(disk);
    expect([entriesOf(journal), journal.opening.cutBytes]).toEqual([[1, 2], 11]);
    expect(await queue(journal, 3)).toMatchObject({ ok: true });
    expect(entriesOf(await openOn(disk.copy()))).toEqual([1, 2, 3]);
  });

  it('that lied about what is safe loses lines, but no opening fails over it', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    await queue(journal, 1);
    disk.liesAboutSync = true;
    await queue(journal, 2);
    const again = await openOn(disk.crash(100));
    expect([entriesOf(again), again.opening.cutBytes]).toEqual([[1], 100]);
  });
});
