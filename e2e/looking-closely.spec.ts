/** Looking closely: by wheel, keys and the gestures that technicians know, at the sheet at hand and at the record's picture. */
import sharp from 'sharp';
import { Bench } from './bench.ts';
import { LinkingBench } from './linking-bench.ts';
import { PicturesWindow } from './pictures-window.ts';
import { expect, test } from './station.ts';

test('a sheet is looked at closely: by wheel, keys, Ctrl and a click, Shift and a pull; turned, and its faded ink shown', async ({
  station,
}) => {
  await station.open();
  const pictures = await PicturesWindow.open(station);
  const { page } = pictures;
  await pictures.isSharp('practice-1');
  expect(await pictures.zoom()).toBe(1);
  const { x, y } = await pictures.middle();

  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => pictures.zoom()).toBeGreaterThan(1.1);
  await page.keyboard.press('Home');
  await expect.poll(() => pictures.zoom()).toBe(1);

  await page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom()).toBe(1.5);
  await page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom()).toBe(2.25);
  await page.keyboard.press('PageDown');
  await expect.poll(() => pictures.zoom()).toBe(1.5);

  await page.keyboard.press('Shift+PageDown');
  await expect.poll(() => pictures.degrees()).toBe(90);
  await page.keyboard.press('Shift+PageUp');
  await expect.poll(() => pictures.degrees()).toBe(0);
  await page.keyboard.press('Home');

  await page.keyboard.down('Control');
  await page.mouse.click(x, y);
  await page.keyboard.up('Control');
  await expect.poll(() => pictures.zoom()).toBe(2);

  await page.keyboard.down('Shift');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 80, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => pictures.zoom()).toBeGreaterThan(3.5);
  await expect.poll(() => pictures.zoom()).toBeLessThan(4.5);

  await page.keyboard.press('F4');
  await expect(pictures.picture()).toHaveAttribute('data-faded', 'true');
  await page.getByRole('button', { name: 'Faded ink' }).click();
  await expect(pictures.picture()).toHaveAttribute('data-faded', 'false');
});

test('the next sheet is seen as near as the one before', async ({ station }) => {
  const page = await station.open();
  const pictures = await PicturesWindow.open(station);
  await pictures.isSharp('practice-1');
  await pictures.page.keyboard.press('PageUp');
  await pictures.page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom()).toBe(2.25);
  await page.keyboard.press('Shift+F3');
  await pictures.isSharp('practice-2');
  await expect.poll(() => pictures.zoom()).toBe(2.25);

  await pictures.page.getByRole('button', { name: 'Zoom stays' }).click();
  await page.keyboard.press('Shift+F3');
  await pictures.isSharp('practice-3');
  await expect.poll(() => pictures.zoom()).toBe(1);
});

test('the next picture to be linked lies ready, and is seen as near as the one before', async ({ station }) => {
  const bench = new LinkingBench(await station.open());
  await bench.enter();
  await bench.isSharp();
  const viewer = bench.page.locator('.linking .viewer');
  // No two sheets are cut alike: as near is a little more or less of the whole.
  const isSeen = (zoom: number) =>
    expect.poll(async () => Math.abs(Number(await viewer.getAttribute('data-zoom')) - zoom)).toBeLessThan(zoom / 20);
  for (const zoom of [2.25, 1]) {
    const barcode = await bench.sheet();
    if (zoom > 1) await bench.page.keyboard.press('PageUp');
    await bench.page.keyboard.press(zoom > 1 ? 'PageUp' : 'Home');
    await isSeen(zoom);
    await bench.page.locator('.viewer-layer.behind canvas').nth(1).waitFor({ state: 'attached' });
    await bench.flag();
    await bench.isPast(barcode);
    await bench.isSharp();
    await isSeen(zoom);
  }
});

test('the record’s picture on the portal stands beside the sheet while they are compared, and moves in step with it', async ({
  station,
}) => {
  await station.open();
  const bench = new Bench(station.page);
  const portal = await station.portal();
  await portal.putPicture(1001, new Uint8Array(await aLargeSheet()));
  const pictures = await PicturesWindow.open(station);
  await pictures.isSharp('practice-1');
  await bench.find('41207');
  await bench.isAt('verifying');
  await expect(pictures.picture('record on the portal')).toHaveAttribute('data-shown', 'sharp');
  await pictures.page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom('record on the portal')).toBe(1.5);
  await expect.poll(() => pictures.zoom()).toBe(1.5);
  await pictures.page.keyboard.press('z');
  await expect(pictures.page.getByRole('button', { name: 'In step' })).not.toHaveClass(/primary/);
  await pictures.page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom()).toBe(2.25);
  expect(await pictures.zoom('record on the portal')).toBe(1.5);
});

test('where the computer draws no WebGL, the picture is drawn on plain canvas, and is zoomed all the same', async ({
  browserStation: station,
}) => {
  await station.open();
  const pictures = await PicturesWindow.open(station, page =>
    page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : getContext.call(this, kind as never, ...(rest as []));
      } as typeof getContext;
    }),
  );
  await pictures.isSharp('practice-1');
  await pictures.page.keyboard.press('PageUp');
  await expect.poll(() => pictures.zoom()).toBe(1.5);
  await pictures.isSharp('practice-1');
  expect(await pictures.hasPaper()).toBe(true);
});

const aLargeSheet = (): Promise<Buffer> =>
  sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#e8ddc4' } })
    .jpeg()
    .toBuffer();
