/** Barcodes read by a webcam: a film plays before the browser's camera. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { filmOf, type Shown } from './camera-film.ts';
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
