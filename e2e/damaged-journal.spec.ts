/** A byte of the journal is spoiled while the station is closed: what is left is asked about, nothing is lost or sent twice. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Bench } from './bench.ts';
import { isInReach } from './is-in-reach.ts';
import type { PracticePortal, Tables } from './practice-portal.ts';
import { journalFile, spoilLine } from './spoil-journal.ts';
import { expect, test } from './station.ts';

const LINKS = { 1012: 'VASC0104310', 1015: 'VASC0104311', 1016: 'VASC0104312' };

const damageBand = (page: Page): Locator =>
  page.getByRole('alert').filter({ hasText: "A part of this station's journal cannot be read any more (part 1, line" });

const entryOf = (page: Page, barcode: string): Locator => page.locator(`[data-entry="${barcode}"]`);

/** A person looks at the change beside the portal's record, and wants it sent. */
async function compareAndSend(page: Page, barcode: string): Promise<void> {
  await entryOf(page, barcode).getByRole('button', { name: 'Compare' }).click();
  const clash = page.getByRole('dialog', { name: 'needs a decision' });
  await expect(clash).toContainText('A part of the journal was lost');
  await expect(clash).not.toContainText('cannot be read now');
  await page.keyboard.down('u');
  await clash.waitFor({ state: 'hidden' });
  await page.keyboard.up('u');
}

/** Which records have another barcode than before; everything else is as it was, but for one line of history each. */
async function linkedSince(before: Tables, portal: PracticePortal): Promise<Readonly<Record<string, string | null>>> {
  const after = await portal.tables();
  const changed = after.occurrences.filter(
    (row, nth) => JSON.stringify(row) !== JSON.stringify(before.occurrences[nth]),
  );
  expect(after.edits.slice(before.edits.length).map(edit => [edit.occid, edit.fieldName])).toEqual(
    expect.arrayContaining(changed.map(({ occid }) => [occid, 'catalognumber'])),
  );
  expect(after.edits).toHaveLength(before.edits.length + changed.length);
  expect([after.identifiers, after.media]).toEqual([before.identifiers, before.media]);
  return Object.fromEntries(changed.map(({ occid, catalogNumber }) => [occid, catalogNumber]));
}

test('of three queued changes one is unreadable: a person compares all three, and each is sent once', async ({
  station,
}) => {
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  const proxy = await station.restartWithProxy();
  await new Bench(station.page).linkThreeWithoutNetwork(proxy);
  await station.close();
  await spoilLine(station, 'queued', 'VASC0104311');
  const page = await station.open();
  const bench = new Bench(page);

  await test.step('the person is told, and finds what was saved marked and what only the window has set aside', async () => {
    await expect(damageBand(page)).toContainText('Nothing is sent until you have seen this.');
    await bench.press('F6');
    await isInReach(page, 'damaged journal, outbox');
    for (const barcode of ['VASC0104310', 'VASC0104312'])
      await expect(entryOf(page, barcode)).toContainText('Nothing is sent until you have compared it.');
    await expect(page.locator('[data-group=setAside]')).toContainText('Barcode VASC0104311 for 40600');
  });

  await test.step('with the network back and the damage seen, nothing leaves before it was compared', async () => {
    await proxy.restore();
    await bench.press('Escape');
    await damageBand(page).getByRole('button', { name: 'I have seen it' }).click();
    await expect(damageBand(page)).toBeHidden();
    await expect(page.getByRole('banner').getByText('Online')).toBeVisible({ timeout: 40_000 });
    await bench.press('F6');
    await bench.press('y');
    expect(await linkedSince(before, portal)).toEqual({});
  });

  await test.step('and each goes out once it was', async () => {
    await compareAndSend(page, 'VASC0104310');
    await compareAndSend(page, 'VASC0104312');
    await entryOf(page, 'VASC0104311').getByRole('button', { name: 'Queue again' }).click();
    await bench.press('Escape');
    await bench.allSent();
    expect(await linkedSince(before, portal)).toEqual(LINKS);
  });
});

test('with a second copy of the journal everything comes back from it, and that is said', async ({ station }) => {
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  await station.close();
  const mirror = path.join(station.folder, 'second-disk');
  await station.settle({ mirror });
  const proxy = await station.restartWithProxy();
  await new Bench(station.page).linkThreeWithoutNetwork(proxy);
  await station.page.keyboard.press('Alt+7');
  await expect(station.page.getByText(`A second copy of the journal is kept in ${mirror}`)).toBeVisible();
  const copied = path.join(mirror, 'practice', '00000001.jsonl');
  await expect.poll(async () => (await readFile(copied)).equals(await readFile(await journalFile(station)))).toBe(true);
  await station.close();
  await spoilLine(station, 'queued', 'VASC0104311');

  const page = await station.open();
  const bench = new Bench(page);
  const told = page.getByRole('status').filter({ hasText: 'came back from its second copy. Nothing is lost.' });
  await expect(told).toContainText("One line of this station's journal could not be read any more");
  await expect(damageBand(page)).toBeHidden();
  await expect(page.locator('[data-open="3"][data-asking="0"]')).toBeVisible();
  await told.getByRole('button', { name: 'I have seen it' }).click();
  await expect(told).toBeHidden();
  await proxy.restore();
  await bench.press('F6');
  await bench.press('y');
  await bench.press('Escape');
  await bench.allSent();
  expect(await linkedSince(before, portal)).toEqual(LINKS);
});

test('a change whose arrival is unreadable is asked about, and is not sent a second time', async ({ station }) => {
  const first = new Bench(await station.open());
  const portal = await station.portal();
  const before = await portal.tables();
  await first.link('41207', 'VASC0104301');
  await first.allSent();
  await station.close();
  await spoilLine(station, 'moved', '"is":"delivered"');

  const page = await station.open();
  const bench = new Bench(page);
  await damageBand(page).getByRole('button', { name: 'I have seen it' }).click();
  await bench.press('F6');
  await expect(entryOf(page, 'VASC0104301')).toContainText('It arrived late', { timeout: 20_000 });
  await entryOf(page, 'VASC0104301').getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Keep what stands there' }).click();
  await expect(page.locator('[data-state=delivered]')).toContainText('It stood there already');
  await bench.press('Escape');
  await bench.allSent();
  expect(await linkedSince(before, portal)).toEqual({ 1001: 'VASC0104301' });
});
