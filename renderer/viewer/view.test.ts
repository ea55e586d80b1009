import { describe, expect, it } from 'vitest';
import { inStep, type View } from './view.ts';

const at = (x: number, y: number, zoom = 1, degrees = 0): View => ({ x, y, zoom, degrees });

describe('two pictures in step', () => {
  it('go by as much, each from where it stood', () => {
    expect(inStep(at(0.2, 0.9), at(0.5, 0.5), at(0.6, 0.4))).toEqual(at(0.3, 0.8));
  });

  it('are enlarged alike, though one was nearer already', () => {
    expect(inStep(at(0.5, 0.5, 4), at(0.5, 0.5, 2), at(0.5, 0.5, 3))).toEqual(at(0.5, 0.5, 6));
  });

  it('are shifted by as many pixels of the screen, so the nearer one by less of its sheet', () => {
    expect(inStep(at(0.5, 0.5, 4), at(0.5, 0.5, 2), at(0.6, 0.5, 2)).x).toBeCloseTo(0.55);
  });

  it('are turned alike, and once round is where it was', () => {
    expect(inStep(at(0, 0, 1, 270), at(0, 0, 1, 0), at(0, 0, 1, 90)).degrees).toBe(0);
    expect(inStep(at(0, 0, 1, 0), at(0, 0, 1, 90), at(0, 0, 1, 0)).degrees).toBe(270);
  });

  it('are back where they were when the first is', () => {
    const [second, before, after] = [at(0.3, 0.4, 3, 90), at(0.1, 0.2, 1.5), at(0.4, 0.9, 6, 180)];
    const back = inStep(inStep(second, before, after), after, before);
    for (const name of ['x', 'y', 'zoom', 'degrees'] as const) expect(back[name]).toBeCloseTo(second[name]);
  });
});
