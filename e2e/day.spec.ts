/** A shot was forgotten, and each picture after it lies with the wrong specimen: one act sets the day right. */
import { expect, test } from './station.ts';
import { keepDay, shiftedDay } from './picture-day.ts';

test('a run that is shifted by one is found, moved as one act, and taken back as one', async ({ station }) => {
  await station.open();
  await station.close();
  await keepDay(station.folder, shiftedDay());
  const page = await station.open();
  await page.keyboard.press('Alt+5');
  const look = page.getByRole('region', { name: 'To look at before you go' });
  await expect(look).toContainText('6 pictures in a row show the specimen after their own');
  await expect(look).toContainText('VASC0104304 is missing');
  await page.keyboard.press('1');
  await expect(look).toContainText('6 pictures were moved to their specimens');
  await expect(look).not.toContainText('in a row');
  await expect(page.locator('[data-file="DSC_0104.JPG"]')).toContainText('VASC0104305VASC0104305');
  await station.killAndReopen();
  await station.page.keyboard.press('Alt+5');
  await expect(station.page.locator('[data-file="DSC_0104.JPG"]')).toContainText('VASC0104305VASC0104305');
  await station.page.keyboard.press('Control+z');
  await expect(station.page.getByText('6 pictures in a row show the specimen after their own')).toBeVisible();
});
