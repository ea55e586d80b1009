import { describe, expect, it } from 'vitest';
import { entriesOf, openOn, queue, queueAll } from './journal-bench.ts';
import { MemoryDisk } from './memory-disk.ts';

const SMALL = { segmentBytes: 2_000, reserveBytes: 0 };

describe('the journal in segments', () => {
  it('begins a next one before a segment grows over its limit, and closes the old one with a trailer', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, SMALL);
    await Promise.all(Array.from({ length: 30 }, (_, index) => queue(journal, index + 1)));
    const numbers = await disk.segments();
    expect(numbers.length).toBeGreaterThan(5);
    for (const number of numbers) {
      const text = (await disk.read(number)).toString();
      expect(text.length).toBeLessThanOrEqual(SMALL.segmentBytes);
      if (number < numbers.length) expect(text.trimEnd().split('\n').at(-1)).toContain('"closed"');
      if (number > 1) expect(text.split('\n')[0]).toContain('"continued"');
    }
  });

  it('never writes to a closed segment again', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, SMALL);
    await queueAll(journal, 1, 5);
    const closed = await disk.read(1);
    await queueAll(journal, 6, 12);
    expect(await disk.read(1)).toEqual(closed);
  });

  it('gives a line that is longer than a segment a segment of its own', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, { ...SMALL, segmentBytes: 500 });
    await queueAll(journal, 1, 3);
    expect(entriesOf(await openOn(disk.copy(), SMALL))).toEqual([1, 2, 3]);
  });

  it('is opened again with all its lines in order, and goes on in the last segment', async () => {
    const disk = new MemoryDisk();
    await queueAll(await openOn(disk, SMALL), 1, 9);
    const again = await openOn(disk, SMALL);
    await queueAll(again, 10, 20);
    const third = await openOn(disk, SMALL);
    expect(entriesOf(third)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await third.verifyAll()).toEqual({ is: 'sound' });
    const seqs = [...third.projection.queue.values()].map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  });

  it('makes all that wait safe with one datasync', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    await queue(journal, 1);
    disk.syncs = 0;
    const first = queue(journal, 2);
    const rest = Promise.all(Array.from({ length: 50 }, (_, index) => queue(journal, index + 3)));
    await Promise.all([first, rest]);
    expect(disk.syncs).toBeLessThanOrEqual(2);
  });

  it('survives a power cut at every byte of every step over the end of a segment', async () => {
    let cuts = 0;
    for (let operation = 1; ; operation += 1) {
      for (const bytes of [0, 1, 40, 150, 10_000]) {
        const disk = new MemoryDisk();
        disk.cutPowerAt(operation, bytes);
        const told = await queueUntilDark(disk);
        for (const tail of [0, 1, 7, 120, 399, Infinity]) {
          const after = disk.crash(tail);
          const again = await openOn(after, SMALL);
          expect(again.opening.damage).toBeUndefined();
          expect(entriesOf(again)).toEqual(expect.arrayContaining(told));
          expect(entriesOf(again).length - told.length).toBeLessThanOrEqual(1);
          expect(await queue(again, 100)).toMatchObject({ ok: true });
          expect(entriesOf(await openOn(after, SMALL))).toContain(100);
          cuts += 1;
        }
        if (told.length === 9) return expect(cuts).toBeGreaterThan(300);
      }
    }
  });

  it('survives a power cut at every single byte while a header is written', async () => {
    const whole = new MemoryDisk();
    await queueAll(await openOn(whole, SMALL), 1, 4);
    const header = (await whole.read(2)).toString().indexOf('\n') + 1;
    whole.spoil(2, all => all.subarray(0, header));
    const before = entriesOf(await openOn(whole.copy(), SMALL));
    for (let bytes = 0; bytes <= header; bytes += 1) {
      const disk = whole.copy();
      disk.spoil(2, all => all.subarray(0, bytes));
      const again = await openOn(disk, SMALL);
      expect([again.opening.damage, entriesOf(again)]).toEqual([undefined, before]);
      await queue(again, 7);
      expect(entriesOf(await openOn(disk, SMALL))).toEqual([...before, 7]);
    }
  });
});

/** Queues nine entries and answers which of them were told to be kept before the power went. */
async function queueUntilDark(disk: MemoryDisk): Promise<number[]> {
  const told: number[] = [];
  const work = async () => {
    const journal = await openOn(disk, SMALL);
    for (let nth = 1; nth <= 9; nth += 1) if ((await queue(journal, nth)).ok) told.push(nth);
  };
  await Promise.race([work(), disk.crashed]);
  return told;
}
