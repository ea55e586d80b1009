/** A technician's pictures: from the camera's folder to the records of their specimens, and to no others. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from './bench.ts';
import { Camera } from './camera.ts';
import type { Tables } from './practice-portal.ts';
import { expect, test } from './station.ts';
import { watchFolder } from './watched-folder.ts';

async function putUnderCamera(bench: Bench, stamp: string, barcode: string): Promise<void> {
  await bench.find(stamp);
  await bench.agree();
  await bench.scan(barcode);
  await bench.isAt('imaging');
  await expect(bench.prompt).toHaveText(`Take the picture. The next shot is for ${barcode.slice(-4)}.`);
}

/** Waits until the picture of the newest shot is on the screen, and this is its name. */
async function shows(bench: Bench, name: string): Promise<void> {
  await expect(bench.region('stage')).toContainText(`${name} · 800 × 1200`);
  const width = () =>
    bench
      .region('stage')
      .getByRole('img')
      .first()
      .evaluate(img => (img as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBeGreaterThan(0);
}

/** The reader of barcodes starts with the first picture. */
const READ_IN_TIME = { timeout: 40_000 };

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Which pictures a record has, by the bytes of their originals. */
function picturesOf({ media, mediaMetadata }: Tables, occid: number): readonly string[] {
  const rows = media.filter(row => row.occid === occid);
  return rows.map(
    ({ mediaID }) => mediaMetadata.find(one => one.mediaID === mediaID && one.field === 'originalUrl')?.md5sum ?? '',
  );
}

const [FIRST, SECOND, BLURRED, LATE, EARLIER] = [1, 20, 40, 60, 80];

test('two specimens get their three shots, and nothing else reaches their records', async ({ station }) => {
  test.setTimeout(240_000);
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await camera.shoot('IMG_0000.JPG', await Camera.picture(EARLIER));
  await watchFolder(station, camera.folder);
  const bench = new Bench(station.page);
  const pictures = station.page.locator('[data-waiting]');

  await test.step('what lay in the folder before is nobody’s', async () => {
    await expect(pictures).toContainText('1 earlier file');
    await putUnderCamera(bench, '41207', 'VASC0104301');
    await expect(bench.region('stage').getByRole('img')).toHaveCount(0);
  });

  await test.step('two shots of the first specimen, the second one cut off and then whole', async () => {
    await camera.shoot('IMG_0001.JPG', await Camera.picture(FIRST));
    await shows(bench, 'VASC0104301');
    await camera.breakOff('IMG_0002.JPG', await Camera.picture(SECOND));
    await expect(bench.region('stage')).toContainText('IMG_0002.JPG is arriving');
    await camera.goOnWith('IMG_0002.JPG', await Camera.picture(SECOND));
    await shows(bench, 'VASC0104301_2');
    await expect(bench.prompt).toHaveText('2 shots for 4301. Shoot again, or go on.');
  });

  await test.step('a third one is blurred and taken back', async () => {
    await camera.shoot('IMG_0003.JPG', await Camera.picture(BLURRED));
    await shows(bench, 'VASC0104301_3');
    await bench.press('Control+z');
    await expect(bench.prompt).toHaveText('2 shots for 4301. Shoot again, or go on.');
    await bench.goOn();
    await expect(bench.region('recent')).toContainText('VASC0104301');
  });

  await test.step('a shot that comes too late waits, and is not the next specimen’s', async () => {
    await bench.isAt('seeking');
    await camera.shoot('IMG_0004.JPG', await Camera.picture(LATE));
    await expect(pictures).toContainText('1 picture waits');
    await putUnderCamera(bench, '00581', 'VASC0104302');
    await expect(bench.region('stage').getByRole('img')).toHaveCount(0);
  });

  await test.step('a person says whose it is; the second specimen goes on without a picture', async () => {
    await bench.press('F10');
    const drawer = station.page.getByRole('dialog');
    await expect(drawer.locator('[data-shot="IMG_0004.JPG"]')).toContainText('no sheet waited');
    await drawer.locator('[data-shot="IMG_0004.JPG"]').getByRole('button', { name: 'of 4301, linked last' }).click();
    await expect(pictures).toContainText('1 earlier file');
    await bench.press('Escape');
    await bench.press('F9');
    await expect(bench.region('recent')).toContainText('VASC0104302');
  });

  await test.step('a damaged file is refused with its reason', async () => {
    await camera.breakOff('IMG_0005.JPG', await Camera.picture(EARLIER));
    await expect(pictures).toContainText('1 file not taken in', { timeout: 30_000 });
    await bench.press('F10');
    await expect(station.page.getByRole('dialog')).toContainText('IMG_0005.JPG is cut off or damaged.');
    await bench.press('Escape');
  });

  await bench.allSent();
  const after = await portal.tables();
  const expected = await Promise.all([FIRST, SECOND, LATE].map(async shade => md5(await Camera.picture(shade))));
  expect(picturesOf(after, 1001)).toEqual(expected);
  expect(picturesOf(after, 1002)).toEqual([]);
  expect(after.media.length - before.media.length).toBe(3);
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
  expect((await portal.record(1002))?.catalogNumber).toBe('VASC0104302');
  expect(await readFile(path.join(camera.folder, 'IMG_0001.JPG'))).toEqual(await Camera.picture(FIRST));
});

test('a shot outlives program and window, and an undone link gives its picture back', async ({ station }) => {
  test.setTimeout(180_000);
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder, true);
  let bench = new Bench(station.page);
  await putUnderCamera(bench, '41207', 'VASC0104301');
  await camera.shoot('IMG_0001.JPG', await Camera.picture(FIRST));
  await shows(bench, 'VASC0104301');

  bench = new Bench(await station.killAndReopen());
  await bench.isAt('imaging');
  await shows(bench, 'VASC0104301');
  await bench.goOn();
  await expect(bench.region('recent')).toContainText('VASC0104301');
  await bench.press('Control+z');
  await expect(bench.region('recent')).not.toContainText('VASC0104301');
  await expect.poll(() => camera.names()).toEqual(['VASC0104301.jpg']);
  await expect(station.page.locator('[data-waiting]')).toContainText('1 picture waits');
  await bench.allSent();
  expect((await portal.tables()).media).toEqual(before.media);

  await putUnderCamera(bench, '00581', 'VASC0104302');
  await bench.press('F10');
  await station.page.getByRole('button', { name: 'It is of 4302, on the bench' }).click();
  await bench.press('Escape');
  await shows(bench, 'VASC0104302');
  await bench.goOn();
  await expect(bench.region('recent')).toContainText('VASC0104302');
  await bench.allSent();
  expect(picturesOf(await portal.tables(), 1002)).toEqual([md5(await Camera.picture(FIRST))]);
});

test('a folder that goes away is said, and is watched again when it is back', async ({ station }) => {
  await station.open();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  const bench = new Bench(station.page);
  await putUnderCamera(bench, '41207', 'VASC0104301');
  await camera.unplug();
  await expect(bench.region('stage')).toContainText("The camera's folder is not there");
  await camera.plugIn();
  await expect(bench.region('stage')).toContainText('Waiting for a file in');
  await camera.shoot('IMG_0001.JPG', await Camera.picture(FIRST));
  await shows(bench, 'VASC0104301');
});

test('a picture with another barcode stops the bench before anything is saved', async ({ station }) => {
  test.setTimeout(180_000);
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  const camera = await Camera.at(path.join(station.folder, 'captures'));
  await watchFolder(station, camera.folder);
  const bench = new Bench(station.page);
  await putUnderCamera(bench, '41207', 'VASC0104301');

  await test.step('the next sheet lies under the camera, and the technician goes on in haste', async () => {
    await camera.shoot('IMG_0001.JPG', await portal.sheetPicture('2'));
    await bench.region('stage').getByRole('img').first().waitFor();
    await bench.press('Space');
    await expect(bench.prompt).toHaveText('The picture shows 4302, not 4301. Nothing is saved.', READ_IN_TIME);
    await expect(bench.region('stage')).toContainText('The barcode on the picture is VASC0104302.');
    await bench.press('Space');
    await bench.isAt('imaging');
    await expect(bench.region('tally')).not.toContainText('VASC0104301');
  });

  await test.step('the shot is taken back, and the right sheet goes on by itself once it is read', async () => {
    await bench.takeBack();
    await expect(bench.prompt).toHaveText('Take the picture. The next shot is for 4301.');
    const right = await portal.sheetPicture('1');
    await camera.shoot('IMG_0002.JPG', right);
    await bench.region('stage').getByRole('img').first().waitFor();
    await bench.goOn();
    await expect(bench.region('recent')).toContainText('VASC0104301', READ_IN_TIME);
    await bench.allSent();
    const after = await portal.tables();
    expect(picturesOf(after, 1001)).toEqual([md5(right)]);
    expect(after.media.length - before.media.length).toBe(1);
  });
});
