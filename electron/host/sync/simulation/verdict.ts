/** Whether a run of the simulation found a promise broken, and whether it met all that it is run for. */
import { EVERY_FAULT } from './faults.ts';
import type { Tally } from './tally.ts';

/** From so many standard schedules on, the small run's count, every fault strikes; a shorter run may miss some. */
export const EVERY_FAULT_FROM = 2_000;

/** How the program ends: a promise was broken, or a fault or a crash point was never met. */
export const EXITS = { well: 0, broken: 1, unmet: 2 } as const;

export interface Verdict {
  readonly exit: (typeof EXITS)[keyof typeof EXITS];
  /** Empty where all is well. */
  readonly sentences: readonly string[];
}

/** `wanted` is how many standard schedules were asked for. */
export function verdictOn(tally: Tally, wanted: number): Verdict {
  const broken = tally.failures.length;
  const unmet = [...missedCrashes(tally), ...(wanted >= EVERY_FAULT_FROM ? missedFaults(tally) : [])];
  if (broken > 0) return { exit: EXITS.broken, sentences: [`Promises were broken: ${broken}.`, ...unmet] };
  return { exit: unmet.length > 0 ? EXITS.unmet : EXITS.well, sentences: unmet };
}

function missedCrashes({ crashCases, crashes }: Tally): readonly string[] {
  if (crashCases === 0) return ['No life was ended at any step.'];
  const missed = crashCases - crashes;
  return missed > 0 ? [`Lives that were to end and did not: ${missed} of ${crashCases}.`] : [];
}

function missedFaults({ hit, late }: Tally): readonly string[] {
  const expected: readonly string[] = late > 0 ? [...EVERY_FAULT, 'lateZombie'] : EVERY_FAULT;
  const missed = expected.filter(fault => !hit.get(fault));
  return missed.length > 0 ? [`Faults that never struck: ${missed.join(', ')}.`] : [];
}
