import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry } from '../../../shared/outbox/builders.ts';
import { isSettled } from '../../../shared/outbox/outbox-entry.ts';
import type { Journal } from './journal.ts';
import { deliver, entriesOf, openOn, queue, queueAll } from './journal-bench.ts';
import { MemoryDisk } from './memory-disk.ts';
import { DamagedJournal } from './opening.ts';

const SMALL = { segmentBytes: 2_500, reserveBytes: 0 };
const ids = (...nths: number[]) => nths.map(nth => anEntry(nth).id);

/** Entries 1 to 9 over several segments, of which the first was delivered. */
async function aJournal(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const journal = await openOn(disk, SMALL);
  await queueAll(journal, 1, 9);
  await deliver(journal, 1);
  return disk;
}

const alter = (from: string, to: string) => (bytes: Buffer) => Buffer.from(bytes.toString().replace(from, to));
const zeros = (from: number, to: number) => (bytes: Buffer) => bytes.fill(0, from, to);

describe('a damaged journal', () => {
  it('opens, keeps what is sound around the altered line, and leaves every open entry to a person', async () => {
    const disk = await aJournal();
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    const spoiled = await disk.read(1);
    const journal = await openOn(disk, SMALL);
    expect(journal.opening.damage).toEqual({ segment: 1, line: 3 });
    expect(journal.projection.damage).toEqual({ segment: 1, line: 3 });
    expect(entriesOf(journal)).toEqual([1, 3, 4, 5, 6, 7, 8, 9]);
    expect([...journal.projection.salvaged]).toEqual(ids(3, 4, 5, 6, 7, 8, 9));
    expect(journal.opening.salvaged).toBeGreaterThan(7);
    expect(await disk.read(1)).toEqual(spoiled);
  });

  it('tells of the damage in the first line of a new segment', async () => {
    const disk = await aJournal();
    const before = (await disk.segments()).length;
    disk.spoil(2, zeros(700, 900));
    const journal = await openOn(disk, SMALL);
    const [first = ''] = (await disk.read(before + 1)).toString().split('\n');
    expect(JSON.parse(first)).toMatchObject({
      b: { what: { kind: 'salvaged', damagedSegment: 2, keptLines: journal.opening.salvaged } },
    });
  });

  it('leaves its open entries to a person also where the disk has no room to tell of the damage', async () => {
    const disk = await aJournal();
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    disk.failNext('ENOSPC', 'create');
    const journal = await openOn(disk, SMALL);
    expect([journal.projection.damage, journal.projection.salvaged.size]).toEqual([{ segment: 1, line: 3 }, 7]);
    await queue(journal, 10);
    expect((await openOn(disk, SMALL)).opening.damage).toBeUndefined();
  });

  it('is the same at the next opening, with nothing new to tell, and works on', async () => {
    const disk = await aJournal();
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    const journal = await openOn(disk, SMALL);
    await queueAll(journal, 10, 14);
    const again = await openOn(disk, SMALL);
    expect(again.opening.damage).toBeUndefined();
    expect(again.projection).toEqual(journal.projection);
    expect(await again.verifyAll()).toEqual({ is: 'sound' });
  });

  it('lets a person decide entry by entry, and look at the damage, for good', async () => {
    const disk = await aJournal();
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    const journal = await openOn(disk, SMALL);
    await deliver(journal, 3);
    await journal.record({ kind: 'damageSeen', by: 'ana' });
    for (const { projection } of [journal, await openOn(disk, SMALL)]) {
      expect([...projection.salvaged]).toEqual(ids(4, 5, 6, 7, 8, 9));
      expect(projection.damage).toBeUndefined();
    }
  });

  it('is found damaged anew where more of it rots later', async () => {
    const disk = await aJournal();
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    await queue(await openOn(disk, SMALL), 10);
    disk.spoil(2, zeros(0, 50));
    const journal = await openOn(disk, SMALL);
    expect(journal.opening.damage).toEqual({ segment: 1, line: 3 });
    expect(entriesOf(journal)).toContain(10);
    expect((await openOn(disk, SMALL)).opening.damage).toBeUndefined();
  });

  it('misses a segment that is gone, and reads on behind it', async () => {
    const disk = await aJournal();
    disk.remove(2);
    const journal = await openOn(disk, SMALL);
    expect(journal.opening.damage).toEqual({ segment: 2, line: 1 });
    expect(entriesOf(journal)).toContain(9);
    expect((await openOn(disk, SMALL)).opening.damage).toBeUndefined();
  });

  it('gives no number to a new line that a lost one may have had', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, SMALL);
    await queueAll(journal, 1, 2);
    const { lastSeq } = journal.projection;
    disk.spoil(1, alter('VASC0000002', 'VASC0000099'));
    expect(await queue(await openOn(disk, SMALL), 3)).toEqual({ ok: true, value: lastSeq + 2 });
  });

  it('is not opened where not even its head can be read', async () => {
    const disk = new MemoryDisk();
    await queueAll(await openOn(disk), 1, 2);
    disk.spoil(1, zeros(0, 60));
    await expect(openOn(disk)).rejects.toThrow(DamagedJournal);
  });

  it('is opened where the head of its first segment is unreadable, but a later one tells whose it is', async () => {
    const disk = await aJournal();
    disk.spoil(1, zeros(0, 60));
    const journal = await openOn(disk, SMALL);
    expect(journal.opening.damage).toEqual({ segment: 1, line: 1 });
    expect(entriesOf(journal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('keeps every whole line wherever a block of it is lost', async () => {
    const disk = await aJournal();
    const { length } = await disk.read(2);
    for (let at = 0; at < length - 100; at += 37) {
      const spoiled = disk.copy();
      spoiled.spoil(2, zeros(at, at + 100));
      const journal = await openOn(spoiled, SMALL);
      expect(journal.opening.damage?.segment).toBe(2);
      expect(entriesOf(journal).length).toBeGreaterThanOrEqual(6);
      const again = await openOn(spoiled, SMALL);
      expect([again.opening.damage, again.projection]).toEqual([undefined, journal.projection]);
    }
  });

  it('never leaves an entry to the machine, whatever rots, and is the same at every opening', async () => {
    const whole = await aJournal();
    const rot = fc.record({
      segment: fc.constantFrom(...(await whole.segments())),
      at: fc.integer({ min: 0, max: 2_500 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(rot, { minLength: 1, maxLength: 4 }), async rots => {
        const disk = whole.copy();
        for (const { segment, at, bytes } of rots)
          disk.spoil(segment, all =>
            all.fill(bytes, Math.min(at, all.length), Math.min(at + bytes.length, all.length)),
          );
        const journal = await openOn(disk, SMALL).catch(error => void expect(error).toBeInstanceOf(DamagedJournal));
        if (!journal || isUntouched(journal)) return;
        const open = [...journal.projection.queue.values()].filter(({ delivery }) => !isSettled(delivery));
        expect(open.filter(({ entry }) => !journal.projection.salvaged.has(entry.id))).toEqual([]);
        const again = await openOn(disk, SMALL);
        expect([again.opening.damage, again.projection]).toEqual([undefined, journal.projection]);
        expect(await queue(again, 50)).toMatchObject({ ok: true });
        expect(entriesOf(await openOn(disk, SMALL))).toContain(50);
      }),
      { numRuns: 500 },
    );
  });
});

/** The rot fell behind the last byte, or took the last line's end, which looks like a line torn by a crash. */
const isUntouched = ({ opening }: Journal): boolean => opening.damage === undefined;
