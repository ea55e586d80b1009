/** Reach by rules: every screen and every step of the bench, in every theme. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
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
  await page.getByRole('button', { name: 'Compare' }).waitFor();
  await bench.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
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
  await second.goto(new URL('/#pictures', second.url()).href);
  await second.reload();
  await second.getByRole('img', { name: 'Picture of the specimen sheet' }).waitFor();
  await isInReach(second, 'pictures');
  await second.context().clearCookies();
  await second.goto(new URL('/', second.url()).href);
  await second.reload();
  await second.getByRole('heading', { name: 'This page was opened without its start link.' }).waitFor();
  await isInReach(second, 'no start link');
});

test('the screens of a decision pass the rules: a merge, its clash, leaving with open changes, the guarantees', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await portal.colleagueEdits('supervisor', 1033, { habitat: 'bog' });
  await portal.colleagueEdits('supervisor', 1001, { habitat: 'scree' });
  await bench.find('41207');
  await bench.agree();
  await bench.scan('VASC0104410');
  await bench.isAt('stopped');
  await isInReach(page, 'taken by a bare record');
  await bench.press('m');
  await page.getByRole('dialog', { name: 'Read the losses, then merge.' }).waitFor();
  await isInReach(page, 'merge');
  await bench.hold('m');
  await bench.isSaved('VASC0104410');
  await bench.press('Alt+7');
  await isInReach(page, 'settings, what can be proven');
  await page.getByRole('button', { name: 'O Sign out' }).click();
  await page.getByRole('dialog', { name: 'Sign out while changes wait?' }).waitFor();
  await isInReach(page, 'sign out');
  await bench.press('Escape');
  await portal.colleagueEdits('supervisor', 1033, { habitat: 'fen' });
  await bench.compare('VASC0104410');
  await page.getByRole('button', { name: 'Read the merge again' }).waitFor();
  await isInReach(page, 'clash of a merge');
  await bench.press('Escape');
  await page.getByRole('button', { name: 'Compare' }).waitFor();
  await bench.press('g');
  await page.getByRole('dialog', { name: 'What Vasculum guarantees' }).waitFor();
  await isInReach(page, 'guarantees');
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

test('the theme follows the system until one is chosen, and the choice is kept', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const wears = (theme: string) => expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
  await page.emulateMedia(THEMES.dark);
  await wears('dark');
  await page.emulateMedia(THEMES.contrast);
  await wears('contrast');
  await page.emulateMedia(THEMES.dark);
  await bench.press('Alt+0');
  await wears('light');
  await page.reload();
  await bench.isAt('seeking');
  await wears('light');
});
