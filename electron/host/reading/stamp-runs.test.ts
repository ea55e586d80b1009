import { describe, expect, it } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blotsOf, inkOf, type Blot } from './stamp-ink.ts';
import { digitRuns } from './stamp-runs.ts';

const blot = (left: number, top: number, width: number, height: number): Blot => ({
  ...{ left, top, right: left + width - 1, bottom: top + height - 1, area: width * height },
});

/** Digits 20 wide and 30 high, 32 from one to the next. */
const digits = (count: number, left: number, top: number, rise = 0): readonly Blot[] =>
  Array.from({ length: count }, (_, at) => blot(left + at * 32, top - Math.round(at * rise), 20, 30));

const turned = ({ left, top, right, bottom, area }: Blot): Blot => ({
  ...{ left: top, top: left, right: bottom, bottom: right, area },
});

describe('runs of digits', () => {
  it('are found where as many blots of one height stand in a row as a stamp has digits', () => {
    const [run, ...others] = digitRuns(digits(6, 100, 200));
    expect(others).toEqual([]);
    expect(run).toMatchObject({ digits: 6, crowd: 0, place: { x: 190, y: 215, width: 180, height: 30, angle: 0 } });
  });

  it('are found when the stamp was held askew', () => {
    const [run] = digitRuns(digits(6, 100, 200, 3));
    expect(run?.place.angle).toBeCloseTo((Math.atan(-3 / 32) * 180) / Math.PI, 1);
  });

  it('are found when they run down the sheet', () => {
    const [run] = digitRuns(digits(5, 100, 200).map(turned));
    expect(run).toMatchObject({ digits: 5, place: { x: 215, y: 174, width: 148, height: 30, angle: 90 } });
  });

  it('are found where two digits have run together, but then not counted', () => {
    const [run] = digitRuns([blot(100, 200, 52, 30), ...digits(3, 164, 200)]);
    expect(run).toMatchObject({ digits: undefined, place: { width: 148 } });
  });

  it('are not lines of words, dirt, or two digits', () => {
    expect(digitRuns(digits(14, 100, 200))).toEqual([]);
    expect(digitRuns(digits(2, 100, 200))).toEqual([]);
    expect(digitRuns(Array.from({ length: 6 }, (_, at) => blot(at * 6, 10, 4, 5)))).toEqual([]);
  });

  it('come in the order of how alone they stand', () => {
    const label = [...digits(4, 600, 600), ...Array.from({ length: 12 }, (_, at) => blot(600 + at * 14, 560, 12, 14))];
    const runs = digitRuns([...label, ...digits(5, 100, 100)]);
    expect(runs.map(({ digits: count, crowd, kin }) => ({ count, crowd, kin }))).toEqual([
      { count: 5, crowd: 0, kin: 0 },
      { count: 4, crowd: 12, kin: 12 },
    ]);
  });
});

describe('ink', () => {
  const paper = (width: number, height: number): Luma => ({
    width,
    height,
    data: new Uint8Array(width * height).fill(220),
  });

  function stroke(luma: Luma, left: number, top: number, width: number, height: number, grey: number): void {
    for (let y = top; y < top + height; y += 1)
      luma.data.fill(grey, y * luma.width + left, y * luma.width + left + width);
  }

  it('is what is darker than the paper around it, however dark the paper is', () => {
    const luma = paper(200, 100);
    stroke(luma, 100, 0, 100, 100, 150);
    stroke(luma, 30, 40, 4, 20, 180);
    stroke(luma, 160, 40, 4, 20, 120);
    const blots = blotsOf(inkOf(luma)).filter(({ right, left }) => right - left < 10);
    expect(blots.map(({ left, right, top, bottom, area }) => [left, right, top, bottom, area])).toEqual([
      [30, 33, 40, 59, 80],
      [160, 163, 40, 59, 80],
    ]);
  });

  it('hangs together where corners touch', () => {
    const luma = paper(60, 60);
    stroke(luma, 10, 10, 4, 4, 90);
    stroke(luma, 14, 14, 4, 4, 90);
    expect(blotsOf(inkOf(luma))).toHaveLength(1);
  });

  it('is nowhere on empty paper', () => {
    expect(blotsOf(inkOf(paper(100, 100)))).toEqual([]);
  });
});
