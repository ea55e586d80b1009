import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { EngineBench, NUMBER, OCCID } from './engine-bench.ts';

let bench: EngineBench;
beforeEach(async () => void (bench = await EngineBench.open()));
afterEach(() => bench.close());

describe('what a delivery is worth: the outbox', () => {
  it('gives a colleague’s value back that it overwrote, by a change of its own, which goes out past the clash', async () => {
    await bench.queue(1);
    bench.portal.beforeWrite = () => bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await bench.settle();
    bench.portal.beforeWrite = undefined;
    expect(bench.delivery(1)).toMatchObject({ kind: 'overwrote', replaced: 'VASC0000099' });
    expect((await bench.engine.withdraw(anEntry(1).id, 'ana')).ok).toBe(false);
    await bench.takeBack(1, 'VASC0000099');
    expect(bench.delivery(2)).toMatchObject({ is: 'delivered' });
    expect(bench.onPortal()).toBe('VASC0000099');
  });

  it('names who made a value that it overwrote, unless the portal tells one name for a minute in which both were written', async () => {
    for (const [waitsMs, by] of [
      [60_000, 'ben, F'],
      [0, null],
    ] as const) {
      await bench.queue(1);
      bench.portal.beforeWrite = () => {
        bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
        bench.time += waitsMs;
      };
      await bench.settle();
      expect(bench.delivery(1)).toMatchObject({ kind: 'overwrote', replaced: 'VASC0000099', by });
      await bench.close();
      bench = await EngineBench.open();
    }
  });

  it('does not call a change delivered while the history that would tell of an overwrite cannot be read', async () => {
    await bench.queue(1);
    bench.portal.beforeWrite = () => {
      bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
      bench.portal.historyFails = { kind: 'busy' };
    };
    await bench.settle();
    bench.portal.beforeWrite = undefined;
    expect(bench.delivery(1)).toMatchObject({ is: 'checking', answered: true });
    bench.portal.historyFails = undefined;
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'overwrote' });
    expect(bench.portal.writes).toHaveLength(1);
  });

  it('sends nothing before the history can be marked, and sends where a portal never tells its history', async () => {
    bench.portal.historyFails = { kind: 'busy' };
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'retrying' });
    bench.portal.historyFails = { kind: 'forbidden' };
    for (let minutes = 0; minutes < 60; minutes += 1) await bench.pass(60_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('begins a quarantine anew where somebody turned the clock, and is not put off by it', async () => {
    for (const turnedBy of [3_600_000, -600_000]) {
      bench.portal.next('losesTheRequest');
      await bench.queue(1);
      await bench.settle();
      bench.turnedBy = turnedBy;
      await bench.settle();
      expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
      await bench.pass(QUARANTINE_MS - 1_000);
      expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
      await bench.pass(1_000);
      expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
      await bench.close();
      bench = await EngineBench.open();
    }
  });

  it('leaves a change withdrawn that was taken back while a turned clock put others off', async () => {
    const farOff = { is: 'retrying', attempt: 1, notBefore: bench.time * 2, why: { kind: 'busy' } } as const;
    for (const nth of [1, 2]) {
      await bench.queue(nth);
      await bench.journal.record({ kind: 'moved', entryId: idOf(nth), delivery: farOff });
    }
    await bench.settle();
    bench.turnedBy = -600_000;
    const record = bench.journal.record.bind(bench.journal);
    vi.spyOn(bench.journal, 'record').mockImplementationOnce(async what => {
      const kept = await record(what);
      expect((await bench.engine.withdraw(idOf(2), 'ana')).ok).toBe(true);
      return kept;
    });
    await bench.settle();
    expect([bench.delivery(1)?.is, bench.delivery(2)?.is]).toEqual(['retrying', 'withdrawn']);
  });

  it('takes nothing back that stood there before it came', async () => {
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await bench.queue(1);
    await bench.settle();
    await bench.takeBack(1);
    expect(bench.delivery(2)).toMatchObject({ is: 'conflicted' });
    expect(bench.onPortal()).toBe(NUMBER);
  });

  it('says where a number that stood there already stands on another record too', async () => {
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    bench.portal.add(5, { catalogNumber: NUMBER });
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled', holders: [5] });
  });

  it('does not believe a page that says no while the record shows the change', async () => {
    bench.portal.next('saysNoAndDoesIt');
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('asks a person where an answer got lost and the record cannot be read any more', async () => {
    bench.portal.next('losesTheAnswer');
    await bench.queue(1);
    await bench.settle();
    bench.portal.readFails = { kind: 'forbidden' };
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'unclear' });
    expect((await bench.engine.withdraw(anEntry(1).id, 'ana')).ok).toBe(false);
  });

  it('takes a link that doubled a barcode back the same way, and leaves the other record its barcode', async () => {
    await bench.queue(1);
    bench.portal.beforeWrite = () => bench.portal.add(5, { catalogNumber: NUMBER });
    await bench.settle();
    bench.portal.beforeWrite = undefined;
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled', holders: [5] });
    await bench.takeBack(1);
    expect(bench.onPortal()).toBeNull();
    expect(bench.onRecord(5)).toBe(NUMBER);
  });
});
