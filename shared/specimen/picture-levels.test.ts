import { describe, expect, it } from 'vitest';
import { LARGEST_FIRST_VIEW, lastLevelOf, sizeAt, tileCut, tileSideAt, type PictureSize } from './picture-levels.ts';

const SHEET: PictureSize = { width: 8200, height: 11000 };
const ODD: PictureSize = { width: 4097, height: 6151 };

/** Every tile of a level, as its cuts. */
function tilesOf(size: PictureSize, level: number) {
  const [whole, side] = [sizeAt(size, level), tileSideAt(size, level)];
  const columns = Array.from({ length: Math.ceil(whole.width / side) }, (_, column) => column);
  const rows = Array.from({ length: Math.ceil(whole.height / side) }, (_, row) => row);
  return columns.flatMap(column => rows.map(row => tileCut(size, { level, column, row })));
}

describe('the levels of a picture', () => {
  it('has four for 90 megapixels, and the first is an eighth of the side', () => {
    expect(lastLevelOf(SHEET)).toBe(3);
    expect(sizeAt(SHEET, 0)).toEqual({ width: 1025, height: 1375 });
    expect(sizeAt(SHEET, 3)).toEqual(SHEET);
  });

  it('has one for a picture that is no larger than a first view', () => {
    const small = { width: LARGEST_FIRST_VIEW, height: 300 };
    expect(lastLevelOf(small)).toBe(0);
    expect(tileCut(small, { level: 0, column: 0, row: 0 })).toMatchObject({ left: 0, top: 0, ...small });
  });

  it('shows the whole picture in the one tile of the first level', () => {
    for (const size of [SHEET, ODD]) {
      expect(tilesOf(size, 0)).toEqual([{ left: 0, top: 0, ...size, size: sizeAt(size, 0) }]);
    }
  });

  it.each([SHEET, ODD, { width: 2049, height: 1 }])('covers each pixel of each level once: %o', size => {
    for (let level = 0; level <= lastLevelOf(size); level += 1) {
      const cuts = tilesOf(size, level).map(cut => cut ?? expect.fail('a tile is missing'));
      expect(cuts.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(size.width * size.height);
      const whole = sizeAt(size, level);
      expect(cuts.reduce((sum, { size: one }) => sum + one.width * one.height, 0)).toBe(whole.width * whole.height);
    }
  });

  it.each([
    ['beside the right edge', { level: 3, column: 17, row: 0 }],
    ['below the bottom', { level: 3, column: 0, row: 22 }],
    ['of a level that it does not have', { level: 4, column: 0, row: 0 }],
    ['beside the first view', { level: 0, column: 1, row: 0 }],
  ])('has no tile %s', (_, place) => {
    expect(tileCut(SHEET, place)).toBeUndefined();
  });
});
