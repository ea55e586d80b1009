import { expect, it } from 'vitest';
import { CrashWatch } from './crash-watch.ts';

it('a page is opened again after a crash, but not at the third within a minute', () => {
  let now = 0;
  const watch = new CrashWatch(() => now);
  expect([watch.mayReopen(), watch.mayReopen(), watch.mayReopen()]).toEqual([true, true, false]);
  now = 61_000;
  expect(watch.mayReopen()).toBe(true);
});
