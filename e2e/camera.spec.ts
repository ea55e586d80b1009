/** Barcodes read by a webcam: a film plays before the browser's camera. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { filmOf, type Shown } from './camera-film.ts';
import { isInReach } from './is-in-reach.ts';
import { cutOffTexts, regionBoxes } from './reach.ts';
import { expect, test, type Station } from './station.ts';

async function openBefore(station: Station, stickers: readonly Shown[]): Promise<Page> {
  station.shell.film = await filmOf(path.join(station.folder, 'film.mjpeg'), stickers);
  return station.open();
}

const camera = (page: Page) => page.locator('[data-camera]');

test('the camera reads the label at the scanning step, and it is linked; nothing is fetched from elsewhere', async ({
  station,
}) => {
  const page = await openBefore(station, [{ text: 'VASC0104301', as: 'code128' }]);
  const origin = new URL(page.url()).origin;
  const foreign: string[] = [];
  page.context().on('request', request => {
    if (!request.url().startsWith(origin)) foreign.push(request.url());
  });
  const wasm = page.context().waitForEvent('response', answer => answer.url().endsWith('.wasm'));
  const bench = new Bench(page);
  await bench.press('Control+k');
  await bench.find('41207');
  await bench.agree();
  await bench.isSaved('VASC0104301');
  await bench.allSent();
  expect((await (await station.portal()).record(1001))?.catalogNumber).toBe('VASC0104301');
  expect((await wasm).url().startsWith(origin)).toBe(true);
  expect(foreign).toEqual([]);
});

test('the camera is lit only while a barcode is waited for, and the screen says so', async ({ station }) => {
  const page = await openBefore(station, [
    { text: 'UWBM1234567', as: 'qrcode' },
    { text: 'LIVM7654321', as: 'qrcode', left: 800 },
  ]);
  const bench = new Bench(page);
  await bench.press('Control+k');
  await bench.find('41207');
  await bench.isAt('verifying');
  await expect(camera(page)).toHaveCount(0);
  const before = await page.evaluate(regionBoxes);
  await bench.agree();
  await expect(page.locator('[data-camera=live]')).toContainText('Several in view');
  const track = await camera(page)
    .locator('video')
    .evaluateHandle((video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]);
  expect(await track.evaluate(one => one?.readyState)).toBe('live');
  expect(await page.evaluate(regionBoxes)).toEqual(before);
  expect(await page.evaluate(cutOffTexts)).toEqual([]);
  await isInReach(page, 'scanning by camera');
  await bench.press('Escape');
  await bench.isAt('verifying');
  expect(await track.evaluate(one => one?.readyState)).toBe('ended');
  await bench.agree();
  await page.locator('[data-camera=live]').waitFor();
  await bench.press('Control+k');
  await expect(page.locator('[data-camera=off]')).toBeVisible();
});

test('a matrix code of the collection is read where another lies beside it', async ({ station }) => {
  const page = await openBefore(station, [
    { text: 'VASC0104301', as: 'datamatrix', left: 200 },
    { text: 'https://example.org/UWBM1234567', as: 'qrcode', left: 700 },
  ]);
  const bench = new Bench(page);
  await bench.press('Control+k');
  await bench.find('41207');
  await bench.agree();
  await bench.isSaved('VASC0104301');
});

test('without a camera it is said, and the bench goes on by scanner', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  await bench.press('Control+k');
  await bench.find('41207');
  await bench.agree();
  await expect(page.locator('[data-camera=cannot]')).toContainText('Scan or type.');
  await bench.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
});
