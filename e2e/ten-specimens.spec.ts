/** A technician's ten practice specimens, from the first that is found at once to three that survive a double crash. */
import { Bench } from './bench.ts';
import { expect, test } from './station.ts';

test('ten specimens are linked, flagged or kept back, and the portal shows exactly that', async ({ station }) => {
  test.setTimeout(240_000);
  await station.open();
  const portal = await station.portal();
  const before = await portal.tables();
  const proxy = await station.restartWithProxy();
  let bench = new Bench(station.page);

  await test.step('found at once', async () => {
    await bench.link('41207', 'VASC0104301');
  });

  await test.step('stamped with zeros, stored without', async () => {
    await bench.link('00581', 'VASC0104302');
  });

  await test.step('stored with zeros, several hits: a choice is forced', async () => {
    await bench.find('1571');
    await bench.isAt('choosing');
    await expect(bench.candidates).toHaveCount(3);
    const { recordNumber } = (await station.sheet('4')).label;
    const rows = await bench.candidates.allTextContents();
    await bench.choose(rows.findIndex(row => row.includes(recordNumber ?? '')) + 1);
    await bench.agree();
    await bench.scan('VASC0104304');
    await bench.isSaved('VASC0104304');
  });

  await test.step('no stamp: by collector, number and date', async () => {
    await bench.findByLabel({ recordedBy: 'Garcia-Lopez', recordNumber: '318', eventDate: '14 VI 1967' });
    await bench.agree();
    await bench.scan('VASC0104305');
    await bench.isSaved('VASC0104305');
  });

  await test.step('no record: what to try is said, then it is flagged and stays with the station', async () => {
    await bench.find('47777');
    await bench.isAt('choosing');
    await expect(bench.prompt).toHaveText('No record has 47777. Try the label instead.');
    await expect(bench.region('record')).toContainText('Not found is not the same as not there.');
    await bench.flag(1);
  });

  await test.step('the label disagrees: flagged, and the record is marked for an expert', async () => {
    await bench.find('40333');
    await bench.isAt('verifying');
    await bench.flag(3);
  });

  await test.step('a sticker of another collection stops the task; the right one goes on', async () => {
    await bench.find('40902');
    await bench.agree();
    await bench.scan('UWBM0001234');
    await bench.isAt('stopped');
    await expect(bench.prompt).toHaveText('Not a barcode of this collection.');
    await bench.press('Space');
    await bench.press('Enter');
    await bench.isAt('stopped');
    await bench.scan('VASC0104309');
    await bench.isSaved('VASC0104309');
  });

  await test.step('a sticker in use stops the task and shows who has it', async () => {
    await bench.find('40955');
    await bench.agree();
    await bench.scan('VASC0100456');
    await bench.isAt('stopped');
    await expect(bench.prompt).toHaveText('This barcode is taken. Wrong sticker?');
    await bench.press('Escape');
    await bench.press('Escape');
    await bench.isAt('seeking');
    await bench.clear();
  });

  await test.step('a barcode scanned early is kept, looked at, and taken', async () => {
    await bench.isAt('seeking');
    await bench.scan('VASC0104303');
    await expect(bench.region('code')).toContainText('VASC0104303');
    await bench.find('582');
    await bench.agree();
    await expect(bench.prompt).toHaveText('Is this the barcode on this sheet?');
    await bench.confirmKept();
    await bench.isSaved('VASC0104303');
  });

  await test.step('the last link is undone within its time for second thoughts', async () => {
    await bench.find('40600');
    await bench.choose(1);
    await bench.agree();
    await bench.scan('VASC0104399');
    await bench.isSaved('VASC0104399');
    await bench.press('Control+z');
    await expect(bench.region('stage')).toContainText('Taken back. VASC0104399 is free again.');
  });

  await test.step('all that may be sent is on the portal', async () => {
    await bench.allSent();
  });

  await test.step('the portal out of reach: what was seen before is linked, the rest waits unseen', async () => {
    await bench.linkThreeWithoutNetwork(proxy);
    await bench.find('40700');
    await bench.isAt('parking');
    await bench.scan('VASC0104313');
    await expect(bench.region('stage')).toContainText('40700 waits for its comparison.');
  });

  await test.step('host and browser are killed with three entries queued, and nothing is lost', async () => {
    bench = new Bench(await station.killAndReopen());
    await expect(station.page.locator('[data-open="3"]')).toBeVisible();
    await proxy.restore();
    await bench.press('F6');
    await bench.press('y');
    await bench.press('Escape');
    await bench.allSent();
  });

  await test.step('the sheet that waited comes back for its comparison', async () => {
    await expect(bench.region('dock')).toContainText('1 sheet came back', { timeout: 40_000 });
    await bench.press('F9');
    await bench.choose(1);
    await bench.agree();
    await bench.confirmKept();
    await bench.isSaved('VASC0104313');
    await bench.allSent();
  });

  const after = await portal.tables();
  const numbers = (tables: typeof after) => new Map(tables.occurrences.map(row => [row.occid, row.catalogNumber]));
  const linked = [...numbers(after)].filter(([occid, number]) => numbers(before).get(occid) !== number);
  expect(Object.fromEntries(linked)).toEqual({
    1001: 'VASC0104301',
    1002: 'VASC0104302',
    1003: 'VASC0104303',
    1004: 'VASC0104304',
    1007: 'VASC0104305',
    1010: 'VASC0104309',
    1012: 'VASC0104310',
    1015: 'VASC0104311',
    1016: 'VASC0104312',
    1017: 'VASC0104313',
  });
  expect(after.occurrences.find(row => row.occid === 1008)?.processingStatus).toBe('expert required');
  expect(untouched(after, [1008])).toEqual(untouched(before, [1008]));
  expect(after.identifiers).toEqual(before.identifiers);
  expect(after.media).toEqual(before.media);
  expect(after.edits.length - before.edits.length).toBe(linked.length + 1);
  const saves = Object.entries(await portal.requests()).filter(([name]) => name.includes('saveOccurEdits'));
  expect(saves.map(([, count]) => count)).toEqual([linked.length + 1]);
});

type Tables = Awaited<ReturnType<Awaited<ReturnType<import('./station.ts').Station['portal']>>['tables']>>;

/** Everything of every record but its catalog number and stamp, and of the flagged ones but their status. */
function untouched({ occurrences }: Tables, flagged: readonly number[]): unknown {
  return occurrences.map(({ catalogNumber: _, dateLastModified: __, processingStatus, ...rest }) =>
    flagged.includes(rest.occid) ? rest : { ...rest, processingStatus },
  );
}
