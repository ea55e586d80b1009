import { describe, expect, it } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blockMap } from './block-map.ts';
import { busyPlaces } from './busy-places.ts';

const WIDTH = 1600;
const HEIGHT = 2000;
const PAPER = 220;
const INK = 90;

/** Paper with a little noise on which something is drawn: `isInk` tells where. */
function sheet(isInk: (x: number, y: number) => boolean): Luma {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (let at = 0; at < data.length; at += 1) {
    const noise = (at * 7919) % 11;
    data[at] = (isInk(at % WIDTH, Math.floor(at / WIDTH)) ? INK : PAPER) + noise;
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const placesOn = (luma: Luma) => busyPlaces(blockMap(luma), WIDTH, HEIGHT);
const isWithin = (x: number, y: number, left: number, top: number, size: number) =>
  x >= left && x < left + size && y >= top && y < top + size;
const chequered = (x: number, y: number) => (Math.floor(x / 8) + Math.floor(y / 8)) % 2 === 0;
const CODE = { left: 611, top: 907, size: 140 };
const isCode = (x: number, y: number) => isWithin(x, y, CODE.left, CODE.top, CODE.size) && chequered(x, y);

describe('what is shown of a sheet at half its size', () => {
  it('is nothing where it is bare paper', () => {
    expect(placesOn(sheet(() => false))).toEqual([]);
  });

  it('is a small code with the paper around it, and not the rest', () => {
    const [place, ...others] = placesOn(sheet(isCode));
    expect(others).toEqual([]);
    const { left = 0, top = 0, width = 0, height = 0 } = place ?? {};
    expect(left).toBeLessThan(CODE.left - 40);
    expect(top).toBeLessThan(CODE.top - 40);
    expect(left + width).toBeGreaterThan(CODE.left + CODE.size + 40);
    expect(top + height).toBeGreaterThan(CODE.top + CODE.size + 40);
    expect(width * height).toBeLessThan(0.1 * WIDTH * HEIGHT);
  });

  it.each([
    ['a thin stalk', (x: number, y: number) => Math.abs(x - y / 5 - 300) < 3],
    ['ruled lines', (_: number, y: number) => y % 300 < 4],
  ])('is nothing of %s', (_, isInk) => {
    expect(placesOn(sheet(isInk))).toEqual([]);
  });

  it('goes no further than the sheet where a code lies at its edge', () => {
    const [place] = placesOn(sheet((x, y) => isWithin(x, y, 0, 0, 140) && chequered(x, y)));
    expect(place).toMatchObject({ left: 0, top: 0 });
  });

  it('is one place where one thing lies within the other', () => {
    const isFrame = (x: number, y: number) => isWithin(x, y, 400, 700, 600) && !isWithin(x, y, 480, 780, 440);
    expect(placesOn(sheet((x, y) => isCode(x, y) || (isFrame(x, y) && chequered(x, y))))).toHaveLength(1);
  });

  it('is all of it where it is covered', () => {
    expect(placesOn(sheet(chequered))).toEqual([{ left: 0, top: 0, width: WIDTH, height: HEIGHT }]);
  });
});
