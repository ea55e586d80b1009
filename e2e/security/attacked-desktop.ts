/** The desktop's true main and preload, in the stand-in for Electron, for all cases of a worker. */
import { test as base, type Page } from '@playwright/test';
import type { StandInShell } from '../shells/stand-in-shell.ts';
import { makeDesktopStation, type Station } from '../station.ts';
import { HostileSite } from './hostile-site.ts';

interface Attacked {
  readonly desktop: Station<StandInShell>;
  readonly window: Page;
  readonly hostile: HostileSite;
}

/** Where the page stands for Chromium, and for the program. */
export const PAGE = 'http://station.app.localhost/';
export const ORIGIN = 'app://station';

/* eslint-disable no-empty-pattern -- Playwright reads the names of the fixtures from these patterns */
export const test = base.extend<object, Attacked>({
  desktop: [
    async ({}, use) => {
      const station = await makeDesktopStation();
      await station.open();
      await use(station);
      await station.discard();
    },
    { scope: 'worker' },
  ],
  window: [async ({ desktop }, use) => use(desktop.page), { scope: 'worker' }],
  hostile: [
    async ({}, use) => {
      const site = await HostileSite.open();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});
/* eslint-enable no-empty-pattern */
export { expect } from '@playwright/test';
