/** Reach: every screen can be read, heard and used without a mouse, in every theme and with large letters. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { focusIsSeen } from './reach.ts';
import { expect, test } from './station.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const THEMES = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'light', contrast: 'more' },
} as const;

/** Nothing to complain of on this screen, in any theme. */
async function isInReach(page: Page, screen: string): Promise<void> {
  for (const [theme, media] of Object.entries(THEMES)) {
    await page.emulateMedia(media);
    await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    expect.soft(found, `${screen}, ${theme}`).toEqual([]);
  }
}

test('every step of the bench passes the rules of WCAG 2.2 AA in light, dark and high contrast', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  await isInReach(page, 'seeking');
  await bench.find('1571');
  await bench.isAt('choosing');
  await isInReach(page, 'choosing');
  await bench.press('Escape');
  await bench.clear();
  await bench.findByLabel({ recordedBy: 'van der Berg', recordNumber: '241', eventDate: '9 VI 1926' });
  await bench.isAt('choosing');
  await isInReach(page, 'choosing by label');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await bench.press('Enter');
  await bench.find('47777');
  await bench.isAt('choosing');
  await isInReach(page, 'nothing found');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await isInReach(page, 'flag');
  await bench.press('Enter');
  await bench.scan('VASC0104302');
  await expect(bench.region('code')).toContainText('VASC0104302');
  await isInReach(page, 'kept barcode');
  await bench.find('00581');
  await bench.isAt('verifying');
  await isInReach(page, 'verifying');
  await bench.agree();
  await isInReach(page, 'kept barcode, compared');
  await bench.press('Delete');
  await bench.prompt.filter({ hasText: 'Scan the new barcode' }).waitFor();
  await isInReach(page, 'scanning');
  await bench.scan('UWBM0001234');
  await bench.isAt('stopped');
  await isInReach(page, 'refused');
  await bench.scan('VASC0100456');
  await expect(bench.prompt).toHaveText('This barcode is taken. Wrong sticker?');
  await isInReach(page, 'in use');
  await bench.scan('VASC0104302');
  await bench.isSaved('VASC0104302');
  await isInReach(page, 'linked');
});

test('every other screen passes the rules too', async ({ browserStation: station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await bench.press('Alt+3');
  await isInReach(page, 'review, empty');
  await bench.press('F6');
  await page.getByRole('dialog').waitFor();
  await isInReach(page, 'outbox, empty');
  await bench.press('Escape');
  await bench.press('Alt+1');
  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' });
  await bench.find('40333');
  await bench.isAt('verifying');
  await bench.flag(3);
  await expect(page.locator('[data-asking="1"]')).toBeVisible({ timeout: 30_000 });
  await bench.press('F6');
  await isInReach(page, 'outbox with a conflict');
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  await page.getByRole('cell', { name: 'VASC0200001' }).waitFor();
  await isInReach(page, 'conflict');
  await bench.press('Escape');
  await bench.press('Escape');
  await bench.press('Alt+3');
  await isInReach(page, 'review');
  await bench.press('F5');
  await page.getByRole('dialog').waitFor();
  await isInReach(page, 'sign in');
  await bench.press('Escape');
  await bench.press('Alt+7');
  await page.getByLabel('Address of the portal').fill(await station.portalAddress());
  await bench.press('Enter');
  await page.getByLabel('Your name on the portal').waitFor();
  await isInReach(page, 'settings, account');
  await bench.type('supervisor');
  await bench.press('Tab');
  await bench.type('practice');
  await bench.press('Enter');
  await page.getByLabel('Barcodes begin with').waitFor();
  await isInReach(page, 'settings, collection');
  await bench.press('Enter');
  await page.getByRole('listbox').waitFor();
  await isInReach(page, 'settings, list of collections');
  const second = await station.shell.secondWindow();
  await second.getByRole('heading', { name: 'Another window works here.' }).waitFor();
  await isInReach(second, 'another window');
});

test('a sheet that waits for the network passes the rules', async ({ station }) => {
  await station.open();
  const proxy = await station.restartWithProxy();
  const bench = new Bench(station.page);
  await proxy.cut();
  await bench.find('40700');
  await bench.isAt('parking');
  await isInReach(station.page, 'parking');
  await bench.scan('VASC0104313');
  await expect(bench.region('dock')).toContainText('1 sheet waits');
  await isInReach(station.page, 'offline');
});

test('everything is reached, used and left by keys, and the focus is never lost', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const walk = async (stops: number) => {
    for (let stop = 0; stop < stops; stop += 1) {
      await bench.press('Tab');
      // After the last stop of a page Tab leaves for the browser's own bars, and comes back with the next.
      if (await page.evaluate(() => document.activeElement === document.body)) await bench.press('Tab');
      expect(await page.evaluate(focusIsSeen)).toEqual(true);
    }
  };
  const isFocused = (selector: string) => expect(page.locator(`${selector}:focus`)).toHaveCount(1);
  await isFocused('#accession');
  await walk(14);
  await page.locator('#accession').focus();

  await bench.press('Alt+7');
  await isFocused('.room');
  await walk(12);
  const theme = page.getByRole('button', { name: 'Theme' });
  await theme.focus();
  await bench.press('Enter');
  await bench.press('ArrowDown');
  await bench.press('ArrowDown');
  await bench.press('Enter');
  await expect(page.locator('html[data-theme=dark]')).toBeAttached();
  await expect(theme).toBeFocused();
  await bench.press('Tab');
  await bench.press('Space');
  await expect(page.getByRole('switch', { name: 'Sounds' })).not.toBeChecked();
  await bench.press('F5');
  await expect(page.getByLabel('Password')).toBeFocused();
  await walk(4);
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await bench.press('Escape');
  await expect(page.getByRole('switch', { name: 'Sounds' })).toBeFocused();

  await bench.press('Alt+1');
  await isFocused('#accession');
  await bench.type('1571');
  await bench.press('Enter');
  await bench.isAt('choosing');
  await isFocused('[role=option]:first-child');
  await bench.press('ArrowDown');
  await bench.press('Enter');
  await bench.isAt('verifying');
  await isFocused('[data-region=stage]');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await walk(5);
  await bench.press('a');
  await expect(page.getByRole('checkbox', { name: 'Date' })).toBeChecked();
  await bench.press('Escape');
  await isFocused('[data-region=stage]');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await bench.press('7');
  await expect(page.getByRole('radio', { name: 'Label unreadable' })).toBeChecked();
  await bench.press('Enter');
  await bench.isAt('seeking');
  await isFocused('#accession');

  await bench.link('41207', 'VASC0104301');
  await isFocused('#accession');
  await bench.press('F6');
  await page.getByRole('dialog').waitFor();
  await walk(5);
  await page.getByRole('button', { name: 'Close' }).focus();
  await bench.press('Enter');
  await isFocused('#accession');
});

test('a key acts once: Space and Enter never act and press the focused button too, and a scan presses nothing', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const dock = bench.region('dock');
  await bench.find('41207');
  await bench.isAt('verifying');
  await dock.getByRole('button', { name: 'Back' }).focus();
  await bench.press('Space');
  await bench.isAt('scanning');
  await dock.getByRole('button', { name: 'Flag for expert' }).focus();
  await bench.press('Space');
  await bench.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await bench.find('00581');
  await bench.isAt('verifying');
  await dock.getByRole('button', { name: 'Back' }).focus();
  await bench.press('Enter');
  await bench.isAt('seeking');
  await expect(page.locator('#accession')).toHaveValue('00581');
  await bench.press('F8');
  await page.getByRole('button', { name: 'Back to the sheet' }).focus();
  await bench.scan('VASC0104302');
  await expect(page.getByRole('dialog')).toBeVisible();
  await bench.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await bench.isAt('seeking');
});

test('those who listen hear what was found, why work stopped, and that it is saved', async ({ station }) => {
  const bench = new Bench(await station.open());
  const heard = station.page.locator('[data-heard]');
  await bench.find('00581');
  await expect(heard).toHaveText('Found: W. D. Okonkwo, 77, 21 July 1912.');
  await bench.agree();
  await bench.scan('VASC0100456');
  await expect(heard).toHaveText('Stopped. It is on the portal.');
  await bench.scan('VASC0104302');
  await expect(heard).toContainText('VASC0104302 is now the barcode of 00581. Saved on this station at');
  await expect(station.page.getByRole('main')).toHaveCount(1);
  await expect(station.page.getByRole('banner')).toHaveCount(1);
  await expect(station.page.getByRole('navigation', { name: 'Rooms' })).toHaveCount(1);
});
