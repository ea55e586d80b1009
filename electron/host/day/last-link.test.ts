import { describe, expect, it } from 'vitest';
import { aLink, clash, delivered, idOf, queued } from '../../../shared/outbox/builders.ts';
import type { QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { occidOf } from '../../../shared/portal/change.ts';
import { lastLinkTo } from './last-link.ts';

const NUMBER = 'VASC0000001';
const linkIn = (...entries: readonly QueuedEntry[]) => {
  const link = lastLinkTo(new Map(entries.map(one => [one.entry.id, one])), NUMBER);
  return link && { occid: occidOf(link.entry.change), isGone: link.isGone };
};
const withdrawn = { is: 'withdrawn', at: 0, by: 'ana' } as const;
const stands = { occid: 61207, isGone: false };
const isGone = { occid: 61207, isGone: true };

describe('the last link to a number', () => {
  it('stands, sent or not, and while a person has yet to decide about it', () => {
    expect([queued(1), queued(1, delivered), queued(1, clash('numberInUse'))].map(one => linkIn(one))).toEqual([
      stands,
      stands,
      stands,
    ]);
  });

  it('is the last that stands', () => {
    const another = { change: aLink(5, 1) };
    expect(linkIn(queued(1), queued(2, { is: 'waiting' }, another))).toEqual({ occid: 5, isGone: false });
    expect(linkIn(queued(1), queued(2, withdrawn, another))).toEqual(stands);
  });

  it('is gone where it was taken back, here or by a later change', () => {
    const undo = queued(2, { is: 'waiting' }, { undoes: idOf(1), change: aLink(61207, 1, { from: NUMBER, to: null }) });
    expect([linkIn(queued(1, withdrawn)), linkIn(queued(1, delivered), undo)]).toEqual([isGone, isGone]);
  });

  it('is none where the number was given to nobody', () => {
    expect(linkIn(queued(2))).toBeUndefined();
  });
});
