import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOn, readWindowState, writeWindowState } from './window-state.ts';

const BOUNDS = { x: 40, y: 30, width: 1400, height: 900 };
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'vasculum-window-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('the window', () => {
  it('is found again as it was closed', () => {
    const file = path.join(folder, 'window.json');
    writeWindowState(file, { bounds: BOUNDS, isMaximized: true });
    expect(readWindowState(file)).toEqual({ v: 1, bounds: BOUNDS, isMaximized: true });
  });

  it('opens as usual where it was never closed, or what was written is broken', async () => {
    const file = path.join(folder, 'window.json');
    expect(readWindowState(file)).toBeUndefined();
    await writeFile(file, '{"v":1,"bounds"');
    expect(readWindowState(file)).toBeUndefined();
  });

  it('costs nobody their work where its place cannot be kept', () => {
    expect(() =>
      writeWindowState(path.join(folder, 'gone', 'window.json'), { bounds: BOUNDS, isMaximized: false }),
    ).not.toThrow();
  });

  const laptop = { x: 0, y: 0, width: 1366, height: 768 };
  const second = { x: 1366, y: 0, width: 1920, height: 1080 };

  it('stands where it stood on the second screen while that is there, and is never lost with it', () => {
    const there = { ...BOUNDS, x: 1500 };
    expect(placeOn([laptop, second], there)).toEqual(there);
    expect(placeOn([laptop], there)).toBeUndefined();
  });

  it('is never smaller than one can work in', () => {
    expect(placeOn([laptop], { ...BOUNDS, width: 10, height: 10 })).toMatchObject({ width: 1024, height: 640 });
  });
});
