/** The picture step as README and its readers see it: waiting, with shots, and what waits for a decision. */
import path from 'node:path';
import { Bench } from '../bench.ts';
import { Camera } from '../camera.ts';
import { expect, test } from '../station.ts';
import { SIZE, takePicture, THEME } from './pictures.ts';

test('screenshots of pictures', async ({ station }) => {
  const page = await station.open(SIZE);
  await page.emulateMedia({ colorScheme: THEME });
  const bench = new Bench(page);
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await camera.shoot('IMG_0000.JPG', await Camera.picture(90));
  await page.keyboard.press('Alt+7');
  const field = page.getByLabel("Folder of the camera's program");
  await field.fill(camera.folder);
  await field.press('Enter');
  await page.locator('[data-camera=watched]').waitFor();
  await takePicture(page, 'camera-settings');
  await page.keyboard.press('Alt+1');
  await bench.find('41207');
  await bench.agree();
  await bench.scan('VASC0104301');
  await bench.isAt('imaging');
  await expect(bench.region('code')).toContainText('Fits, and is free');
  await takePicture(page, 'imaging');
  for (const nth of [1, 2]) {
    await camera.shoot(`IMG_000${nth}.JPG`, await Camera.picture(nth * 20));
    await expect(bench.region('stage').getByRole('img')).toHaveCount(nth === 1 ? 1 : 3);
  }
  await takePicture(page, 'imaging-shots');
  await bench.goOn();
  await bench.isSaved('VASC0104301');
  await camera.shoot('IMG_0003.JPG', await Camera.picture(70));
  await camera.breakOff('IMG_0004.JPG', await Camera.picture(10));
  await expect(page.locator('[data-waiting="1"][data-refused="1"]')).toBeVisible({ timeout: 30_000 });
  await bench.press('F10');
  await page.getByRole('dialog').waitFor();
  await takePicture(page, 'pictures-that-wait');
});
