import { describe, expect, it } from 'vitest';
import { afterMoves, correctionOf, disagrees, findInRun, saidOf, type PictureInRun } from './picture-run.ts';

const numberOf = (nth: number): string => `VASC${String(nth).padStart(7, '0')}`;

interface Shot {
  /** Which specimen lies on the picture; null: its barcode cannot be read. */
  readonly shows: number | null;
  readonly said: number | null;
  readonly also?: readonly number[];
  readonly isSent?: boolean;
}

const runOf = (shots: readonly Shot[]): readonly PictureInRun[] =>
  shots.map(({ shows, said, also = [], isSent = false }, nth) => {
    const symbols = [...(shows === null ? [] : [shows]), ...also].map(numberOf);
    return {
      ...{
        id: `p${nth}`,
        file: `DSC_${nth}.jpg`,
        sha256: String(nth).padStart(64, '0'),
        takenAt: null,
        isSent,
        isOnBench: false,
      },
      ...{ nameNumber: null, specimen: said === null ? null : numberOf(said), symbols },
      verdict: symbols.length === 0 ? 'none' : symbols.length === 1 ? 'certain' : 'several',
    };
  });

/** Files in the order they were taken, each given to the next specimen whose turn it is. */
const dealtOut = (shown: readonly (number | null)[], turns: readonly number[]): readonly Shot[] =>
  shown.map((shows, nth) => ({ shows, said: turns[nth] ?? null }));

const counted = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
const movesOf = (run: readonly PictureInRun[]) =>
  findInRun(run).shifts.flatMap(({ moves }) => moves.map(({ picture, from, to }) => [picture.id, from, to]));
const NOTHING = { shifts: [], disagreements: [], seenTwice: [], gaps: [], ownerless: [] };

describe('a day of pictures', () => {
  it('of one shot or several of each specimen, some without a readable code, is as it should be', () => {
    expect(findInRun(runOf(dealtOut(counted(1, 20), counted(1, 20))))).toEqual(NOTHING);
    expect(findInRun(runOf(dealtOut([1, 1, 2, null, 3, 3, 3], [1, 1, 2, 2, 3, 3, 3])))).toEqual(NOTHING);
    expect(findInRun([])).toEqual(NOTHING);
  });

  it('names a picture whose barcode is not the one that its file is said to be of', () => {
    const { disagreements, shifts } = findInRun(runOf(dealtOut([1, 9, 3], [1, 2, 3])));
    expect(disagreements.map(({ picture, said }) => [picture.id, said, picture.symbols])).toEqual([
      ['p1', numberOf(2), [numberOf(9)]],
    ]);
    expect(shifts).toEqual([]);
  });

  it('goes by the name of a file that was given to nobody, and by the specimen before the name', () => {
    const [picture] = runOf([{ shows: 2, said: null }]);
    if (!picture) throw new Error('no picture');
    expect(disagrees({ ...picture, nameNumber: numberOf(1) })).toBe(true);
    expect(disagrees({ ...picture, nameNumber: numberOf(1), specimen: numberOf(2) })).toBe(false);
  });

  it('has nothing against several barcodes on a sheet as long as its own is among them', () => {
    const own = { shows: 1, said: 1, also: [77] };
    expect(findInRun(runOf([own])).disagreements).toEqual([]);
    expect(findInRun(runOf([{ ...own, said: 2 }])).disagreements).toHaveLength(1);
  });

  it('names a barcode that is on two specimens, with all its pictures', () => {
    const { seenTwice } = findInRun(runOf(dealtOut([1, 2, 2, 4], [1, 2, 3, 4])));
    expect(seenTwice.map(({ number, pictures }) => [number, pictures.map(({ id }) => id)])).toEqual([
      [numberOf(2), ['p1', 'p2']],
    ]);
  });

  it('names a barcode on two pictures of nobody only where something lies between them', () => {
    const nobodys = (...shown: readonly number[]) =>
      findInRun(runOf(shown.map(shows => ({ shows, said: null })))).seenTwice.length;
    expect([nobodys(1, 1, 2), nobodys(1, 2, 1)]).toEqual([0, 1]);
  });

  it('names the numbers that are missing between those seen, and no other roll', () => {
    const { gaps } = findInRun(runOf(dealtOut([1, 2, 5, 6, 8, 900], [1, 2, 5, 6, 8, 900])));
    expect(gaps).toEqual([
      { first: numberOf(3), last: numberOf(4), count: 2 },
      { first: numberOf(7), last: numberOf(7), count: 1 },
    ]);
  });

  it('names pictures of which nothing is known', () => {
    expect(findInRun(runOf([{ shows: null, said: null }])).ownerless.map(({ id }) => id)).toEqual(['p0']);
  });
});

describe('a shift by one', () => {
  it('after a forgotten shot is one finding, from that file to the last, and nothing else', () => {
    const found = findInRun(runOf(dealtOut([1, 2, 4, 5, 6], [1, 2, 3, 4, 5])));
    expect(found).toMatchObject({ shifts: [{ shows: 'next', first: { id: 'p2' }, last: { id: 'p4' } }] });
    expect([found.disagreements, found.seenTwice]).toEqual([[], []]);
    expect(found.gaps).toEqual([{ first: numberOf(3), last: numberOf(3), count: 1 }]);
  });

  it('after a doubled shot is one too', () => {
    const run = runOf(dealtOut([1, 2, 2, 3, 4], [1, 2, 3, 4, 5]));
    expect(findInRun(run)).toMatchObject({ shifts: [{ shows: 'previous' }], disagreements: [], seenTwice: [] });
    expect(movesOf(run).map(([, , to]) => to)).toEqual([2, 3, 4].map(numberOf));
  });

  it('ends where a second mistake makes up for the first', () => {
    const run = runOf(dealtOut([1, 2, 4, 5, 6, 6, 7], counted(1, 7)));
    expect(movesOf(run).map(([id]) => id)).toEqual(['p2', 'p3', 'p4']);
  });

  it('takes a picture along whose barcode was not read', () => {
    const run = runOf(dealtOut([1, 3, null, 5, 6], [1, 2, 3, 4, 5]));
    expect(movesOf(run)).toContainEqual(['p2', numberOf(3), numberOf(4)]);
    expect(findInRun(run).gaps).toEqual([{ first: numberOf(2), last: numberOf(2), count: 1 }]);
  });

  it('is found among several shots of each specimen', () => {
    const run = runOf(dealtOut([1, 1, 2, 3, 3, 4, 4], [1, 1, 2, 2, 3, 3, 4]));
    const { shifts, disagreements } = findInRun(run);
    expect([shifts.length, disagreements]).toEqual([1, []]);
    expect(afterMoves(run, shifts[0]?.moves ?? []).map(saidOf)).toEqual([1, 1, 2, 3, 3, 4, 4].map(numberOf));
  });

  it('goes by the order at the bench, whatever the numbers are', () => {
    const run = runOf(dealtOut([50, 7, 31, 12], [50, 90, 7, 31]));
    expect(movesOf(run).map(([, , to]) => to)).toEqual([7, 31, 12].map(numberOf));
  });

  it('is not what two swapped pictures are', () => {
    const { shifts, disagreements } = findInRun(runOf(dealtOut([1, 3, 2, 4], counted(1, 4))));
    expect([shifts, disagreements.length]).toEqual([[], 2]);
  });

  it('is set right here as far as nothing was sent; what was sent is for a person', () => {
    const shots = dealtOut([2, 3, 4, 5], counted(1, 4)).map((shot, nth) => ({ ...shot, isSent: nth < 1 }));
    const [shift] = findInRun(runOf(shots)).shifts;
    if (!shift) throw new Error('no shift');
    const { moves, forPerson } = correctionOf(shift);
    expect([moves, forPerson].map(some => some.map(({ picture }) => picture.id))).toEqual([['p1', 'p2', 'p3'], ['p0']]);
  });
});

/** Numbers below `most`, the same for a seed. */
function chanceOf(seed: number): (most: number) => number {
  let state = seed * 2_654_435_761;
  return most => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state % most;
  };
}

/** A day at the bench: shots of specimens in turn, one mistake somewhere in the middle, some barcodes unreadable. */
function aDay(seed: number, mistake: 'forgotten' | 'doubled') {
  const chance = chanceOf(seed);
  const shotsEach = 1 + chance(3);
  const turns = counted(1, 12).flatMap(nth => Array.from({ length: shotsEach }, () => nth));
  const at = shotsEach + chance(turns.length - 3 * shotsEach);
  const truth = mistake === 'forgotten' ? turns.toSpliced(at, 1) : turns.toSpliced(at, 0, turns[at] ?? 0);
  const said = truth.map((_, nth) => turns[nth] ?? 13);
  // The first two behind the mistake are always read, since a shift nobody can read is none.
  const shots = truth.map((shows, nth) => ({
    shows: nth > at + 2 * shotsEach && chance(4) === 0 ? null : shows,
    said: said[nth] ?? null,
  }));
  return { truth, run: runOf(shots) };
}

describe.each(['forgotten', 'doubled'] as const)('whatever the day, a %s shot', mistake => {
  it('is found, and one act leaves no barcode on the wrong specimen', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { run, truth } = aDay(seed, mistake);
      const { shifts } = findInRun(run);
      const after = afterMoves(
        run,
        shifts.flatMap(({ moves }) => moves),
      );
      const read = after.filter(({ symbols }) => symbols.length > 0);
      const lonely = run.filter(disagrees).length < 2;
      if (!lonely) expect([seed, read.filter(disagrees).length]).toEqual([seed, 0]);
      for (const { moves } of shifts)
        for (const { picture, to } of moves)
          if (picture.symbols.length > 0) expect(to).toBe(numberOf(truth[run.indexOf(picture)] ?? 0));
    }
  });
});
