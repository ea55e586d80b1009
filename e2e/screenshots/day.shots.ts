/** The day with a shifted run, a missing number and nothing else, as people see it. */
import { keepDay, shiftedDay } from '../picture-day.ts';
import { test } from '../station.ts';
import { SIZE, takePicture } from './pictures.ts';

test('the day', async ({ station }) => {
  await station.open(SIZE);
  await station.close();
  await keepDay(station.folder, shiftedDay());
  const page = await station.open(SIZE);
  await page.keyboard.press('Alt+5');
  await page.getByText('in a row').waitFor();
  await takePicture(page, 'day');
  await page.keyboard.press('1');
  await page.getByText('were moved').waitFor();
  await takePicture(page, 'day-moved');
});
