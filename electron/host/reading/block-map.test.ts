import { describe, expect, it } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blockMap } from './block-map.ts';

const SIDE = 100;
const DEGREES = Math.PI / 180;

/** Bars of this many pixels, black on white, the first so many pixels from the left; turned clockwise. */
function bars(width: number, start: number, degrees: number): Luma {
  const data = new Uint8Array(SIDE * SIDE);
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const across = x * Math.cos(degrees * DEGREES) + y * Math.sin(degrees * DEGREES) + start;
    data[at] = Math.floor(across / width) % 2 === 0 ? 20 : 220;
  }
  return { width: SIDE, height: SIDE, data };
}

const onEachBlock = (values: Float32Array) => ({ least: Math.min(...values), most: Math.max(...values) });

describe('the map of edges', () => {
  it.each([0, 1, 2, 3])('is the same for bars of two pixels that start at pixel %i', start => {
    const { energy, coherence } = blockMap(bars(2, start, 0));
    expect(onEachBlock(energy)).toEqual({ least: 200 ** 2, most: 200 ** 2 });
    expect(onEachBlock(coherence).least).toBeGreaterThan(0.99);
  });

  it.each([-60, -30, 0, 30, 60])('tells which way bars run that are turned by %i degrees', degrees => {
    const { angle, coherence } = blockMap(bars(6, 0, degrees));
    expect(Math.abs(onEachBlock(angle).most / DEGREES - degrees)).toBeLessThan(12);
    expect(Math.abs(onEachBlock(angle).least / DEGREES - degrees)).toBeLessThan(12);
    expect(onEachBlock(coherence).least).toBeGreaterThan(0.65);
  });

  it('has no edges on bare paper, and no direction', () => {
    const { energy, coherence } = blockMap({ width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE).fill(210) });
    expect(onEachBlock(energy)).toEqual({ least: 0, most: 0 });
    expect(onEachBlock(coherence).most).toBe(0);
  });
});
