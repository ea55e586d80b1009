/** Leaves a portal in peace that does not answer: the whole queue waits, not each entry for itself. Source: RELIABILITY 2.9. */
import type { Failure } from '../failure/failure.ts';

export interface Circuit {
  /** Failures in a row. */
  readonly failures: number;
  /** Nothing is asked before; then one entry tries it out. */
  readonly openUntil: number;
}

export const CLOSED: Circuit = { failures: 0, openUntil: 0 };

const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A portal that asks for more is asked again after an hour all the same. */
const LONGEST_WISH_MS = 60 * 60_000;

/** After one more failure. A portal's own wish to be left alone counts at once. `chance` in [0, 1) spreads stations. */
export function afterTrouble(circuit: Circuit, failure: Failure, now: number, chance: number): Circuit {
  const failures = circuit.failures + 1;
  const wish = failure.kind === 'busy' ? Math.min(LONGEST_WISH_MS, failure.retryAfterMs ?? 0) : 0;
  const times = failures - FAILURES_TO_OPEN;
  const pause = times < 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** times) * (0.75 + chance / 4);
  return { failures, openUntil: now + Math.max(wish, Math.round(pause)) };
}
