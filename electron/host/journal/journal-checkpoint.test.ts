import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import { entriesOf, openOn, queue, queueAll } from './journal-bench.ts';
import type { Happening } from './journal-line.ts';
import { MemoryDisk } from './memory-disk.ts';

const OFTEN = { checkpointLines: 4, segmentBytes: 3_000, reserveBytes: 0 };
const NEVER = { ...OFTEN, checkpointLines: Infinity };

async function withoutCheckpoint(disk: MemoryDisk): Promise<MemoryDisk> {
  const plain = disk.copy();
  plain.spoilCheckpoint(() => Buffer.from('gone'));
  return plain;
}

const nth = fc.integer({ min: 1, max: 6 });
const time = fc.integer({ min: 0, max: 1e13 });
const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.record({ is: fc.constant('waiting' as const) }),
  fc.record({
    is: fc.constant('delivered' as const),
    at: time,
    already: fc.boolean(),
    superseded: fc.boolean(),
    occid: fc.option(nth),
  }),
  fc.record({ is: fc.constant('withdrawn' as const), at: time, by: fc.string() }),
  fc.record({
    is: fc.constant('checking' as const),
    attempt: nth,
    notBefore: time,
    why: fc.constant({ kind: 'timedOut' as const }),
    answered: fc.boolean(),
    looks: nth,
  }),
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  nth.map(n => ({ kind: 'queued' as const, entry: anEntry(n) })),
  fc.record({ kind: fc.constant('moved' as const), entryId: nth.map(idOf), delivery }),
  fc.record({
    kind: fc.constant('intent' as const),
    entryId: nth.map(idOf),
    attempt: nth,
    mark: fc.record({
      value: fc.option(fc.string({ unit: 'binary' })),
      rowStamp: fc.option(fc.string()),
      historyId: fc.option(nth),
      ownRows: fc.option(fc.constant({ catalogNumber: 2 })),
      kit: fc.constant(null),
    }),
  }),
  fc.record({ kind: fc.constant('adopted' as const), entryIds: fc.array(nth.map(idOf)), by: fc.string() }),
  fc.record({ kind: fc.constant('swept' as const), entryId: nth.map(idOf) }),
);

describe('a checkpoint', () => {
  it('opens to the very state that a replay of all lines comes to, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(happening, { maxLength: 5 }), { maxLength: 12 }), async batches => {
        const disk = new MemoryDisk();
        const journal = await openOn(disk, OFTEN);
        for (const batch of batches) await Promise.all(batch.map(what => journal.record(what)));
        await journal.close();
        const plain = await openOn(await withoutCheckpoint(disk), NEVER);
        const quick = await openOn(disk.copy(), NEVER);
        expect(quick.projection).toEqual(plain.projection);
        expect(JSON.stringify([...quick.projection.queue])).toBe(JSON.stringify([...plain.projection.queue]));
        expect(await quick.verifyAll()).toEqual({ is: 'sound' });
      }),
      { numRuns: 200 },
    );
  });

  it('spares the opening all segments before it', async () => {
    const disk = new MemoryDisk();
    await queueAll(await openOn(disk, OFTEN), 1, 30);
    const first = disk.copy();
    first.spoil(1, bytes => bytes.fill(0, 400, 500));
    const journal = await openOn(first, OFTEN);
    expect([journal.opening.checkpoint, entriesOf(journal).length]).toEqual(['used', 30]);
    expect(await journal.verifyAll()).toMatchObject({ is: 'damaged', damage: { segment: 1 } });
  });

  it('is passed over where it is damaged, newer than the journal, or of another journal', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, OFTEN);
    await queueAll(journal, 1, 6);
    const early = disk.copy();
    await queueAll(journal, 7, 12);
    await journal.close();
    const newest = (await disk.readCheckpoint()) ?? Buffer.alloc(0);
    const damaged = disk.copy();
    damaged.spoilCheckpoint(bytes => bytes.fill(0x20, 200, 210));
    early.spoilCheckpoint(() => newest);
    const other = new MemoryDisk();
    const theirs = await openOn(other, { ...OFTEN, newId: () => idOf(5) });
    await queueAll(theirs, 1, 12);
    await theirs.close();
    other.spoilCheckpoint(() => newest);
    for (const [at, entries] of [
      [damaged, 12],
      [early, 6],
      [other, 12],
    ] as const) {
      const again = await openOn(at, NEVER);
      expect([again.opening.checkpoint, again.opening.damage]).toEqual(['passed over', undefined]);
      expect(entriesOf(again).length).toBe(entries);
    }
  });

  it('that cannot be written does not keep anything from being recorded', async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, OFTEN);
    for (let n = 1; n <= 12; n += 1) {
      disk.failNext('EIO', 'replaceCheckpoint');
      expect(await queue(journal, n)).toMatchObject({ ok: true });
    }
    expect(entriesOf(await openOn(disk.copy(), NEVER)).length).toBe(12);
  });

  it('is used with what was salvaged, and tells of it still', async () => {
    const disk = new MemoryDisk();
    await queueAll(await openOn(disk, NEVER), 1, 3);
    disk.spoil(1, bytes => Buffer.from(bytes.toString().replace('VASC0000002', 'VASC0000009')));
    const journal = await openOn(disk, OFTEN);
    await queueAll(journal, 4, 9);
    const again = await openOn(disk, OFTEN);
    expect(again.opening.checkpoint).toBe('used');
    expect(again.projection).toEqual(journal.projection);
  });
});
