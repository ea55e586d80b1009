import { describe, expect, it } from 'vitest';
import { areNear, around, type Box } from './box.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';
import { stampsCsv, truthCsv } from './truth.ts';

const PLANS: readonly SheetPlan[] = Array.from({ length: 300 }, (_, at) =>
  planSheet(`sheet-${at}.jpg`, at * 31, 24 + (at % 64)),
);

const laidLater = (plan: SheetPlan): readonly Box[] => [
  ...plan.symbols.map(({ box }) => box),
  ...(plan.stamp ? [plan.stamp.box] : []),
  ...(plan.databased ? [plan.databased] : []),
];

const isWithin = (box: Box, plan: SheetPlan): boolean => {
  const { x, y, width, height } = around(box);
  return x - width / 2 > 0 && y - height / 2 > 0 && x + width / 2 < plan.width && y + height / 2 < plan.height;
};

describe('a planned sheet', () => {
  it('is the same again for the same seed, and another for another', () => {
    expect(planSheet('a.jpg', 7, 40)).toEqual(planSheet('a.jpg', 7, 40));
    expect(planSheet('a.jpg', 7, 40)).not.toEqual(planSheet('a.jpg', 8, 40));
  });

  it('has the asked size', () => {
    for (const { width, height } of PLANS) expect((width * height) / 1e6).toBeGreaterThan(23.9);
    const { width, height } = planSheet('a.jpg', 7, 88);
    expect((width * height) / 1e6).toBeCloseTo(88, 0);
  });

  it('keeps barcodes and stamps on the paper and clear of each other and of everything else', () => {
    for (const plan of PLANS) {
      const later = laidLater(plan);
      const others = [plan.label.box, plan.plant, plan.chart, plan.scaleBar];
      later.forEach((box, at) => {
        expect(isWithin(box, plan)).toBe(true);
        for (const other of [...others, ...later.slice(at + 1)]) expect(areNear(box, other, 0)).toBe(false);
      });
    }
  });

  it('has one barcode mostly, sometimes two or three, sometimes none, and sometimes no stamp', () => {
    const counts = PLANS.map(({ symbols }) => symbols.length);
    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3]));
    expect(counts.filter(count => count === 1).length).toBeGreaterThan(PLANS.length / 2);
    expect(PLANS.some(({ stamp }) => stamp === undefined)).toBe(true);
  });

  it('has bars of 300 to 900 pixels, never out of focus beyond their lines', () => {
    for (const { barsWidth, symbology, blur } of PLANS.flatMap(({ symbols }) => symbols)) {
      if (symbology === 'code128' || symbology === 'code39') expect(barsWidth).toBeGreaterThanOrEqual(300);
      expect(barsWidth).toBeLessThanOrEqual(900);
      expect(blur).toBeLessThanOrEqual(1.6);
    }
  });

  it('finds room for a stamp wherever one is wished', () => {
    for (let seed = 0; seed < 100; seed += 1)
      expect(planSheet('a.jpg', seed, 24, { stamp: '012345' }).stamp?.number).toBe('012345');
  });
});

describe('the truth', () => {
  it('names every barcode, and says none where there is none', () => {
    const rows = truthCsv(PLANS).trim().split('\n').slice(1);
    for (const plan of PLANS) {
      const own = rows.filter(row => row.startsWith(`${plan.path},`));
      const planned = plan.symbols.map(({ text, symbology }) => `${plan.path},${text},${symbology}`);
      expect(own).toEqual(planned.length === 0 ? [`${plan.path},,none`] : planned);
    }
  });

  it('names every stamp and its place', () => {
    const rows = stampsCsv(PLANS).trim().split('\n').slice(1);
    expect(rows).toHaveLength(PLANS.length);
    PLANS.forEach(({ path, stamp }, at) =>
      expect(rows[at]).toMatch(stamp ? new RegExp(`^${path},${stamp.number},\\d+,`) : `${path},,,,,,`),
    );
  });
});
