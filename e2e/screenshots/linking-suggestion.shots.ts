/** Option 2 with a number that was read on this computer, beside its stamp. */
import { LinkingBench } from '../linking-bench.ts';
import { test } from '../station.ts';
import { SIZE, takePicture } from './pictures.ts';

test('a suggestion', async ({ station }) => {
  const page = await station.open(SIZE);
  const bench = new LinkingBench(page);
  await bench.enter();
  await page.locator('.linking .crop image').waitFor({ state: 'attached', timeout: 60_000 });
  await bench.stepNow();
  await bench.isSharp();
  await takePicture(page, 'linking-suggestion');
});
