import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deliver, entriesOf, openOn, queue } from './journal-bench.ts';
import type { Journal } from './journal.ts';
import { MemoryDisk } from './memory-disk.ts';

const KILLS = 2_000;
const ENTRIES = 12;

const kill = fc.record({
  operation: fc.integer({ min: 1, max: 60 }),
  /** How much of the operation got there, and how much of what was not safe survives. */
  written: fc.integer({ min: 0, max: 3_000 }),
  tail: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3_000 }), fc.constant(Infinity)),
  batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 8 }),
  segmentBytes: fc.constantFrom(1_500, 4_000, 1_000_000),
  checkpointLines: fc.constantFrom(3, 5_000),
  trouble: fc.option(
    fc.record({ code: fc.constantFrom('EIO', 'ENOSPC'), operation: fc.constantFrom('append', 'datasync') }),
  ),
});
type Kill = typeof kill extends fc.Arbitrary<infer Value> ? Value : never;

interface Told {
  readonly kept: Set<number>;
  readonly refused: Set<number>;
  readonly delivered: Set<number>;
}

/** Works until the power goes, or to the end, and answers what the journal told. */
async function workUntilDark(disk: MemoryDisk, { batches, ...options }: Kill): Promise<Told> {
  const told: Told = { kept: new Set(), refused: new Set(), delivered: new Set() };
  let next = 1;
  const work = async () => {
    const journal = await openOn(disk, { ...options, reserveBytes: 100 });
    if (options.trouble) disk.failNext(options.trouble.code, options.trouble.operation as 'append', 700);
    for (const size of batches) {
      const numbers = Array.from({ length: size }, () => next++).filter(nth => nth <= ENTRIES);
      await Promise.all(numbers.map(nth => queueAndDeliver(journal, nth, told)));
    }
  };
  await Promise.race([work(), disk.crashed]);
  return told;
}

async function queueAndDeliver(journal: Journal, nth: number, told: Told): Promise<void> {
  const { ok } = await queue(journal, nth);
  (ok ? told.kept : told.refused).add(nth);
  if (ok && nth % 2 === 0 && (await deliver(journal, nth)).ok) told.delivered.add(nth);
}

it(`${KILLS} power cuts lose nothing that was told to be kept, bring back nothing that was refused, double nothing`, async () => {
  let dark = 0;
  await fc.assert(
    fc.asyncProperty(kill, async one => {
      const disk = new MemoryDisk();
      disk.cutPowerAt(one.operation, one.written);
      const told = await workUntilDark(disk, one);
      if (disk.operations >= one.operation) dark += 1;
      const after = disk.crash(one.tail);
      const options = { segmentBytes: one.segmentBytes, reserveBytes: 0 };
      const journal = await openOn(after, options);
      const entries = entriesOf(journal);
      expect(journal.opening.damage).toBeUndefined();
      expect(entries).toEqual([...new Set(entries)]);
      expect(entries).toEqual(expect.arrayContaining([...told.kept]));
      expect(entries.filter(nth => told.refused.has(nth))).toEqual([]);
      const settled = [...journal.projection.queue.values()].filter(({ delivery }) => delivery.is === 'delivered');
      expect(settled.map(({ entry }) => Number(entry.id.slice(-3)))).toEqual(
        expect.arrayContaining([...told.delivered]),
      );
      expect(await queue(journal, 99)).toMatchObject({ ok: true });
      const again = await openOn(after, options);
      expect([entriesOf(again), await again.verifyAll()]).toEqual([[...entries, 99], { is: 'sound' }]);
    }),
    { numRuns: KILLS, endOnFailure: true },
  );
  expect(dark).toBeGreaterThan(KILLS / 3);
}, 60_000);
