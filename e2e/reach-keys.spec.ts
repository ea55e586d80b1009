/** Reach by keys and by ear: every screen is entered, used and left without a mouse, and says what eyes would see. */
import { Bench } from './bench.ts';
import { focusIsSeen } from './reach.ts';
import { expect, test } from './station.ts';

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
