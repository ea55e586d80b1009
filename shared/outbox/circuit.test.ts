import { describe, expect, it } from 'vitest';
import { afterTrouble, CLOSED } from './circuit.ts';

const troubled = (times: number) =>
  Array.from({ length: times }).reduce<typeof CLOSED>(
    circuit => afterTrouble(circuit, { kind: 'timedOut' }, 0, 0.999),
    CLOSED,
  );

describe('a portal that does not answer', () => {
  it('is left in peace after five failures in a row, longer each time, never beyond a quarter of an hour', () => {
    expect(troubled(4).openUntil).toBe(0);
    expect(troubled(5).openUntil).toBeCloseTo(60_000, -3);
    expect(troubled(6).openUntil).toBeCloseTo(120_000, -3);
    expect(troubled(30).openUntil).toBeLessThanOrEqual(15 * 60_000);
  });

  it('gets the rest it asks for at once, up to an hour', () => {
    expect(afterTrouble(CLOSED, { kind: 'busy', retryAfterMs: 90_000 }, 10, 0)).toMatchObject({ openUntil: 90_010 });
    expect(afterTrouble(CLOSED, { kind: 'busy', retryAfterMs: 9e9 }, 0, 0)).toMatchObject({ openUntil: 3_600_000 });
  });
});
