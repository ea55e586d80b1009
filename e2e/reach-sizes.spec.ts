/** Reach by size: small and large screens, zoomed pages and large letters. */
import { Bench } from './bench.ts';
import { cutOffTexts, overlappingTexts, regionBoxes } from './reach.ts';
import { expect, test } from './station.ts';

for (const [width, height] of [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [683, 384],
] as const)
  test(`at ${width}x${height} no region of the bench moves while a sheet goes through its steps`, async ({
    station,
  }) => {
    const page = await station.open({ width, height });
    const bench = new Bench(page);
    const atStart = await page.evaluate(regionBoxes);
    const hasStayed = async (step: string) => {
      await bench.isAt(step);
      expect(await page.evaluate(regionBoxes), step).toEqual(atStart);
    };
    await bench.find('00581');
    await hasStayed('verifying');
    await bench.agree();
    await hasStayed('scanning');
    await bench.scan('VASC0104302');
    await bench.isSaved('VASC0104302');
    await hasStayed('seeking');
  });

for (const { width, height, letters } of [
  { width: 1366, height: 768, letters: '100%' },
  { width: 1920, height: 1080, letters: '100%' },
  { width: 3840, height: 2160, letters: '200%' },
  { width: 683, height: 384, letters: '100%' },
  { width: 1366, height: 768, letters: '200%' },
])
  test(`at ${width}x${height} with letters of ${letters} every text can be scrolled to, and none stands on another`, async ({
    station,
  }) => {
    const page = await station.open({ width, height });
    const bench = new Bench(page);
    await page.evaluate(size => document.documentElement.style.setProperty('font-size', size), letters);
    const isWhole = async (screen: string) => {
      expect.soft(await page.evaluate(cutOffTexts), screen).toEqual([]);
      expect.soft(await page.evaluate(overlappingTexts), screen).toEqual([]);
    };
    await isWhole('seeking');
    await bench.find('1571');
    await bench.isAt('choosing');
    await isWhole('choosing');
    await bench.press('F8');
    await page.getByRole('dialog').waitFor();
    await isWhole('flag');
    await bench.press('Enter');
    await bench.findByLabel({ recordedBy: 'van der Berg', recordNumber: '241', eventDate: '9 VI 1926' });
    await bench.isAt('choosing');
    await isWhole('choosing by label');
    await bench.press('F8');
    await page.getByRole('dialog').waitFor();
    await bench.press('Enter');
    await bench.find('47777');
    await bench.isAt('choosing');
    await isWhole('nothing found');
    await bench.press('Escape');
    await bench.clear();
    await bench.find('00581');
    await bench.isAt('verifying');
    await isWhole('verifying');
    await bench.agree();
    await isWhole('scanning');
    await bench.scan('VASC0100456');
    await bench.isAt('stopped');
    await isWhole('stopped');
    await bench.scan('VASC0104302');
    await bench.isSaved('VASC0104302');
    await isWhole('linked');
    await bench.press('F6');
    await page.getByRole('dialog').waitFor();
    await isWhole('outbox');
    await bench.press('Escape');
    await bench.press('Alt+3');
    await isWhole('review');
    await bench.press('Alt+7');
    await isWhole('settings');
    await bench.press('F5');
    await page.getByRole('dialog').waitFor();
    await isWhole('sign in');
  });
