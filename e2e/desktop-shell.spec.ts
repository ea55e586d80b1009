/** What only the desktop has, in its true main and preload: one instance, menu, keychain, crash and quit. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from './bench.ts';
import { connectAs } from './connect.ts';
import { canBeWorkedIn } from './shells/shell.ts';
import { expect, test } from './station.ts';

const PAGE = 'http://station.app.localhost/';

test('a second start brings the window forward, and a link or a hand-over file that came with it changes nothing', async ({
  desktopStation: station,
}) => {
  await station.open();
  const before = await (await station.portal()).tables();
  expect(await station.shell.startAgain([...station.args, 'vasculum://merge?a=1001&b=1002'])).toBe(0);
  await expect.poll(async () => (await station.shell.said())[0]?.message).toBe('A link has called Vasculum.');
  expect(await station.shell.startAgain([...station.args, '/somewhere/queue.vasculum'])).toBe(0);
  await expect
    .poll(async () => (await station.shell.said())[0]?.message)
    .toBe('This is a hand-over from another station.');
  expect(await (await station.portal()).tables()).toEqual(before);
});

test('closing the window ends the program once the journal is closed, and the link is there at the next start', async ({
  desktopStation: station,
}) => {
  const bench = new Bench(await station.open());
  await bench.link('41207', 'VASC0104301');
  expect(await station.shell.closeWindow()).toBe(0);
  const folder = path.join(station.folder, 'station', 'connections', 'practice');
  expect(await readdir(folder)).not.toContain('lock');
  await station.open();
  const again = new Bench(station.page);
  await again.allSent();
  expect((await (await station.portal()).record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('a page that crashed is opened again with the sheet that was on the bench', async ({
  desktopStation: station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  await bench.find('41207');
  await bench.isAt('verifying');
  await station.shell.crash();
  const again = await station.shell.window(PAGE, page);
  await new Bench(again).isAt('verifying');
  await expect(again.locator('[data-region=stage]')).toContainText('1024');
});

test('a page that crashes again and again is not opened for ever: a person is asked', async ({
  desktopStation: station,
}) => {
  let page = await station.open();
  await station.shell.answerNext(1);
  for (let nth = 1; nth < 3; nth += 1) {
    await station.shell.crash();
    page = await station.shell.window(PAGE, page);
    await canBeWorkedIn(page);
  }
  await station.shell.crash();
  await expect.poll(async () => (await station.shell.said())[0]?.message).toBe('The window does not answer.');
});

test('the menu shows the keys of the bench and acts through them', async ({ desktopStation: station }) => {
  const page = await station.open();
  const menu = await station.shell.menu();
  expect(menu).toContainEqual(expect.objectContaining({ label: 'Outbox', accelerator: 'F6' }));
  await station.shell.click('Outbox');
  await expect(page.getByRole('dialog')).toBeVisible();
  await station.shell.click('Outbox');
  await station.shell.click('Settings');
  await expect(page.getByLabel('Address of the portal')).toBeVisible();
});

test('the pictures have a window of their own, which follows the sheet at hand', async ({
  desktopStation: station,
}) => {
  const page = await station.open();
  await station.shell.click('Pictures in a window of their own');
  const pictures = await station.shell.window(`${PAGE}#pictures`);
  await pictures.locator('[data-image=practice-1][data-shown=sharp]').waitFor();
  await page.keyboard.press('Shift+F3');
  await pictures.locator('[data-image=practice-2][data-shown=sharp]').waitFor();
  await new Bench(page).link('41207', 'VASC0104301');
});

test('a password is kept for the next start where the computer has a keychain, and never in plain', async ({
  desktopStation: station,
}) => {
  const page = await station.open();
  await (await station.portal()).setPassword('supervisor', 'canary-4713');
  await connectAs(page, await station.portalAddress(), 'supervisor', 'canary-4713');
  await new Bench(page).isAt('seeking');
  await station.restartWithProxy();
  await expect(station.page.locator('[data-connection=online]')).toBeVisible();
  for (const entry of await readdir(path.join(station.folder, 'station', 'connections'), {
    recursive: true,
    withFileTypes: true,
  }))
    if (entry.isFile())
      expect((await readFile(path.join(entry.parentPath, entry.name))).includes('canary'), entry.name).toBe(false);
});

test('a page that hangs is opened again where the person wishes it, with the sheet that was on the bench', async ({
  desktopStation: station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  await bench.find('41207');
  await bench.isAt('verifying');
  const reloaded = page.waitForEvent('framenavigated');
  await station.shell.hang();
  await reloaded;
  await bench.isAt('verifying');
  expect((await station.shell.said())[0]?.detail).toContain('Nothing is lost');
});

test('the window stands where it was closed, and is never lost with a screen that is gone', async ({
  desktopStation: station,
}) => {
  await station.open();
  const place = { x: 200, y: 120, width: 1500, height: 900 };
  await station.shell.move(place);
  await station.shell.maximize();
  await station.shell.closeWindow();
  await station.open();
  expect(await station.shell.place()).toEqual({ ...place, isMaximized: true });
  await station.shell.move({ ...place, x: 20_000 });
  await station.shell.closeWindow();
  await station.open();
  expect(await station.shell.place()).toMatchObject({ x: 0, y: 0, width: 1366, height: 768 });
});

test('the log is copied to a folder that the person chooses, and nowhere where none was chosen', async ({
  desktopStation: station,
}) => {
  const page = await station.open();
  await page.keyboard.press('Alt+7');
  await expect(page.getByText(path.join(station.folder, 'station'))).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('No folder was chosen. Nothing was copied.')).toBeVisible();
  await station.shell.chooseNext(station.folder);
  await page.keyboard.press('l');
  await expect(page.getByText('The log is in')).toBeVisible();
  expect((await readdir(station.folder)).filter(name => name.startsWith('vasculum-log-practice-'))).toHaveLength(1);
});
