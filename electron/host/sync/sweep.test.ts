import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clash, delivered, idOf, queued } from '../../../shared/outbox/builders.ts';
import type { Delivery } from '../../../shared/outbox/outbox-entry.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { Doubt } from '../journal/projection.ts';
import { EngineBench, NUMBER, OCCID } from './engine-bench.ts';
import { chooseForSweep, nextSweepDue } from './sweep.ts';

const MINUTE = 60_000;
const STARTED = 100 * MINUTE;
const WITHDRAWN = { is: 'withdrawn', at: 0, by: 'ana' } as const;

/** One entry for each doubt, all of them where `delivery` says. */
const doubts = (delivery: Delivery, ...since: readonly Doubt[]) => ({
  queue: new Map(since.map((_, index) => [idOf(index + 1), queued(index + 1, delivery)])),
  doubtful: new Map(since.map((doubt, index) => [idOf(index + 1), doubt])),
});
const ofThisRun = (looks = 0): Doubt => ({ since: STARTED + MINUTE, looks });
const ofAnEarlierRun = (looks = 0): Doubt => ({ since: STARTED - MINUTE, looks });

describe('an entry whose outcome was unknown once', () => {
  it('is looked at again ten minutes later', () => {
    const one = doubts(delivered, ofThisRun());
    expect(nextSweepDue(one, STARTED)).toBe(STARTED + 11 * MINUTE);
    expect(chooseForSweep(one, STARTED, STARTED + 11 * MINUTE - 1)).toBeUndefined();
    expect(chooseForSweep(one, STARTED, STARTED + 11 * MINUTE)?.entry.id).toBe(idOf(1));
  });

  it('is looked at once more ten minutes after that, and for the last time after the next start', () => {
    expect(nextSweepDue(doubts(delivered, ofThisRun(1)), STARTED)).toBe(STARTED + 11 * MINUTE);
    expect(nextSweepDue(doubts(delivered, ofThisRun(2)), STARTED)).toBeUndefined();
    expect(chooseForSweep(doubts(delivered, ofThisRun(2)), STARTED, Infinity)).toBeUndefined();
  });

  it('is looked at first of all where an earlier run left it', () => {
    for (const looks of [0, 1, 2]) {
      expect(nextSweepDue(doubts(delivered, ofAnEarlierRun(looks)), STARTED)).toBe(STARTED);
      expect(chooseForSweep(doubts(delivered, ofAnEarlierRun(looks)), STARTED, STARTED)?.entry.id).toBe(idOf(1));
    }
  });

  it('is swept once it came to an end or stands before a person, and left to its own delivery until then', () => {
    const isSwept = (delivery: Delivery) => chooseForSweep(doubts(delivery, ofAnEarlierRun()), STARTED, STARTED);
    for (const ended of [delivered, WITHDRAWN, clash('changed')]) expect(isSwept(ended)).toBeDefined();
    for (const open of [{ is: 'waiting' }, { is: 'sending', attempt: 1, since: 0 }] as const)
      expect(isSwept(open)).toBeUndefined();
  });

  it('does not hold up another one that is due', () => {
    const two = doubts(delivered, ofThisRun(), ofAnEarlierRun());
    expect(chooseForSweep(two, STARTED, STARTED)?.entry.id).toBe(idOf(2));
    expect(nextSweepDue(two, STARTED)).toBe(STARTED);
  });
});

describe('a change that the portal held back for long', () => {
  let bench: EngineBench;
  beforeEach(async () => void (bench = await EngineBench.open()));
  afterEach(() => bench.close());

  it('is shown to a person where it arrives after it was sent again and somebody changed the value', async () => {
    bench.portal.next('losesTheRequest');
    await bench.queue(1);
    await bench.settle();
    await bench.pass(QUARANTINE_MS);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await bench.pass(10 * MINUTE);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'late', replaced: 'VASC0000099' });
  });

  it('is shown to a person where it arrives after its entry was taken back', async () => {
    bench.portal.next('losesTheRequest');
    await bench.queue(1);
    await bench.settle();
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: 'VASC0000099' });
    await bench.pass(QUARANTINE_MS);
    expect((await bench.engine.withdraw(idOf(1), 'ana')).ok).toBe(true);
    bench.portal.edit(OCCID, { term: 'catalogNumber', to: NUMBER });
    await bench.pass(10 * MINUTE);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'late', replaced: 'VASC0000099' });
  });

  it('is looked for twice in this run and once after the next start, and no more where nothing came late', async () => {
    bench.portal.next('losesTheRequest');
    await bench.queue(1);
    await bench.settle();
    await bench.pass(QUARANTINE_MS);
    const looks = () => bench.journal.projection.doubtful.get(idOf(1))?.looks;
    expect(looks()).toBe(0);
    await bench.pass(10 * MINUTE);
    expect(looks()).toBe(1);
    await bench.pass(10 * MINUTE);
    expect(looks()).toBe(2);
    await bench.pass(60 * MINUTE);
    expect(looks()).toBe(2);
    await bench.restartUnmet();
    await bench.engine.meet(0);
    await bench.engine.idle();
    expect(looks()).toBeUndefined();
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
  });
});
