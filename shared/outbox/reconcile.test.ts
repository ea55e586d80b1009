import { describe, expect, it } from 'vitest';
import { anEntry, delivered, idOf, queued } from './builders.ts';
import { reconcile, type KeptState } from './reconcile.ts';

const journal = { journalId: 'j1', lastSeq: 3, queue: [queued(1), queued(2, { is: 'withdrawn', at: 0, by: 'ana' })] };
const kept = (nth: number, seq: number | null, journalId = 'j1', isSettled = false) => ({
  entry: anEntry(nth),
  journalId,
  seq,
  settled: isSettled ? delivered : null,
});
const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => Number(id.slice(-3)));
const meet = (state: Partial<KeptState>) => {
  const { restore, recover, setAside } = reconcile(journal, { journalId: 'j1', lastSeq: 2, entries: [], ...state });
  return { restore: restore.map(({ seq }) => seq), recover: ids(recover), setAside: ids(setAside) };
};

describe('two copies of the queue meet at start', () => {
  it('an emptied database is filled from the journal, verdicts included', () => {
    expect(meet({ journalId: null, lastSeq: 0 })).toEqual({ restore: [1, 2], recover: [], setAside: [] });
  });

  it('an entry made here that the journal never answered joins the queue', () => {
    expect(meet({ entries: [kept(9, null)] })).toMatchObject({ recover: [9], setAside: [] });
  });

  it('an entry that was taken back is not raised from the dead', () => {
    expect(meet({ entries: [kept(2, 2)] })).toMatchObject({ recover: [], setAside: [] });
  });

  it('an entry the journal once had and lost is set aside, never sent', () => {
    expect(meet({ entries: [kept(9, 2)] })).toMatchObject({ recover: [], setAside: [9] });
  });

  it('entries of another journal are set aside', () => {
    expect(meet({ entries: [kept(9, null, 'j0')] })).toMatchObject({ recover: [], setAside: [9] });
  });

  it('against an old copy of the journal nothing here is taken for new', () => {
    expect(meet({ lastSeq: 8, entries: [kept(9, null)] })).toMatchObject({ recover: [], setAside: [9] });
  });

  it('what an old copy of the journal would send again, and ended as known here, is told to it', () => {
    const entries = [kept(1, 1, 'j1', true)];
    const ended = (lastSeq: number) => reconcile(journal, { journalId: 'j1', lastSeq, entries }).ended;
    expect(ended(8)).toEqual([{ entryId: idOf(1), delivery: delivered }]);
    expect(ended(3)).toEqual([]);
  });

  it('what was taken back here before the journal had it is neither offered to it nor set aside', () => {
    expect(meet({ entries: [kept(9, null, 'j1', true)] })).toMatchObject({ recover: [], setAside: [] });
  });
});
