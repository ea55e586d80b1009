/** The scanned barcode is borne by a record that has nothing but it and a picture: the two become one. */
import type { Locator } from '@playwright/test';
import { Bench } from './bench.ts';
import { expect, test } from './station.ts';

const BARE = 1033;
const BARCODE = 'VASC0104410';

/** Up to the stop that asks about the sticker. */
async function stopped(bench: Bench, stamp: string): Promise<void> {
  await bench.find(stamp);
  await bench.agree();
  await bench.scan(BARCODE);
  await bench.isAt('stopped');
}

/** Up to the look at what a merge would do. */
async function looked(bench: Bench): Promise<Locator> {
  await bench.press('m');
  const look = bench.page.getByRole('dialog', { name: /then merge\.$/ });
  await look.waitFor();
  return look;
}

test('such a record is merged into the sheet’s own, and nothing else on the portal changes', async ({ station }) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  const before = await portal.tables();
  await stopped(bench, '41207');
  const look = await looked(bench);
  await expect(look).toContainText('Nothing of record 1033 is lost');
  await expect(look).toContainText(BARCODE);
  await bench.hold('m');
  await bench.isSaved(BARCODE);
  await bench.allSent();
  const after = await portal.tables();
  const others = ({ occurrences }: typeof after) => occurrences.filter(({ occid }) => ![BARE, 1001].includes(occid));
  expect(others(after)).toEqual(others(before));
  expect(await portal.record(BARE)).toBeUndefined();
  const { dateLastModified, ...kept } = before.occurrences.find(({ occid }) => occid === 1001) ?? {};
  const named = { genus: null, specificEpithet: null, identifiedBy: 'unknown', dateIdentified: 's.d.' };
  expect(dateLastModified).toBeDefined();
  expect(await portal.record(1001)).toMatchObject({ ...kept, ...named, catalogNumber: BARCODE });
  const picturesOf = (tables: typeof after, occid: number) => tables.media.filter(one => one.occid === occid).length;
  expect(picturesOf(after, 1001)).toBe(picturesOf(before, 1001) + picturesOf(before, BARE));
});

test('a stage that the merge spoils is set back by a change that follows it', async ({ station }) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  expect((await portal.record(1017))?.processingStatus ?? null).toBeNull();
  await bench.findByLabel({ recordedBy: 'Field Class', recordNumber: '1' });
  await bench.agree();
  await bench.scan(BARCODE);
  await bench.isAt('stopped');
  await expect(await looked(bench)).toContainText('“unprocessed” by the merge, set back to “none”');
  await bench.hold('m');
  await bench.isSaved(BARCODE);
  await bench.allSent();
  const merged = await portal.record(1017);
  expect([merged?.catalogNumber, merged?.processingStatus ?? null]).toEqual([BARCODE, null]);
});

test('a merge that waits is taken back with what was to follow it', async ({ station }) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await stopped(bench, '41207');
  await looked(bench);
  await bench.hold('m');
  await bench.isSaved(BARCODE);
  await bench.press('Control+z');
  await expect(bench.region('stage')).toContainText(`Taken back. ${BARCODE} is free again.`);
  await bench.allSent();
  expect((await portal.record(BARE))?.catalogNumber).toBe(BARCODE);
});

test('a merge that would lose something waits for a supervisor, who reads the losses and holds the key', async ({
  station,
}) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await portal.colleagueEdits('supervisor', BARE, { habitat: 'bog' });
  await portal.colleagueEdits('supervisor', 1001, { habitat: 'scree' });
  await stopped(bench, '41207');
  const look = await looked(bench);
  await expect(look).toContainText('Would be lost with record 1033');
  await expect(look).toContainText('so a supervisor has to agree');
  await expect(look.getByRole('button', { name: 'Hold: queue it for a supervisor' })).toBeVisible();
  await bench.hold('m');
  await bench.isSaved(BARCODE);
  const asked = await bench.compare(BARCODE);
  await expect(asked).toContainText('a supervisor has to decide. Nothing was sent.');
  await bench.press('Escape');
  await bench.press('Escape');
  await bench.signIn('supervisor');
  const decided = await bench.compare(BARCODE);
  await decided.getByRole('button', { name: 'Read the merge again' }).click();
  await expect(look.getByRole('button', { name: 'Hold: merge, lose 1' })).toBeVisible();
  await bench.hold('m');
  await bench.press('Escape');
  await bench.allSent();
  expect(await portal.record(BARE)).toBeUndefined();
  expect(await portal.record(1001)).toMatchObject({ catalogNumber: BARCODE, habitat: 'scree' });
});
