/** The hand-over drawer of both stations: before, given, locked, unknown. */
import { Bench } from '../bench.ts';
import { carryHandOver, openHandOver } from '../hand-over.ts';
import { makeBrowserStation, test } from '../station.ts';
import { SIZE, takePicture, THEME } from './pictures.ts';

test('screenshots of a hand-over', async ({ browserStation: field }) => {
  const office = await makeBrowserStation();
  try {
    await field.open();
    const proxy = await field.restartWithProxy();
    const bench = new Bench(field.page);
    await bench.linkThreeWithoutNetwork(proxy);
    await field.page.setViewportSize(SIZE);
    await field.page.emulateMedia({ colorScheme: THEME });
    const drawer = await openHandOver(field.page);
    await takePicture(field.page, 'hand-over');
    await drawer.getByLabel('Passphrase, if the file travels through other hands').fill('correct horse');
    await bench.press('Enter');
    await drawer.locator('[data-given]').waitFor();
    await takePicture(field.page, 'hand-over-given');
    await drawer.getByRole('button', { name: 'Take back' }).click();
    await takePicture(field.page, 'hand-over-take-back');
    await carryHandOver(field, office, '.handover');

    await proxy.restore();
    const page = await office.shell.open([...office.args, '--practice-portal', `http://127.0.0.1:${proxy.port}`], SIZE);
    await page.emulateMedia({ colorScheme: THEME });
    const there = await openHandOver(page);
    await there.locator('[data-found]').waitFor();
    await takePicture(page, 'hand-over-found');
    await there.getByRole('button', { name: 'Take in' }).click();
    await there.getByLabel('Passphrase', { exact: true }).fill('wrong horse');
    await page.keyboard.press('Enter');
    await there.getByText('That is not its passphrase.').waitFor();
    await takePicture(page, 'hand-over-locked');
    await there.getByLabel('Passphrase', { exact: true }).fill('correct horse');
    await page.keyboard.press('Enter');
    await there.getByText('This station is not known here').waitFor();
    await takePicture(page, 'hand-over-unknown');
  } finally {
    await office.discard();
  }
});
