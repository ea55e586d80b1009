/** Keys: what is printed on the controls of a room is in the list of keys, and no key is printed on two things at once. */
import type { Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { LinkingBench } from './linking-bench.ts';
import { PicturesWindow } from './pictures-window.ts';
import { expect, test } from './station.ts';

/** Each key of the list in settings, with the rooms in which it means something. */
type Listed = readonly { readonly key: string; readonly where: string }[];

async function listOfKeys(page: Page): Promise<Listed> {
  await page.keyboard.press('Alt+7');
  return page.locator('.settings dl dt:has(kbd)').evaluateAll(keys =>
    keys.map(key => ({
      key: key.textContent ?? '',
      where: key.nextElementSibling?.querySelector('.note')?.textContent ?? '',
    })),
  );
}

/** On the controls of the dialog in front, or of the room. Enter ends the field in which it is pressed. */
const printedKeys = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const front =
      [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document.querySelector('main') ?? document.body;
    return [...front.querySelectorAll(':is(button, label, [role=option]) kbd')]
      .filter(key => key.checkVisibility())
      .map(key => key.textContent ?? '')
      .filter(key => key !== 'Enter');
  });

/** `1 – 3` and `2` are of the row `1 – 9`. */
const rowOf = (key: string): string => (/^[1-9]( – [1-9])?$/.test(key) ? '1 – 9' : key);

async function expectClear(page: Page, listed: Listed, where: string): Promise<void> {
  const printed = await printedKeys(page);
  expect(printed.length, where).toBeGreaterThan(0);
  expect(
    printed.filter((key, nth) => printed.indexOf(key) !== nth),
    `printed twice: ${where}`,
  ).toEqual([]);
  const known = listed.filter(one => one.where.includes(where) || one.where.includes('everywhere'));
  const rows = known.map(({ key }) => key);
  expect(
    printed.map(rowOf).filter(key => !rows.includes(key)),
    `not in the list: ${where}`,
  ).toEqual([]);
}

test('no key of the bench, of linking or of the pictures means two things, and each is in the list', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const listed = await listOfKeys(page);
  await expectClear(page, listed, 'settings');

  await bench.press('Alt+1');
  await bench.find('1571');
  await bench.isAt('choosing');
  await expectClear(page, listed, 'at the bench');
  await bench.press('Escape');
  await bench.clear();
  await bench.find('41207');
  await bench.isAt('verifying');
  await expectClear(page, listed, 'at the bench');
  await bench.press('F8');
  await page.getByRole('dialog').waitFor();
  await expectClear(page, listed, 'a flag');
  await bench.press('Escape');
  await bench.agree();
  await bench.scan('VASC0104410');
  await bench.isAt('stopped');
  await expectClear(page, listed, 'at the bench');
  await bench.press('Escape');
  await bench.press('F6');
  await page.getByRole('dialog').waitFor();
  await expectClear(page, listed, 'outbox');
  await bench.press('Escape');

  const linking = new LinkingBench(page);
  await linking.enter();
  await expectClear(page, listed, 'linking');
  await linking.check('777123', 'free');
  await expectClear(page, listed, 'linking');

  const pictures = await PicturesWindow.open(station);
  await pictures.isSharp('practice-1');
  await expectClear(pictures.page, listed, 'pictures in a window of their own');
});

test('the keys of pictures do the same in every room, and none of them turns a practice sheet or scans a sticker', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const sheet = page.locator('[data-region=record] h3');
  const first = await sheet.textContent();
  for (const key of ['F2', 'F3', 'F4', 'Home', 'PageUp', 'PageDown']) await bench.press(key);
  await expect(sheet).toHaveText(first ?? '');
  await bench.press('Shift+F3');
  await expect(sheet).not.toHaveText(first ?? '');
  await bench.press('Shift+F2');
  await expect(sheet).toHaveText(first ?? '');

  const linking = new LinkingBench(page);
  await linking.enter();
  await linking.isSharp();
  await linking.type('14');
  for (const key of ['PageUp', 'F2', 'F3', 'F4']) await linking.press(key);
  await expect(page.locator('.linking .viewer')).toHaveAttribute('data-zoom', '1.5');
  await expect(page.locator('.linking .viewer')).toHaveAttribute('data-faded', 'true');
  await linking.press('Home');
  await expect(page.locator('.linking .viewer')).toHaveAttribute('data-zoom', '1');
  await linking.type('99');
  await expect(page.locator('#accession')).toHaveValue('1499');
  await expect(page.locator('#accession')).toBeFocused();
});

test('after a click on an empty place a number is typed into its field, and a scan leaves nothing there', async ({
  station,
}) => {
  const page = await station.open();
  const bench = new Bench(page);
  const typed = bench.region('asked').getByRole('textbox').first();
  await bench.isAt('seeking');
  await bench.region('prompt').click({ position: { x: 3, y: 3 } });
  await expect(typed).not.toBeFocused();
  await bench.type('41207');
  await expect(typed).toHaveValue('41207');
  await bench.region('prompt').click({ position: { x: 3, y: 3 } });
  await bench.scan('VASC0104301');
  await expect(page.getByText('VASC0104301').first()).toBeVisible();
  await expect(typed).toHaveValue('41207');
  await page.getByLabel('Collector').fill('Whit');
  await bench.region('prompt').click({ position: { x: 3, y: 3 } });
  await bench.type('comb');
  await expect(page.getByLabel('Collector')).toHaveValue('Whitcomb');
  await expect(typed).toHaveValue('41207');
});

test('after a click on an empty place what is typed takes the place of the number that the machine read', async ({
  station,
}) => {
  const bench = new LinkingBench(await station.open());
  await bench.enter();
  await bench.isRead('41207');
  await bench.isAt('found');
  await bench.region('prompt').click({ position: { x: 3, y: 3 } });
  await bench.type('777001');
  expect(await bench.number()).toBe('777001');
  await bench.press('Enter');
  await bench.isAt('free');
});
