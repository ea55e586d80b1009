import { describe, expect, it } from 'vitest';
import { aLink, aMerge, clash, delivered, queued } from './builders.ts';
import { afterFailure, chooseNext, delayAfter, nextDue } from './schedule.ts';

const moment = { now: 1000, released: new Set<string>(), account: 'ana' };
const chosen = (...entries: ReturnType<typeof queued>[]) => chooseNext(entries, moment)?.seq;

describe('what is sent next', () => {
  it('the oldest change first', () =>
    expect(chosen(queued(2, { is: 'waiting' }, { change: aLink(2, 2) }), queued(1))).toBe(1));

  it('a change that a person must decide on holds back later ones about the same record only', () => {
    const stuck = queued(1, {
      is: 'conflicted',
      kind: 'changed',
      portalNow: null,
      holders: [],
      replaced: null,
      by: null,
      byWhen: null,
      parts: [],
      at: 0,
    });
    expect(chosen(stuck, queued(2), queued(3, { is: 'waiting' }, { change: aLink(5, 3) }))).toBe(3);
  });

  it('a link in its time for second thoughts waits, unless it was released', () => {
    const held = queued(1, { is: 'waiting' }, { holdUntil: 5000 });
    expect(chosen(held)).toBeUndefined();
    expect(nextDue([held], moment)).toBe(5000);
    expect(chooseNext([held], { ...moment, released: new Set([held.entry.id]) })?.seq).toBe(1);
  });

  it('nothing is sent under another account, nor while signed out', () => {
    expect(chooseNext([queued(1)], { ...moment, account: 'ben' })).toBeUndefined();
    expect(chooseNext([queued(1)], { ...moment, account: undefined })).toBeUndefined();
  });

  it('an unknown outcome is looked at only after its quarantine', () => {
    const checking = queued(1, {
      is: 'checking',
      attempt: 1,
      notBefore: 2000,
      why: { kind: 'timedOut' },
      answered: false,
      looks: 0,
    });
    expect(chosen(checking)).toBeUndefined();
    expect(chooseNext([checking], { ...moment, now: 2000 })?.seq).toBe(1);
  });

  it('a change that takes a doubled link back goes out past it', () => {
    const doubled = queued(1, {
      is: 'conflicted',
      kind: 'doubled',
      portalNow: null,
      holders: [5],
      replaced: null,
      by: null,
      byWhen: null,
      parts: [],
      at: 0,
    });
    const undo = queued(2, { is: 'waiting' }, { why: 'undo', undoes: doubled.entry.id });
    expect(chosen(doubled, undo)).toBe(2);
  });

  it('a change that takes a refused link back goes out past it', () => {
    const refused = queued(1, { is: 'refused', why: { kind: 'forbidden' }, at: 0 });
    expect(chosen(refused, queued(2, { is: 'waiting' }, { undoes: refused.entry.id }))).toBe(2);
  });

  it('what is settled is out of the way', () => {
    expect(chosen(queued(1, delivered), queued(2))).toBe(2);
    expect(chosen(queued(1, { is: 'withdrawn', at: 0, by: 'ana' }), queued(2))).toBe(2);
  });

  it('a pause that a person ended is over, a quarantine is not', () => {
    const retrying = queued(1, { is: 'retrying', attempt: 1, notBefore: 9000, why: { kind: 'offline' } });
    const released = new Set([retrying.entry.id]);
    expect(chooseNext([retrying], { ...moment, released })?.seq).toBe(1);
    const checking = queued(1, {
      is: 'checking',
      attempt: 1,
      notBefore: 9000,
      why: { kind: 'offline' },
      answered: false,
      looks: 0,
    });
    expect(chooseNext([checking], { ...moment, released })).toBeUndefined();
  });

  it('a number that waits for a person does not hold back another field of the record, but does hold back a merge', () => {
    const stuck = queued(1, clash('changed'));
    const status = { kind: 'setField', occid: 61207, edit: { term: 'processingStatus', from: null, to: 'x' } } as const;
    expect(chosen(stuck, queued(2, { is: 'waiting' }, { change: status }))).toBe(2);
    expect(chosen(stuck, queued(2, { is: 'waiting' }, { change: aMerge(5, 61207) }))).toBeUndefined();
  });

  it('an unknown outcome is looked at even behind a change that waits for a person', () => {
    const checking = {
      is: 'checking',
      attempt: 1,
      notBefore: 0,
      why: { kind: 'timedOut' },
      answered: false,
      looks: 0,
    } as const;
    expect(chosen(queued(1, clash('late')), queued(2, checking))).toBe(2);
  });

  it('a merge holds back what comes after about either record, decided or not', () => {
    for (const delivery of [
      { is: 'retrying', attempt: 1, notBefore: 9e9, why: { kind: 'offline' } } as const,
      clash('confirmAgain'),
    ]) {
      const merge = queued(1, delivery, { change: aMerge(5, 6) });
      expect(chosen(merge, queued(2, { is: 'waiting' }, { change: aLink(5, 2) }))).toBeUndefined();
      expect(chosen(merge, queued(2, { is: 'waiting' }, { change: aLink(6, 2) }))).toBeUndefined();
      expect(chosen(merge, queued(2, { is: 'waiting' }, { change: aLink(7, 2) }))).toBe(2);
    }
  });

  it('what follows another entry waits for it, and what is about a record that is still to be made for that', () => {
    const first = queued(1, { is: 'waiting' }, { holdUntil: 9e9, change: aLink(2, 1) });
    const follower = queued(2, { is: 'waiting' }, { after: first.entry.id, change: aLink(3, 2) });
    expect(chosen(first, follower)).toBeUndefined();
    expect(chosen({ ...first, delivery: delivered }, follower)).toBe(2);
    const create = queued(
      3,
      { is: 'waiting' },
      { holdUntil: 9e9, change: { kind: 'create', catalogNumber: 'X', fields: {} } },
    );
    const about = { kind: 'setField', occid: create.entry.id, edit: { term: 'habitat', from: null, to: 'x' } } as const;
    expect(chosen(create, queued(4, { is: 'waiting' }, { change: about }))).toBeUndefined();
  });

  it('what a supervisor adopted goes out under the supervisor’s account, and only there', () => {
    const adopted = { ...queued(1), adoptedBy: 'sue' };
    expect(chooseNext([adopted], moment)).toBeUndefined();
    expect(chooseNext([adopted], { ...moment, account: 'sue' })?.seq).toBe(1);
  });
});

describe('after a failure before anything was sent', () => {
  it('a passing one is tried again later, a lasting one waits for a person', () => {
    expect(afterFailure({ kind: 'offline' }, 1, 1000, 0)).toMatchObject({ is: 'retrying', notBefore: 2000 });
    expect(afterFailure({ kind: 'forbidden' }, 1, 1000, 0)).toMatchObject({ is: 'refused' });
  });

  it('the pauses grow to five minutes and never beyond', () => {
    expect([1, 2, 3, 20].map(attempt => delayAfter(attempt, 0.999))).toEqual([1999, 3998, 7996, 299_850]);
  });
});
