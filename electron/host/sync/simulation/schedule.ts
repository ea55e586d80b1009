/** One run as plain data: what people do, and what goes wrong when. fast-check makes and shrinks it. */
import fc from 'fast-check';
import { FAULTS } from './faults.ts';
import type { ColleagueAct, DiskFault, ReadFault, StationFault, WriteFault } from './faults.ts';

export const ACTS = [
  'link',
  'status',
  'habitat',
  'zeros',
  'number',
  'addIdentifier',
  'removeIdentifier',
  'merge',
  'mergeLosing',
  'create',
  'createAndDescribe',
  'image',
  'associate',
  'undo',
  'withdraw',
  'tryNow',
  'useMine',
  'restore',
  'switchUser',
  'supervisorAdopts',
] as const;
export type Act = (typeof ACTS)[number];

export interface UserAct {
  readonly station: number;
  readonly act: Act;
  /** Which record, entry or number: taken modulo what there is. */
  readonly pick: number;
  /** Milliseconds after the act before. */
  readonly after: number;
}

/** Something that happens at the nth request to the portal, or at the nth step of a station. */
export interface At<Kind> {
  readonly at: number;
  readonly kind: Kind;
  readonly pick: number;
}

export interface Schedule {
  readonly stations: number;
  readonly acts: readonly UserAct[];
  /** The fault of the nth write; beyond the tape all goes well. */
  readonly writes: readonly (WriteFault | 'none')[];
  readonly reads: readonly At<ReadFault>[];
  readonly disk: readonly At<DiskFault>[];
  readonly colleagues: readonly At<ColleagueAct>[];
  /** At the nth write, between the portal's look at the old value and its update. */
  readonly within: readonly At<ColleagueAct>[];
  readonly mishaps: readonly At<StationFault>[];
}

export interface Size {
  readonly stations: number;
  readonly acts: { readonly min: number; readonly max: number };
  readonly requests: number;
  readonly isLate?: boolean;
}

export const STANDARD: Size = { stations: 1, acts: { min: 1, max: 8 }, requests: 60 };
export const DEEP: Size = { stations: 3, acts: { min: 20, max: 200 }, requests: 900 };
export const LATE: Size = { stations: 1, acts: { min: 1, max: 5 }, requests: 40, isLate: true };

const pick = fc.nat(1_000);

const atMost = <Kind>(kinds: readonly Kind[], places: number, most: number): fc.Arbitrary<At<Kind>[]> =>
  fc.array(fc.record({ at: fc.nat(places), kind: fc.constantFrom(...kinds), pick }), { maxLength: most });

/** Mostly short ones: a long one takes as long as a dozen. */
function actsOf(act: fc.Arbitrary<UserAct>, { min, max }: Size['acts']): fc.Arbitrary<UserAct[]> {
  const upTo = (maxLength: number) => fc.array(act, { minLength: min, maxLength, size: 'max' });
  const short = Math.min(max, min + 20);
  return fc.oneof({ weight: 12, arbitrary: upTo(short) }, { weight: 1, arbitrary: upTo(max) });
}

export function schedules(size: Size): fc.Arbitrary<Schedule> {
  const scale = Math.max(1, Math.round(size.requests / 60));
  const writeFault: fc.Arbitrary<WriteFault | 'none'> = size.isLate
    ? fc.oneof(
        { weight: 1, arbitrary: fc.constant('lateZombie' as const) },
        { weight: 2, arbitrary: fc.constant('none' as const) },
      )
    : fc.oneof(
        { weight: 2, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...FAULTS.writes) },
      );
  const act = fc.record({
    station: fc.nat(size.stations - 1),
    act: fc.constantFrom(...ACTS),
    pick,
    after: fc.constantFrom(0, 10, 400, 3_000, 200_000),
  });
  return fc.record({
    stations: fc.constant(size.stations),
    acts: actsOf(act, size.acts),
    writes: fc.array(writeFault, { maxLength: 12 * scale, size: 'max' }),
    reads: atMost(FAULTS.reads, size.requests, 4 * scale),
    disk: size.isLate ? fc.constant([]) : atMost(FAULTS.disk, size.requests, 2 * scale),
    colleagues: atMost(FAULTS.colleagues, size.requests, 4 * scale),
    within: atMost(FAULTS.colleagues, 8 * scale, 2 * scale),
    mishaps: atMost(FAULTS.mishaps, 2 * size.requests, 3 * scale),
  });
}
