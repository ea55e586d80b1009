/** The pictures that README shows, taken at the real screens over the invented herbarium. */
import { Bench } from '../bench.ts';
import { expect, test } from '../station.ts';
import { SIZE, takePicture } from './pictures.ts';

test('screenshots', async ({ station }) => {
  const page = await station.open(SIZE);
  const bench = new Bench(page);
  const portal = await station.portal();
  const picture = (name: string) => takePicture(page, name);

  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' });
  await bench.press('Shift+F3');
  await bench.find('00581');
  await bench.isAt('verifying');
  await picture('compare');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture('compare-dark');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await picture('compare-contrast');
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  await picture('compare-forced');
  await page.emulateMedia({ forcedColors: 'none' });
  await bench.agree();
  await picture('scan');
  await bench.scan('VASC0100456');
  await bench.isAt('stopped');
  await picture('stopped');
  await page.emulateMedia({ forcedColors: 'active' });
  await picture('stopped-forced');
  await page.emulateMedia({ forcedColors: 'none' });
  await bench.scan('VASC0104302');
  await bench.isSaved('VASC0104302');
  await picture('linked');

  await bench.press('Shift+F3');
  await bench.find('1571');
  await bench.isAt('choosing');
  await picture('choose');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await picture('flag');
  await bench.press('Enter');
  await bench.findByLabel({ recordedBy: 'van der Berg', recordNumber: '241', eventDate: '9 VI 1926' });
  await bench.isAt('choosing');
  await picture('choose-by-label');
  await bench.flag(2);
  await bench.find('47777');
  await bench.isAt('choosing');
  await picture('not-found');
  await bench.flag(6);
  await bench.type('4');
  await bench.clear();
  await expect(page.locator('[data-asking="1"]')).toBeVisible({ timeout: 30_000 });
  await picture('ready');

  await bench.press('F6');
  await page.locator('[data-state=conflicted]').waitFor();
  await picture('outbox');
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  await page.getByRole('cell', { name: 'VASC0200001' }).waitFor();
  await picture('conflict');
  await bench.press('Escape');
  await bench.press('Escape');
  await bench.press('Alt+3');
  await picture('review');
  await bench.press('Alt+7');
  // The picture is for everybody: it shows where data usually are, not where this computer had them.
  await page.getByText('Its data are in').evaluate(one => (one.textContent = 'Its data are in ~/.vasculum.'));
  await picture('settings');
  await bench.press('F5');
  await page.getByRole('dialog').waitFor();
  await picture('sign-in');
});
