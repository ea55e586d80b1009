/** The desktop's true main and preload, in the stand-in for Electron, for all cases of a worker. */
import { test as base, type Page, type Route } from '@playwright/test';
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
  window: [
    async ({ desktop }, use) => {
      await desktop.page.context().route('**/*', route => passIfFrom(desktop.page, route));
      await use(desktop.page);
    },
    { scope: 'worker' },
  ],
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

/** How many pages the browser itself counts, whatever anybody has heard of them. */
export async function openPages(window: Page): Promise<number> {
  const session = await window.context().newCDPSession(window);
  const { targetInfos } = await session.send('Target.getTargets');
  await session.detach();
  return targetInfos.filter(({ type }) => type === 'page').length;
}

/**
 * Subtle: a window that opens waits for the first of those who look at the browser, not for the last, so the program's
 * gate alone may come too late for its first request. The cases look too, and stand at the same gate.
 */
function passIfFrom(window: Page, route: Route): Promise<void> {
  return isFrom(window, route) ? route.continue() : route.abort('blockedbyclient');
}

/** Subtle: a first request has no page yet, and asking for it throws. */
function isFrom(window: Page, route: Route): boolean {
  try {
    return route.request().frame().page() === window;
  } catch {
    return false;
  }
}
