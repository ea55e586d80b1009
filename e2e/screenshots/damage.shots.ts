/** The screens after a disk has failed: what is asked, what came back, and a clash that nobody could read offline. */
import path from 'node:path';
import { Bench } from '../bench.ts';
import { spoilLine } from '../spoil-journal.ts';
import { test } from '../station.ts';
import { SIZE, takePicture, THEME } from './pictures.ts';

test('screenshots of a damaged journal', async ({ station }) => {
  await station.open();
  const proxy = await station.restartWithProxy();
  await new Bench(station.page).linkThreeWithoutNetwork(proxy);
  await station.close();
  await spoilLine(station, 'queued', 'VASC0104311');
  const page = await station.open(SIZE);
  await page.emulateMedia({ colorScheme: THEME });
  const bench = new Bench(page);
  await takePicture(page, 'damaged-bench');
  await bench.press('F6');
  await page.getByRole('button', { name: 'Compare' }).first().waitFor();
  await takePicture(page, 'damaged-outbox');
  await bench.press('1');
  await page.getByRole('dialog', { name: 'needs a decision' }).waitFor();
  await takePicture(page, 'clash-salvaged');
});

test('screenshots of a second copy', async ({ station }) => {
  const page = await station.open();
  await page.close();
  await station.close();
  await station.settle({ mirror: path.join(station.folder, 'second-disk') });
  await new Bench(await station.open()).link('41207', 'VASC0104301');
  await new Bench(station.page).allSent();
  await station.close();
  await spoilLine(station, 'queued', 'VASC0104301');
  const again = await station.open(SIZE);
  await again.emulateMedia({ colorScheme: THEME });
  await again.getByRole('status').filter({ hasText: 'second copy' }).waitFor();
  await takePicture(again, 'restored-bench');
  await new Bench(again).press('Alt+7');
  await again.getByText('A second copy of the journal').scrollIntoViewIfNeeded();
  await takePicture(again, 'settings-mirror');
});
