import { describe, expect, it } from 'vitest';
import { aLink, clash, delivered, idOf, queued } from '../../../shared/outbox/builders.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { occidOf } from '../../../shared/portal/change.ts';
import { standingLink } from './standing-link.ts';

const NUMBER = 'VASC0000001';
const recordIn = (...entries: readonly QueuedEntry[]) => {
  const link = standingLink(new Map(entries.map(one => [one.entry.id, one])), NUMBER);
  return link && occidOf(link.change);
};
const withdrawn = { is: 'withdrawn', at: 0, by: 'ana' } as const;

describe('the record of a number', () => {
  it('is the one that a link gives it to, sent or not', () => {
    expect([recordIn(queued(1)), recordIn(queued(1, delivered))]).toEqual([61207, 61207]);
  });

  it('is the one of the last link', () => {
    expect(recordIn(queued(1), queued(2, { is: 'waiting' }, { change: aLink(5, 1) }))).toBe(5);
  });

  it('is unknown where the link was taken back, here or by a later change, or waits for a person', () => {
    const undo = queued(2, { is: 'waiting' }, { undoes: idOf(1), change: aLink(61207, 1, { from: NUMBER, to: null }) });
    expect([recordIn(queued(1, withdrawn)), recordIn(queued(1, delivered), undo)]).toEqual([undefined, undefined]);
    expect(recordIn(queued(1, clash('numberInUse')))).toBeUndefined();
  });

  it('is unknown where it was given to nobody', () => {
    expect(recordIn(queued(2))).toBeUndefined();
  });
});
