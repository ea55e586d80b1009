import { describe, expect, it } from 'vitest';
import { anEntry, delivered, idOf } from '../../shared/outbox/builders.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { inOrder, withChanged, withRow } from './queue-rows.ts';
import { unsavedRow } from './outbox-view.ts';

const row = (nth: number, different: Partial<OutboxEntry> = {}) =>
  unsavedRow(anEntry(nth, { madeAt: nth, ...different }));
const undo = row(9, { why: 'undo', undoes: idOf(1) });

describe('the rows of the outbox', () => {
  it('stand in the order of their making, wherever they come from', () => {
    const rows = [row(2), row(1)];
    expect(withRow(inOrder(rows), row(3)).map(({ entry }) => entry.madeAt)).toEqual([1, 2, 3]);
    expect(withRow(inOrder([row(3), row(1)]), row(2)).map(({ entry }) => entry.madeAt)).toEqual([1, 2, 3]);
  });

  it('change one by one: every other row stays the very same', () => {
    const rows = inOrder([row(1), row(2), row(3)]);
    const moved = withChanged(rows, idOf(2), { delivery: delivered });
    expect(moved[1]?.delivery).toBe(delivered);
    expect([moved[0], moved[2]]).toEqual([rows[0], rows[2]]);
    expect(moved[0]).toBe(rows[0]);
    expect(withChanged(rows, idOf(7), { delivery: delivered })).toBe(rows);
  });

  it('show what a later change takes back, and show it again where that change was itself withdrawn', () => {
    const rows = withRow([row(1)], undo);
    expect(rows[0]?.isTakenBack).toBe(true);
    expect(inOrder([row(1), undo])[0]?.isTakenBack).toBe(true);
    const again = withChanged(rows, idOf(9), { delivery: { is: 'withdrawn', at: 0, by: 'ana' } });
    expect(again[0]?.isTakenBack).toBe(false);
  });
});
