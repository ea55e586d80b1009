import { describe, expect, it } from 'vitest';
import { compareBase, verdictOf } from './evidence.ts';

const edit = { term: 'catalogNumber', from: null, to: 'VASC0000001' } as const;
const mark = { value: null, rowStamp: 'S1', historyId: 7 };
const landed = { value: 'VASC0000001', rowStamp: 'S2', history: [], otherHolders: [] };
const untouched = { value: null, rowStamp: 'S1', history: [], otherHolders: [] };
const row = (from: string | null) => ({ editId: 8, occid: 1, term: 'catalogNumber', from, to: 'VASC0000001' });

describe('before a write', () => {
  it('goes on only where the record is as the operator saw it', () => {
    expect(compareBase(edit, null)).toEqual({ is: 'ready' });
    expect(compareBase(edit, 'VASC0000009')).toEqual({ is: 'changed' });
  });

  it('has nothing to do where the value stands there already', () => {
    expect(compareBase(edit, 'VASC0000001')).toEqual({ is: 'already' });
  });

  it('never takes 0123 for 123, nor 1e3 for 1000', () => {
    expect(compareBase({ term: 'catalogNumber', from: '123', to: '9' }, '0123')).toEqual({ is: 'changed' });
    expect(compareBase({ term: 'catalogNumber', from: '1000', to: '9' }, '1e3')).toEqual({ is: 'changed' });
  });
});

describe('after a write', () => {
  it('the value alone on the record is a delivery, whatever the answer was', () => {
    expect(verdictOf(edit, mark, landed, true)).toEqual({ is: 'delivered' });
    expect(verdictOf(edit, mark, landed, false)).toEqual({ is: 'delivered' });
  });

  it('a history row that replaced something unseen is told to a person', () => {
    expect(verdictOf(edit, mark, { ...landed, history: [row('VASC0000009')] }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'overwrote',
      replaced: 'VASC0000009',
    });
    expect(verdictOf(edit, mark, { ...landed, history: [row(null)] }, true)).toEqual({ is: 'delivered' });
  });

  it('a number that two records bear now is told to a person', () => {
    expect(verdictOf(edit, mark, { ...landed, otherHolders: [5] }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'doubled',
    });
  });

  it('a portal that said yes and did nothing is told to a person', () => {
    expect(verdictOf(edit, mark, untouched, true)).toMatchObject({ is: 'conflicted', kind: 'saidYesNothingChanged' });
  });

  it('a lost answer on an untouched record is proven not to have arrived', () => {
    expect(verdictOf(edit, mark, untouched, false)).toEqual({ is: 'notApplied' });
  });

  it('a lost answer on a record that moved otherwise is not guessed at', () => {
    expect(verdictOf(edit, mark, { ...untouched, rowStamp: 'S2' }, false)).toMatchObject({
      is: 'conflicted',
      kind: 'unclear',
    });
  });

  it('a third value is somebody else’s', () => {
    expect(verdictOf(edit, mark, { ...landed, value: 'VASC0000009' }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'changed',
    });
  });
});
