/** One change of each kind, ended at every step outwards that it takes, with every fault of its write. RELIABILITY 3.2. */
import { FAULTS, type WriteFault } from './faults.ts';
import type { Act, Schedule } from './schedule.ts';
import { Simulation, type Outcome } from './simulate.ts';

const ONE_OF_EACH_KIND: readonly Act[] = [
  'link',
  'addIdentifier',
  'removeIdentifier',
  'merge',
  'create',
  'image',
  'associate',
];

/** Where only some of the faults are wanted. */
const FEW: readonly (WriteFault | 'none')[] = ['none', 'dropAfter'];
const ALL: readonly (WriteFault | 'none')[] = ['none', ...FAULTS.writes];

/** Every schedule ends a life at its own step; `nth` of `of` equal shares. */
export async function* crashSchedules(isWhole: boolean, nth: number, of: number): AsyncGenerator<Schedule> {
  let place = 0;
  for (const act of ONE_OF_EACH_KIND)
    for (const fault of isWhole ? ALL : FEW) {
      const steps = await stepsOf(scheduleFor(act, fault));
      for (let at = 0; at < steps; at += 1) {
        place += 1;
        if (place % of === nth) yield scheduleFor(act, fault, at);
      }
    }
}

const END = 'tornWrite';

/** Whether the life that such a schedule is to end did end. */
export const hasEnded = ({ hit }: Outcome): boolean => hit.has(END);

const scheduleFor = (act: Act, fault: WriteFault | 'none', crashAt?: number): Schedule => ({
  stations: 1,
  acts: [{ station: 0, act, pick: 0, after: 0 }],
  writes: [fault],
  reads: [],
  disk: [],
  colleagues: [],
  within: [],
  mishaps: crashAt === undefined ? [] : [{ at: crashAt, kind: END, pick: 500 }],
});

/** How many steps outwards it takes when nothing ends it. */
async function stepsOf(schedule: Schedule): Promise<number> {
  const simulation = new Simulation(schedule);
  await simulation.work();
  return simulation.steps;
}
