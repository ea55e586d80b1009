/** What only the browser shell has: its start, its links, several windows of one browser. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from './bench.ts';
import { connectAs } from './connect.ts';
import { expect, test } from './station.ts';

test('a second window looks on until it is told to work here', async ({ browserStation: station }) => {
  const first = await station.open();
  const second = await station.shell.secondWindow();
  await expect(second.getByRole('heading', { name: 'Another window works here.' })).toBeVisible();
  await second.keyboard.press('Enter');
  await new Bench(second).isAt('seeking');
  await expect(first.getByRole('heading', { name: 'Another window works here.' })).toBeVisible();
  await new Bench(second).link('41207', 'VASC0104301');
});

test('a second start hands out a link to the station that already runs', async ({ browserStation: station }) => {
  await station.open();
  expect(await station.shell.startAgain(station.args)).toMatch(/already runs.*http:\/\/127\.0\.0\.1:\d+\/#token=/);
});

test('without Electron the start says so in one line, names the command that brings it, and prints the address', async ({
  browserStation: station,
}) => {
  await station.shell.startHost(station.args);
  expect(station.output.trim().split('\n')).toHaveLength(1);
  expect(station.output).toMatch(
    /Electron is not on this computer.*npx install-electron.*http:\/\/127\.0\.0\.1:\d+\/#token=/,
  );
});

test('with Electron the start runs its program on the packaged main', async ({ browserStation: station }) => {
  test.skip(process.platform === 'win32', 'the stand-in program is a shell script');
  const bin = path.join(station.folder, 'electron-dist');
  await mkdir(bin);
  await writeFile(path.join(bin, 'electron'), '#!/bin/sh\necho "electron runs $1"\n', { mode: 0o755 });
  expect(await station.shell.startAgain(station.args, { ELECTRON_OVERRIDE_DIST_PATH: bin })).toMatch(
    /^electron runs .*desktop\.cjs/,
  );
});

test('after a restart a real portal’s password is asked for again, and what was linked meanwhile goes out then', async ({
  browserStation: station,
}) => {
  const page = await station.open();
  const portal = await station.portal();
  await connectAs(page, await station.portalAddress(), 'supervisor');
  await new Bench(page).isAt('seeking');
  await station.killAndReopen();
  const bench = new Bench(station.page);
  await expect(station.page.locator('[data-connection=signedOut]')).toBeVisible();
  await bench.link('41207', 'VASC0104301');
  await expect(station.page.locator('[data-open="1"]')).toBeVisible();
  expect((await portal.record(1001))?.catalogNumber).toBeNull();
  await bench.press('F5');
  await station.page.getByLabel('Password').fill('practice');
  await bench.press('Enter');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('a page opened without its start link says what to do', async ({ browserStation: station }) => {
  const page = await station.open();
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This page was opened without its start link.' })).toBeVisible();
});
