/** What goes wrong at a camera in a morning is found on the page of the day, and set right as one act. */
import path from 'node:path';
import { Bench } from './bench.ts';
import { Camera, photograph } from './camera.ts';
import { shiftedDay, shootDay } from './picture-day.ts';
import { expect, test, type Station } from './station.ts';
import { watchFolder } from './watched-folder.ts';

/** Nine pictures are decoded and read. */
const READ_WITHIN_MS = 90_000;

const toLookAt = ({ page }: Station) => page.getByRole('region', { name: 'To look at before you go' });
const pictureRow = ({ page }: Station, file: string) => page.locator(`[data-file="${file}"]`);

test('files whose names are shifted by one are found by their barcodes, moved as one act, and taken back as one', async ({
  station,
}) => {
  test.setTimeout(240_000);
  await station.open();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  await shootDay(camera, await station.portal(), shiftedDay());
  await station.page.keyboard.press('Alt+5');
  await expect(pictureRow(station, 'VASC0105009.JPG')).toContainText('VASC0105010', { timeout: READ_WITHIN_MS });
  await expect(pictureRow(station, 'VASC0105007.JPG')).toContainText('none read', { timeout: READ_WITHIN_MS });
  await expect(toLookAt(station)).toContainText('6 pictures in a row show the specimen after their own');
  await expect(toLookAt(station)).toContainText('VASC0105004 is missing');

  await station.page.keyboard.press('1');
  await expect(toLookAt(station)).toContainText('6 pictures were moved to their specimens');
  await expect(toLookAt(station)).not.toContainText('in a row');
  await expect(pictureRow(station, 'VASC0105004.JPG')).toContainText('VASC0105005VASC0105005');

  await station.killAndReopen();
  await station.page.keyboard.press('Alt+5');
  await expect(pictureRow(station, 'VASC0105004.JPG')).toContainText('VASC0105005VASC0105005');
  await station.page.keyboard.press('Alt+1');
  await station.page.keyboard.press('F10');
  await expect(station.page.locator('[data-shot="VASC0105004.JPG"]')).toContainText('Said to be of VASC0105005');
  await station.page.keyboard.press('Escape');

  await station.page.keyboard.press('Alt+5');
  await station.page.keyboard.press('Control+z');
  await expect(station.page.getByText('6 pictures in a row show the specimen after their own')).toBeVisible();
});

test('pictures that were given to the specimen before theirs reach their records after all, unless the link is taken back', async ({
  station,
}) => {
  test.setTimeout(240_000);
  await station.open();
  const proxy = await station.restartWithProxy();
  const portal = await station.portal();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  const bench = new Bench(station.page);
  for (const stamp of ['41207', '00581', '00582']) await bench.look(stamp, 'verifying');
  await proxy.cut();

  const shoot = async (stamp: string, barcode: string, sheet: string, second: number) => {
    await bench.find(stamp);
    await bench.agree();
    await bench.scan(barcode);
    await bench.isAt('imaging');
    await camera.shoot(`IMG_${second}.JPG`, await photograph(await portal.sheetPicture(sheet), { second }));
    await expect(bench.region('stage').getByRole('img').first()).toBeVisible();
  };
  for (const [stamp, barcode, sheet, second] of [
    ['41207', 'VASC0104301', '2', 1],
    ['00581', 'VASC0104302', '3', 2],
  ] as const) {
    await shoot(stamp, barcode, sheet, second);
    await expect(bench.prompt).toContainText('Nothing is saved', { timeout: READ_WITHIN_MS });
    await bench.confirmPicture();
    await bench.goOn();
    await bench.isSaved(barcode);
  }
  await shoot('00582', 'VASC0104303', '3', 3);
  await bench.goOn();
  await bench.isSaved('VASC0104303');

  await expect(station.page.locator('[data-open="6"]')).toBeVisible();
  await station.page.keyboard.press('Alt+5');
  await expect(toLookAt(station)).toContainText('2 pictures in a row show the specimen after their own');
  await station.page.keyboard.press('1');
  await expect(toLookAt(station)).toContainText('2 pictures were moved to their specimens');
  await expect(station.page.locator('[data-open="6"]')).toBeVisible();
  await station.page.keyboard.press('Alt+1');
  await bench.takeBack();
  await expect(station.page.locator('[data-open="3"]')).toBeVisible();
  await station.killAndReopen();
  await proxy.restore();
  await new Bench(station.page).allSent();
  const { media } = await portal.tables();
  const countOf = (occid: number) => media.filter(one => one.occid === occid).length;
  // With the last link its own picture was taken back, and the one that had come to it.
  expect([1001, 1002, 1003].map(countOf)).toEqual([0, 1, 0]);
});
