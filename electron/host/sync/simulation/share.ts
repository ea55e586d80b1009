/** One process's share of a simulation: fast-check makes the schedules and shrinks those that fail. */
import fc from 'fast-check';
import { DEEP, LATE, schedules, STANDARD, type Schedule, type Size } from './schedule.ts';
import { crashSchedules, hasEnded } from './crash-suite.ts';
import { simulate } from './simulate.ts';
import { countFaults, emptyTally, type Tally } from './tally.ts';

export interface Share {
  readonly standard: number;
  readonly deep: number;
  readonly late: number;
  readonly seed: number;
  readonly isOnlyWhether: boolean;
  /** All faults at every crash point, or a few. */
  readonly isWhole: boolean;
  readonly nth: number;
  readonly of: number;
}

export async function runShare(share: Share): Promise<Tally> {
  const tally = emptyTally();
  await runCrashes(share, tally);
  await runSuite('standard', STANDARD, share, tally);
  await runSuite('deep', DEEP, share, tally);
  await runSuite('late', LATE, share, tally);
  return tally;
}

async function runCrashes({ isWhole, nth, of }: Share, tally: Tally): Promise<void> {
  for await (const schedule of crashSchedules(isWhole, nth, of)) {
    const outcome = await simulate(schedule);
    tally.crashCases += 1;
    if (hasEnded(outcome)) tally.crashes += 1;
    countFaults(tally, outcome.hit);
    if (outcome.violations.length > 0)
      tally.failures.push(failureText('crash', 0, schedule, new Error(outcome.violations.join('\n'))));
  }
}

async function runSuite(name: 'standard' | 'deep' | 'late', size: Size, share: Share, tally: Tally): Promise<void> {
  if (share[name] === 0) return;
  const property = fc.asyncProperty(schedules(size), async schedule => {
    const outcome = await simulate(schedule);
    tally[name] += 1;
    countFaults(tally, outcome.hit);
    const { violations } = outcome;
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  const run = await fc.check(property, {
    numRuns: share[name],
    seed: share.seed,
    interruptAfterTimeLimit: LONGEST_MS,
    markInterruptAsFailure: false,
    // A long schedule takes longer to shrink than to read.
    endOnFailure: share.isOnlyWhether || name === 'deep',
  });
  if (run.failed) tally.failures.push(failureText(name, run.seed, run.counterexample?.[0], run.errorInstance));
}

/** A share that takes longer than this is told by its smaller count. */
const LONGEST_MS = 38 * 60_000;

function failureText(name: string, seed: number, schedule: Schedule | undefined, error: unknown): string {
  const violations = error instanceof Error ? error.message : String(error);
  return `violation in ${name}, seed ${seed}:\n${violations}\n${JSON.stringify(schedule)}`;
}
