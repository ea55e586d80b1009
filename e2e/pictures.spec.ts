/** A technician's pictures: from the camera's folder to the records of their specimens, and to no others. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Bench } from './bench.ts';
import { Camera } from './camera.ts';
import { expect, test, type Station } from './station.ts';

async function watchFolder({ page }: Station, folder: string): Promise<void> {
  await page.keyboard.press('Alt+7');
  const field = page.getByLabel("Folder of the camera's program");
  await field.fill(folder);
  await field.press('Enter');
  await page.locator('[data-camera=watched]').waitFor();
  await page.keyboard.press('Alt+1');
}

test('a file put into the folder appears at the bench and is attached to its record', async ({ station }) => {
  await station.open();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  const bench = new Bench(station.page);
  await bench.find('41207');
  await bench.agree();
  await bench.scan('VASC0104301');
  await bench.isAt('imaging');
  await expect(bench.prompt).toHaveText('Take the picture. The next shot is for 4301.');
  const picture = await Camera.picture(1);
  await camera.shoot('IMG_0001.JPG', picture);
  await expect(bench.region('stage').getByRole('img')).toBeVisible();
  await expect(bench.region('stage')).toContainText('VASC0104301');
  await bench.press('Space');
  await bench.isSaved('VASC0104301');
  await bench.allSent();
  const { media } = await (await station.portal()).tables();
  expect(media.filter(({ occid }) => occid === 1001)).toHaveLength(1);
  expect(createHash('sha256').update(picture).digest('hex')).toMatch(/^[0-9a-f]{64}$/);
});
