import { describe, expect, it } from 'vitest';
import { EVERY_FAULT } from './faults.ts';
import { addUp, emptyTally, type Tally } from './tally.ts';
import { EVERY_FAULT_FROM, verdictOn } from './verdict.ts';

const WHOLE = 100_000;

const tallied = (different: Partial<Tally> = {}): Tally => ({
  ...emptyTally(),
  ...{ standard: EVERY_FAULT_FROM, crashCases: 700, crashes: 700 },
  hit: struck(),
  ...different,
});

function struck(...never: readonly string[]): Map<string, number> {
  const faults = EVERY_FAULT.filter(fault => !never.includes(fault));
  return new Map(faults.map((fault): [string, number] => [fault, 1]));
}

describe('a run of the simulation ends', () => {
  it('well where every life ended where it was to, every fault struck and no promise was broken', () => {
    for (const wanted of [EVERY_FAULT_FROM, WHOLE])
      expect(verdictOn(tallied(), wanted)).toEqual({ exit: 0, sentences: [] });
  });

  it('badly where a promise was broken, and tells what it did not meet besides', () => {
    const tally = tallied({ failures: ['I2 twice'], crashes: 699 });
    expect(verdictOn(tally, WHOLE)).toEqual({
      exit: 1,
      sentences: ['Promises were broken: 1.', 'Lives that were to end and did not: 1 of 700.'],
    });
  });

  it('badly where a crash point was missed, however short it is', () => {
    expect(verdictOn(tallied({ crashes: 697 }), 1)).toEqual({
      exit: 2,
      sentences: ['Lives that were to end and did not: 3 of 700.'],
    });
    expect(verdictOn(tallied({ crashCases: 0, crashes: 0 }), 1)).toEqual({
      exit: 2,
      sentences: ['No life was ended at any step.'],
    });
  });

  it('badly where a small or a large run was spared a kind of fault', () => {
    const hit = struck('zombie', 'within:merge').set('readStale', 0);
    for (const wanted of [EVERY_FAULT_FROM, WHOLE])
      expect(verdictOn(tallied({ hit }), wanted)).toEqual({
        exit: 2,
        sentences: ['Faults that never struck: zombie, readStale, within:merge.'],
      });
  });

  it('well where one too short to meet them all was spared a kind of fault', () => {
    expect(verdictOn(tallied({ hit: struck('zombie') }), EVERY_FAULT_FROM - 1).exit).toBe(0);
  });

  it('badly where requests were to come late and none did', () => {
    expect(verdictOn(tallied({ late: 200 }), WHOLE).sentences).toEqual(['Faults that never struck: lateZombie.']);
    expect(verdictOn(tallied({ late: 0 }), WHOLE).sentences).toEqual([]);
  });

  it('by what its processes met together', () => {
    const [one, other] = [tallied({ hit: struck('zombie') }), tallied({ hit: new Map([['zombie', 2]]) })];
    const all = addUp([one, other]);
    expect(verdictOn(all, WHOLE)).toEqual({ exit: 0, sentences: [] });
    expect(all).toMatchObject({ standard: 2 * EVERY_FAULT_FROM, crashCases: 1_400, crashes: 1_400, failures: [] });
    expect([all.hit.get('zombie'), all.hit.get('crash')]).toEqual([2, 1]);
  });
});
