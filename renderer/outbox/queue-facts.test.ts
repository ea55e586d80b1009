import { describe, expect, it } from 'vitest';
import { aLink, anEntry, clash, delivered, idOf } from '../../shared/outbox/builders.ts';
import type { Delivery, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf } from '../../shared/portal/change.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import type { QueueRow } from '../database/station-database.ts';
import { lastLink, standingLinks, tallyOf, withQueuedNumbers } from './queue-facts.ts';

const WITHDRAWN: Delivery = { is: 'withdrawn', at: 0, by: 'ana' };
const row = (nth: number, delivery: Delivery = { is: 'waiting' }, different: Partial<OutboxEntry> = {}): QueueRow => ({
  entry: anEntry(nth, different),
  delivery,
  adoptedBy: null,
  isSaved: true,
  isRecovered: false,
  isSetAside: false,
  isTakenBack: false,
});
const numbersOf = (rows: readonly QueueRow[]) => standingLinks(rows).map(({ entry }) => catalogNumberOf(entry.change));

describe('links that stand', () => {
  it('are those neither withdrawn nor taken back by a later change', () => {
    const undo = row(
      3,
      { is: 'waiting' },
      { why: 'undo', undoes: idOf(2), change: aLink(61207, 2, { from: 'VASC0000002', to: null }) },
    );
    expect(numbersOf([row(1, WITHDRAWN), row(2, delivered), undo, row(4)])).toEqual(['VASC0000004']);
  });

  it('stand again where the change that took them back was itself withdrawn', () => {
    expect(numbersOf([row(2, delivered), row(3, WITHDRAWN, { why: 'undo', undoes: idOf(2) })])).toEqual([
      'VASC0000002',
    ]);
  });

  it('do not count what was set aside', () => {
    expect(numbersOf([{ ...row(1), isSetAside: true }])).toEqual([]);
  });

  it('end with the one that undo takes back', () => {
    expect(lastLink([row(1), row(2)])?.id).toBe(idOf(2));
    expect(lastLink([row(1, WITHDRAWN)])).toBeUndefined();
  });
});

describe('a record that the portal shows without a barcode', () => {
  const seen = [anOccurrence({ occid: 61207, catalogNumber: null, readAt: 5 })];

  it('has the one that waits for it here', () => {
    expect(withQueuedNumbers(seen, [row(1)])[0]?.catalogNumber).toBe('VASC0000001');
  });

  it('has the one that was delivered after it was read', () => {
    const since = { ...delivered, at: 6 };
    expect(withQueuedNumbers(seen, [row(1, since)])[0]?.catalogNumber).toBe('VASC0000001');
  });

  it('has none where the link was delivered and removed since, or clashed', () => {
    expect(withQueuedNumbers(seen, [row(1, delivered), row(2, clash('changed'))])[0]?.catalogNumber).toBeNull();
  });

  it('keeps the portal’s own where it has one', () => {
    const other = [anOccurrence({ occid: 61207, catalogNumber: 'VASC0000099' })];
    expect(withQueuedNumbers(other, [row(1)])[0]?.catalogNumber).toBe('VASC0000099');
  });
});

describe('the day’s tally', () => {
  const noon = new Date(2026, 4, 3, 12).getTime();
  const minutes = (count: number) => count * 60_000;

  it('counts today’s links and flags, and the pace of the last hour', () => {
    const rows = [
      row(1, delivered, { madeAt: noon - minutes(30) }),
      row(2, delivered, { madeAt: noon - minutes(15) }),
      row(3, delivered, { madeAt: noon - minutes(60 * 24) }),
    ];
    expect(tallyOf(rows, [noon, noon - minutes(60 * 30)], noon)).toEqual({ linked: 2, anHour: 4, flagged: 1 });
  });

  it('does not call three sheets in a minute 180 an hour', () => {
    const rows = [1, 2, 3].map(nth => row(nth, delivered, { madeAt: noon - nth * 10_000 }));
    expect(tallyOf(rows, [], noon).anHour).toBe(18);
  });
});
