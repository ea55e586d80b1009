import { describe, expect, it } from 'vitest';
import { compareBase, verdictOfField } from './evidence.ts';

const edit = { term: 'catalogNumber', from: null, to: 'VASC0000001' } as const;
const mark = { value: null, rowStamp: 'S1', historyId: 7, ownRows: null, kit: null };
const landed = { value: 'VASC0000001', rowStamp: 'S2', history: [], otherHolders: [] };
const untouched = { value: null, rowStamp: 'S1', history: [], otherHolders: [] };
const row = (from: string | null, to: string | null = 'VASC0000001', isApplied = true) => ({
  editId: 8,
  occid: 1,
  term: 'catalogNumber',
  from,
  to,
  isApplied,
});

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
    expect(verdictOfField(edit, mark, landed, true)).toEqual({ is: 'delivered' });
    expect(verdictOfField(edit, mark, landed, false)).toEqual({ is: 'delivered' });
  });

  it('a history row that replaced something unseen is told to a person', () => {
    expect(verdictOfField(edit, mark, { ...landed, history: [row('VASC0000009')] }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'overwrote',
      replaced: 'VASC0000009',
    });
    expect(verdictOfField(edit, mark, { ...landed, history: [row(null)] }, true)).toEqual({ is: 'delivered' });
  });

  it('a number that two records bear now is told to a person', () => {
    expect(verdictOfField(edit, mark, { ...landed, otherHolders: [5] }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'doubled',
    });
  });

  it('a portal that said yes and did nothing is told to a person', () => {
    expect(verdictOfField(edit, mark, untouched, true)).toMatchObject({
      is: 'conflicted',
      kind: 'saidYesNothingChanged',
    });
  });

  it('a lost answer on an untouched record is proven not to have arrived', () => {
    expect(verdictOfField(edit, mark, untouched, false)).toEqual({ is: 'notApplied' });
  });

  it('a lost answer on a record that moved otherwise is not guessed at', () => {
    expect(verdictOfField(edit, mark, { ...untouched, rowStamp: 'S2' }, false)).toMatchObject({
      is: 'conflicted',
      kind: 'unclear',
    });
  });

  it('a third value is somebody else’s', () => {
    expect(verdictOfField(edit, mark, { ...landed, value: 'VASC0000009' }, true)).toMatchObject({
      is: 'conflicted',
      kind: 'changed',
    });
  });

  it('a portal that counts 0123 and 123 as one number hides what ours replaced, and the row before it tells', () => {
    const zeros = { term: 'catalogNumber', from: '9', to: '123' } as const;
    const nine = { ...mark, value: '9' };
    const theirs = { ...landed, value: '123', history: [row('9', '0123')] };
    expect(verdictOfField(zeros, nine, theirs, true)).toMatchObject({ kind: 'overwrote', replaced: '0123' });
  });

  it('ours that no row tells of, being the same number to the portal, is known by the row that found it', () => {
    const zeros = { term: 'catalogNumber', from: '7', to: '007' } as const;
    const setBack = { ...untouched, value: '7', rowStamp: 'S3', history: [row('007', 'B'), row('B', '7')] };
    expect(verdictOfField(zeros, { ...mark, value: '7' }, setBack, false)).toEqual({
      is: 'delivered',
      superseded: true,
    });
  });

  it('a value that came back without the row that would say how is not guessed at', () => {
    const zeros = { term: 'catalogNumber', from: '7', to: '007' } as const;
    const setBack = { ...untouched, value: '7', rowStamp: 'S3', history: [row('7', 'B')] };
    expect(verdictOfField(zeros, { ...mark, value: '7' }, setBack, false)).toMatchObject({ kind: 'unclear' });
  });

  it('ours that somebody has changed since is delivered, and is not sent again', () => {
    const changed = { ...landed, value: 'B', history: [row(null), row('VASC0000001', 'B')] };
    expect(verdictOfField(edit, mark, changed, true)).toEqual({ is: 'delivered', superseded: true });
    const setBack = { ...untouched, rowStamp: 'S3', history: [row(null), row('VASC0000001', null)] };
    expect(verdictOfField(edit, mark, setBack, false)).toEqual({ is: 'delivered', superseded: true });
  });

  it('a history row without the value behind it is told to a person, never sent again', () => {
    expect(verdictOfField(edit, mark, { ...untouched, history: [row(null)] }, false)).toMatchObject({
      kind: 'loggedNotApplied',
    });
  });

  it('a value that the portal cut off is told to a person', () => {
    const cut = { ...landed, value: 'VASC000', history: [row(null)] };
    expect(verdictOfField(edit, mark, cut, true)).toMatchObject({ kind: 'mangled' });
    expect(verdictOfField(edit, mark, { ...cut, history: [] }, true)).toMatchObject({ kind: 'mangled' });
  });

  it('a suggestion that waits for approval is no delivery', () => {
    const suggested = { ...untouched, history: [row(null, 'VASC0000001', false)] };
    expect(verdictOfField(edit, mark, suggested, true)).toMatchObject({ kind: 'pendingApproval' });
  });

  it('a stamp that another field moved does not make an outcome unclear', () => {
    const elsewhere = { ...row(null, 'reviewed'), term: 'processingStatus' };
    const proof = { ...untouched, rowStamp: 'S2', history: [elsewhere] };
    expect(verdictOfField(edit, mark, proof, false)).toEqual({ is: 'notApplied' });
  });

  it('a stamp that moved makes an outcome unclear where the portal would write no row of ours', () => {
    const zeros = { term: 'catalogNumber', from: '7', to: '007' } as const;
    const elsewhere = { ...row(null, 'reviewed'), term: 'processingStatus' };
    const proof = { ...untouched, value: '7', rowStamp: 'S2', history: [elsewhere] };
    expect(verdictOfField(zeros, { ...mark, value: '7' }, proof, false)).toMatchObject({ kind: 'unclear' });
  });
});
