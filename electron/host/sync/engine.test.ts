import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLink, anEntry } from '../../../shared/outbox/builders.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { EngineBench, NUMBER, OCCID } from './engine-bench.ts';

let bench: EngineBench;
beforeEach(async () => void (bench = await EngineBench.open()));
afterEach(() => bench.close());

describe('the outbox', () => {
  it('sends nothing before the working window has met the journal', async () => {
    await bench.queue(1);
    await bench.restartUnmet();
    await bench.settle();
    expect(bench.portal.writes).toEqual([]);
    await bench.engine.meet(0);
    await bench.engine.idle();
    expect(bench.onPortal()).toBe(NUMBER);
  });

  it('reads, writes once, proves by a fresh read, and says so', async () => {
    await bench.queue(1);
    await bench.settle();
    expect(bench.onPortal()).toBe(NUMBER);
    expect(bench.portal.writes).toHaveLength(1);
    expect(bench.said).toEqual(['1 sending', '1 delivered']);
  });

  it('does not write what stands there already', async () => {
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered', already: true });
    expect(bench.portal.writes).toEqual([]);
  });

  it('never overwrites what a colleague wrote while the change was waiting', async () => {
    await bench.queue(1);
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'changed', portalNow: 'VASC0000099' });
    expect(bench.onPortal()).toBe('VASC0000099');
  });

  it('tells a person where a colleague was faster within the last moment', async () => {
    await bench.queue(1);
    bench.portal.beforeWrite = () => bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'overwrote' });
  });

  it('never gives a second record a number that is in use', async () => {
    bench.portal.add(5, { catalogNumber: NUMBER });
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'numberInUse', holders: [5] });
    expect(bench.onPortal()).toBeNull();
  });

  it('says that a record is gone, and writes nothing', async () => {
    bench.portal.model.records.clear();
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'gone' });
  });

  it('waits while the portal is out of reach and goes on by itself', async () => {
    bench.portal.isReachable = false;
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'retrying' });
    bench.portal.isReachable = true;
    await bench.pass(60_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('after a lost answer looks before it does anything, and does not send again what arrived', async () => {
    bench.portal.next('losesTheAnswer');
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
    await bench.pass(QUARANTINE_MS - 1);
    expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
    await bench.pass(1);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    expect(bench.portal.writes).toHaveLength(1);
  });

  it('sends again only what was proven not to have arrived', async () => {
    bench.portal.next('losesTheRequest');
    await bench.queue(1);
    await bench.settle();
    expect(bench.portal.writes).toHaveLength(0);
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    expect(bench.portal.writes).toHaveLength(1);
  });

  it('after a crash in the middle of a send looks first', async () => {
    await bench.queue(1);
    const mark = { value: null, rowStamp: 'T0', historyId: 0, ownRows: null, kit: null };
    await bench.journal.record({ kind: 'intent', entryId: anEntry(1).id, attempt: 1, mark });
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await bench.journal.close();
    await bench.start();
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    expect(bench.portal.writes).toEqual([]);
  });

  it('does not believe a portal that says yes and does nothing', async () => {
    bench.portal.next('saysYesAndDoesNothing');
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'saidYesNothingChanged' });
  });

  it('signs in again after an expired session and compares anew', async () => {
    bench.portal.next('expired');
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'retrying' });
    await bench.pass(10_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });

  it('keeps an undo behind the link that it takes back', async () => {
    await bench.queue(1);
    await bench.takeBack(1);
    expect(bench.said.filter(one => one.endsWith('delivered'))).toEqual(['1 delivered', '2 delivered']);
    expect(bench.onPortal()).toBeNull();
  });

  it('holds a link back for second thoughts, and a link taken back in that time never leaves', async () => {
    await bench.queue(1, { holdUntil: bench.time + 10_000 });
    await bench.settle();
    expect(bench.portal.writes).toEqual([]);
    expect((await bench.engine.withdraw(anEntry(1).id, 'ana')).ok).toBe(true);
    await bench.pass(10_000);
    expect(bench.portal.writes).toEqual([]);
    expect(bench.delivery(1)).toMatchObject({ is: 'withdrawn' });
  });

  it('releases a held link early when the next specimen is confirmed', async () => {
    await bench.queue(1, { holdUntil: bench.time + 10_000 });
    bench.engine.release(anEntry(1).id);
    await bench.engine.idle();
    expect(bench.onPortal()).toBe(NUMBER);
  });

  it('takes nothing back that has left: that needs a change of its own', async () => {
    await bench.queue(1);
    await bench.settle();
    expect(await bench.engine.withdraw(anEntry(1).id, 'ana')).toEqual({ ok: false, failure: { kind: 'tooLate' } });
  });

  it('keeps a refused change for a person', async () => {
    bench.portal.next('forbidden');
    await bench.queue(1);
    await bench.settle();
    expect(bench.delivery(1)).toMatchObject({ is: 'refused', why: { kind: 'forbidden' } });
  });

  it('lets what is in hand come to its end, and nothing begin, while a queue is handed over', async () => {
    let standing: Promise<unknown> | undefined;
    bench.portal.beforeWrite = () => {
      standing ??= bench.engine.whileAtRest(async () => {
        await bench.queue(2, { change: aLink(OCCID, 2, { from: NUMBER }) });
        bench.engine.wake();
        return [bench.delivery(1)?.is, bench.delivery(2)?.is];
      });
    };
    await bench.queue(1);
    await bench.settle();
    expect(await standing).toEqual(['delivered', 'waiting']);
    await bench.settle();
    expect(bench.delivery(2)).toMatchObject({ is: 'delivered' });
  });
});
