/** Looking closely: the picture of the sheet at hand in its own window, by wheel, keys and the gestures that technicians know. */
import type { Page } from '@playwright/test';
import { expect, test } from './station.ts';

test('a sheet is looked at closely', async ({ browserStation: station }) => {
  const page = await station.open();
  const second = await station.shell.secondWindow();
  second.on('console', m => console.log(m.type(), m.text()));
  second.on('response', r => console.log(r.status(), r.url()));
  await second.goto(new URL('/#pictures', second.url()).href);
  await second.reload();
  await second.locator('.viewer[data-shown=sharp]').waitFor({ timeout: 15000 });
  await second.screenshot({ path: '/tmp/zoomlab/a.png' });
  await page.bringToFront();
});
