/** One really started station for all cases of a worker, its own page's rights, and an attacker's site beside it. */
import { test as base, type Page } from '@playwright/test';
import type { BrowserShell } from '../shells/browser-shell.ts';
import { LAPTOP, makeBrowserStation, type Station } from '../station.ts';
import { HostileSite } from './hostile-site.ts';
import { Caller, pageHeaders } from './requests.ts';

interface Attacked {
  readonly station: Station<BrowserShell>;
  /** Asks as our own page does; it has redeemed the link that the start printed. */
  readonly ours: Caller;
  /** Our own page in a real browser. */
  readonly window: Page;
  readonly hostile: HostileSite;
}

/* eslint-disable no-empty-pattern -- Playwright reads the names of the fixtures from these patterns */
export const test = base.extend<object, Attacked>({
  station: [
    async ({}, use) => {
      const station = await makeBrowserStation();
      await station.shell.startHost(station.args);
      await use(station);
      await station.discard();
    },
    { scope: 'worker' },
  ],
  ours: [
    async ({ station }, use) => use(await redeem(station.shell.port, tokenIn(station.output))),
    { scope: 'worker' },
  ],
  window: [
    async ({ station }, use) => {
      const page = await station.shell.openBrowser(linkIn(await station.shell.startAgain(station.args)), LAPTOP);
      await use(page);
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

/** The start link in what the program printed. */
export const linkIn = (said: string): string => /http:\S+/.exec(said)?.[0] ?? '';
export const tokenIn = (said: string): string => /#token=(\S+)/.exec(said)?.[1] ?? '';

/** Lets a caller in with a start token, as the page does. */
async function redeem(port: number, token: string): Promise<Caller> {
  const page = pageHeaders(port);
  const { headers, body } = await new Caller(port, page).ask({
    method: 'POST',
    path: '/session',
    body: JSON.stringify({ token }),
  });
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error('The start link was not taken.');
  const { key } = JSON.parse(body) as { key: string };
  return new Caller(port, { ...page, cookie, 'x-vasculum-key': key, 'x-vasculum-window': 'security' });
}
export { expect } from '@playwright/test';
