/** The screens on which a person decides: a merge, its clash, leaving with open entries, what is guaranteed. */
import { Bench } from '../bench.ts';
import { test } from '../station.ts';
import { SIZE, takePicture, THEME } from './pictures.ts';

test('screenshots of decisions', async ({ station }) => {
  const page = await station.open(SIZE);
  await page.emulateMedia({ colorScheme: THEME });
  const bench = new Bench(page);
  const portal = await station.portal();
  const stopped = async (stamp: string) => {
    await bench.find(stamp);
    await bench.agree();
    await bench.scan('VASC0104410');
    await bench.isAt('stopped');
  };
  await stopped('41207');
  await takePicture(page, 'stopped-mergeable');
  await bench.press('m');
  await page.getByRole('dialog').waitFor();
  await takePicture(page, 'merge');
  await bench.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await portal.colleagueEdits('supervisor', 1033, { habitat: 'bog' });
  await portal.colleagueEdits('supervisor', 1001, { habitat: 'scree' });
  await bench.press('m');
  await page.getByRole('dialog').waitFor();
  await takePicture(page, 'merge-loss');
  await bench.hold('m');
  await bench.isSaved('VASC0104410');
  await bench.press('Alt+7');
  await takePicture(page, 'settings-evidence');
  await page.getByRole('button', { name: 'O Sign out' }).click();
  await page.getByRole('dialog').waitFor();
  await takePicture(page, 'sign-out');
  await bench.press('Escape');
  await page.locator('[data-asking="1"]').waitFor({ timeout: 60_000 });
  await portal.colleagueEdits('supervisor', 1033, { habitat: 'fen' });
  await bench.signIn('supervisor');
  await bench.press('F6');
  await page.locator('[data-state=conflicted]').waitFor();
  await takePicture(page, 'outbox-supervisor');
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  await page.getByRole('button', { name: 'Read the merge again' }).waitFor();
  await takePicture(page, 'clash-merge');
  await bench.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'What is guaranteed' }).click();
  await page.getByRole('dialog', { name: 'What Vasculum guarantees' }).waitFor();
  await takePicture(page, 'guarantees');
});

test('screenshots of clashes', async ({ station }) => {
  await station.open(SIZE);
  const portal = await station.portal();
  const proxy = await station.restartWithProxy();
  const { page } = station;
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: THEME });
  const bench = new Bench(page);
  const clash = async (barcode: string, name: string) => {
    const view = await bench.compare(barcode);
    await view.getByRole('cell', { name: 'cannot be read now' }).first().waitFor({ state: 'hidden' });
    await takePicture(page, `clash-${name}`);
    await bench.press('t');
    await view.getByRole('table').waitFor({ state: 'hidden' });
    await bench.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await bench.link('00581', 'VASC0104302');
  await portal.colleagueEdits('supervisor', 1003, { catalognumber: 'VASC0104302' });
  await clash('VASC0104302', 'number-in-use');
  proxy.justBeforeTheNextWrite(() => portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' }));
  await bench.link('41207', 'VASC0104301');
  await clash('VASC0104301', 'overwrote');
});
