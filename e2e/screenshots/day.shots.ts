/** The day with a shifted run, a missing number and nothing else, as people see it. */
import path from 'node:path';
import { Camera } from '../camera.ts';
import { shiftedDay, shootDay } from '../picture-day.ts';
import { test } from '../station.ts';
import { watchFolder } from '../watched-folder.ts';
import { SIZE, takePicture } from './pictures.ts';

test('the day', async ({ station }) => {
  const page = await station.open(SIZE);
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  await shootDay(camera, await station.portal(), shiftedDay());
  await page.keyboard.press('Alt+5');
  await page.getByText('6 pictures in a row').waitFor({ timeout: 90_000 });
  await takePicture(page, 'day');
  await page.keyboard.press('1');
  await page.getByText('were moved').waitFor();
  await takePicture(page, 'day-moved');
});
