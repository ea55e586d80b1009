import { describe, expect, it } from 'vitest';
import { anEntry, clash, idOf } from '../../../shared/outbox/builders.ts';
import type { Happening } from './journal-line.ts';
import { wasGivenAway } from './hand-over-line.ts';
import { apply, nothingYet, workingSet } from './projection.ts';

const TOKEN = idOf(900);

function after(...happenings: readonly Happening[]) {
  const projection = nothingYet();
  happenings.forEach((what, index) => apply(projection, { seq: index + 1, at: 10, what, hash: '' }));
  return projection;
}
const queue = (nth: number): Happening => ({ kind: 'queued', entry: anEntry(nth) });
const give = (...nths: readonly number[]): Happening => ({
  kind: 'handedOver',
  token: TOKEN,
  file: 'a.handover',
  entryIds: nths.map(idOf),
});
const standing = (projection: ReturnType<typeof after>) =>
  [...projection.queue.values()].map(({ delivery }) => delivery.is);

describe('lines that change the owner', () => {
  it('leave an entry that was given where it is, owned by nobody here until it is taken back', () => {
    expect(standing(after(queue(1), queue(2), give(1)))).toEqual(['handedOver', 'waiting']);
    expect(standing(after(queue(1), queue(2), give(1), { kind: 'takenBack', token: TOKEN }))).toEqual([
      'waiting',
      'waiting',
    ]);
  });

  it('end what another station has taken, and nothing of it can come back by a second word', () => {
    const closed = { kind: 'handOverClosed', token: TOKEN, to: 'the press' } as const;
    const projection = after(queue(1), give(1), closed, { kind: 'takenBack', token: TOKEN });
    expect(projection.queue.get(idOf(1))?.delivery).toEqual({ is: 'withdrawn', at: 10, by: '', handedTo: 'the press' });
    expect(workingSet(projection)).toEqual([]);
  });

  it('give back what needed a person as what needs a person', () => {
    const doubled = clash('doubled');
    const moved = { kind: 'moved', entryId: idOf(1), delivery: doubled } as const;
    const projection = after(queue(1), moved, give(1), { kind: 'takenBack', token: TOKEN });
    expect(projection.queue.get(idOf(1))?.delivery).toEqual(doubled);
  });

  it('let an entry come back from where it was given, and no other that is settled', () => {
    const taken = { kind: 'takenIn', token: idOf(901), from: { name: 'the press', fingerprint: '' } } as const;
    const entries = [{ entry: anEntry(1), delivery: { is: 'waiting' as const } }];
    const closed = { kind: 'handOverClosed', token: TOKEN, to: 'the press' } as const;
    const withdrawn = { is: 'withdrawn', at: 1, by: 'ana' } as const;
    const projection = after(queue(1), queue(2), give(1), closed, {
      kind: 'moved',
      entryId: idOf(2),
      delivery: withdrawn,
    });
    const [first, second] = [...projection.queue.values()];
    expect([
      first && wasGivenAway(projection.handOvers, first),
      second && wasGivenAway(projection.handOvers, second),
    ]).toEqual([true, false]);
    apply(projection, { seq: 9, at: 11, what: { ...taken, entries }, hash: '' });
    expect(standing(projection)).toEqual(['waiting', 'withdrawn']);
    expect(workingSet(projection)).toHaveLength(1);
  });
});
