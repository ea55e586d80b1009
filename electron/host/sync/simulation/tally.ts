/** What came of the schedules, in one process or in all of them. */
import type { Outcome } from './simulate.ts';

export interface Tally {
  standard: number;
  deep: number;
  late: number;
  /** Steps at which a life was to end, and at which it did. */
  crashCases: number;
  crashes: number;
  /** How often each fault really struck. */
  readonly hit: Map<string, number>;
  /** Each a broken promise in words, with its schedule. */
  readonly failures: string[];
}

export const emptyTally = (): Tally => ({
  standard: 0,
  deep: 0,
  late: 0,
  crashCases: 0,
  crashes: 0,
  hit: new Map(),
  failures: [],
});

export function countFaults({ hit }: Tally, struck: Outcome['hit']): void {
  for (const [fault, count] of struck) hit.set(fault, (hit.get(fault) ?? 0) + count);
}

export function addUp(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const tally of tallies) {
    for (const what of ['standard', 'deep', 'late', 'crashCases', 'crashes'] as const) all[what] += tally[what];
    countFaults(all, tally.hit);
    all.failures.push(...tally.failures);
  }
  return all;
}
