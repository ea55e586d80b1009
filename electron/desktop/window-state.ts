/** Where the window stood when it was closed, put back onto a screen that is still there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Rectangle = z.infer<typeof Rectangle>;
const WindowState = z.object({ v: z.literal(1), bounds: Rectangle, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

const SMALLEST = { width: 1024, height: 640 };
export const USUAL = { width: 1366, height: 768 };

/** Undefined where the window was never closed here, or what was written cannot be read. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A place that cannot be written to costs nobody their work: the window opens where it always does. */
export function writeWindowState(file: string, state: Omit<WindowState, 'v'>): void {
  try {
    writeFileSync(file, JSON.stringify({ v: 1, ...state }), { mode: 0o600 });
  } catch {
    return;
  }
}

/** Bounds of which at least the title can be reached on one of these screens; undefined: let the system choose. */
export function placeOn(screens: readonly Rectangle[], bounds: Rectangle): Rectangle | undefined {
  const width = Math.max(SMALLEST.width, bounds.width);
  const height = Math.max(SMALLEST.height, bounds.height);
  const isReachable = screens.some(
    ({ x, y, width: across, height: down }) =>
      bounds.x + width > x + 100 && bounds.x < x + across - 100 && bounds.y >= y && bounds.y < y + down - 40,
  );
  return isReachable ? { x: bounds.x, y: bounds.y, width, height } : undefined;
}
