import { describe, expect, it } from 'vitest';
import { clash } from './builders.ts';
import { CHOICES_OF } from './conflict-choices.ts';
import { canWithdraw, ConflictKind } from './outbox-entry.ts';

const of = (kind: ConflictKind) => new Set(CHOICES_OF[kind]);

describe.each(ConflictKind.options)('a clash of the kind %s', kind => {
  it('can be left to an expert, and can be ended', () => {
    expect(of(kind).has('flag')).toBe(true);
    expect(of(kind).size).toBeGreaterThan(1);
  });

  it('is dropped only where nothing of it has left, and answered by another change where something has', () => {
    expect(of(kind).has('drop')).toBe(canWithdraw(clash(kind)));
    const answers = ['undo', 'restore', 'keep'] as const;
    expect(answers.some(answer => of(kind).has(answer))).toBe(!canWithdraw(clash(kind)));
  });
});
