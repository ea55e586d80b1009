/** What a technician may take back, and what a colleague did meanwhile. */
import { Bench } from './bench.ts';
import { expect, test } from './station.ts';

test('a link that has left is undone by a change of its own, compared like any other', async ({ station }) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
  await bench.press('Control+z');
  await expect(bench.region('stage')).toContainText(
    'VASC0104301 had already been sent. A change that takes it back is queued.',
  );
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBeNull();
  await bench.link('41207', 'VASC0104301');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('a colleague’s barcode is never overwritten: both values are shown, and keeping theirs writes nothing', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' });
  await expect(page.locator('[data-asking="1"]')).toBeVisible({ timeout: 30_000 });
  await bench.press('F6');
  const entry = page.locator('[data-entry=VASC0104301]');
  await expect(entry).toContainText('Somebody changed this record while yours was waiting. Nothing was sent.');
  await entry.getByRole('button', { name: 'Compare' }).click();
  const clash = page.getByRole('dialog', { name: '41207 is not as you saw it.' });
  await expect(clash.getByRole('row', { name: 'Barcode' })).toContainText('noneVASC0200001VASC0104301');
  await clash.getByRole('button', { name: 'Keep theirs, drop mine' }).click();
  await bench.press('Escape');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0200001');
});

test('a clash handed to the experts keeps both numbers and marks the record', async ({ station }) => {
  const page = await station.open();
  const bench = new Bench(page);
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' });
  await expect(page.locator('[data-asking="1"]')).toBeVisible({ timeout: 30_000 });
  await bench.press('F6');
  await page.getByRole('button', { name: 'Compare' }).click();
  await bench.press('F8');
  await expect(page.getByRole('dialog', { name: 'Everything is on the portal' })).toBeVisible({ timeout: 30_000 });
  await bench.press('Escape');
  await expect.poll(async () => (await portal.record(1001))?.processingStatus).toBe('expert required');
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0200001');
  await bench.allSent();
  await bench.press('Alt+3');
  await expect(page.locator('[data-case]')).toContainText('Here: VASC0104301. On the portal: VASC0200001.');
});

test('the same sticker on a second sheet a moment later stops the work', async ({ station }) => {
  const bench = new Bench(await station.open());
  await bench.link('41207', 'VASC0104301');
  await bench.find('00581');
  await bench.agree();
  await bench.scan('VASC0104301');
  await bench.isAt('stopped');
  await expect(bench.prompt).toHaveText('Scanned a moment ago for another sheet.');
  await bench.press('n');
  await bench.isAt('scanning');
});

test('what a scanner must not send is refused and named, whatever has the focus', async ({ station }) => {
  const bench = new Bench(await station.open());
  await bench.find('41207');
  await bench.isAt('verifying');
  await bench.scan('VASC010\x0f4301');
  await expect(bench.region('code')).toContainText('The scanner sent a control character (U+000F).');
  await bench.agree();
  await bench.scan('VАSC0104301');
  await expect(bench.prompt).toHaveText('“А” (U+0410) is not a letter of our barcodes.');
  await bench.scan(`VASC${'0'.repeat(29)}`);
  await expect(bench.prompt).toHaveText('33 characters: a portal keeps 32.');
  await bench.scan('VASC0104301');
  await bench.isSaved('VASC0104301');
});

test('a record that has another barcode is not given a second one', async ({ station }) => {
  const bench = new Bench(await station.open());
  await bench.find('40871');
  await bench.agree();
  await bench.scan('VASC0104308');
  await bench.isAt('stopped');
  await expect(bench.prompt).toHaveText('This record has another barcode already.');
  await expect(bench.region('stage')).toContainText('VASC0099812');
});

test('what is typed is never a search operator', async ({ station }) => {
  const bench = new Bench(await station.open());
  for (const typed of ['1571,1578', '15%', '>1890', 'is null', 'occid1001']) {
    await bench.find(typed);
    await bench.isAt('choosing');
    await expect(bench.prompt).toHaveText(`No record has ${typed}. Try the label instead.`);
    await bench.press('Escape');
    await bench.isAt('seeking');
    await bench.clear();
  }
});
