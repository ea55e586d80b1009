/** What a person decides about a clash, and what stands on the portal afterwards. */
import { Bench } from './bench.ts';
import { LinkingBench } from './linking-bench.ts';
import { expect, test } from './station.ts';

test('one’s own value over a colleague’s is held for a second, and starts from what stands there by then', async ({
  station,
}) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' });
  const clash = await bench.compare('VASC0104301');
  await expect(clash.getByRole('columnheader', { name: 'On the portal now' })).toContainText('Okafor');
  await expect(clash.getByRole('row', { name: 'Collector' })).toContainText('Jane M. Whitcomb');
  await bench.hold('u');
  await bench.press('Escape');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0104301');
});

test('a number that another record got meanwhile is dropped here, and the other record keeps it', async ({
  station,
}) => {
  const bench = new Bench(await station.open());
  const portal = await station.portal();
  await bench.link('41207', 'VASC0104301');
  await portal.colleagueEdits('supervisor', 1002, { catalognumber: 'VASC0104301' });
  const clash = await bench.compare('VASC0104301');
  await expect(clash).toContainText('Another record bears this number by now. Nothing was sent.');
  await expect(clash).toContainText('Borne by record 1002');
  await expect(clash.getByRole('button', { name: /Merge record/ })).toHaveCount(0);
  await clash.getByRole('button', { name: 'Drop mine' }).click();
  await clash.getByRole('table').waitFor({ state: 'hidden' });
  await bench.press('Escape');
  await bench.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await test.step('the next number can be typed in the very moment in which the clash has gone', async () => {
    await bench.find('00581');
    await bench.isAt('verifying');
  });
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBeNull();
  expect((await portal.record(1002))?.catalogNumber).toBe('VASC0104301');
});

test('a colleague’s value that was overwritten in the last moment is shown, and put back', async ({ station }) => {
  await station.open();
  const proxy = await station.restartWithProxy();
  const bench = new Bench(station.page);
  const portal = await station.portal();
  proxy.justBeforeTheNextWrite(() => portal.colleagueEdits('supervisor', 1001, { catalognumber: 'VASC0200001' }));
  await bench.link('41207', 'VASC0104301');
  const clash = await bench.compare('VASC0104301');
  await expect(clash.getByRole('row', { name: 'Barcode' })).toContainText('Yours replaced VASC0200001');
  await clash.getByRole('button', { name: 'Put VASC0200001 back' }).click();
  await expect(station.page.locator('[data-entry=VASC0200001]')).toContainText('Put VASC0200001 back on 41207');
  await bench.press('Escape');
  await bench.allSent();
  expect((await portal.record(1001))?.catalogNumber).toBe('VASC0200001');
});

test('a number that a colleague gave to another record after it was looked for is not sent, and the picture is offered again', async ({
  station,
}) => {
  const page = await station.open();
  const [bench, linking, portal] = [new Bench(page), new LinkingBench(page), await station.portal()];
  await linking.enter();
  const barcode = await linking.save('66001');
  await portal.colleagueEdits('supervisor', 1002, { othercatalognumbers: '066001' });
  const clash = await bench.compare('66001');
  await expect(clash).toContainText('Another record bears this number by now. Nothing was sent.');
  await expect(clash).toContainText('Borne by record 1002');
  await clash.getByRole('button', { name: 'Drop mine' }).click();
  await bench.press('Escape');
  await bench.allSent();
  const { identifiers } = await portal.tables();
  expect(identifiers.filter(({ identifierValue }) => identifierValue === '66001')).toEqual([]);
  await expect(linking.region('film').locator('li:not(.done)', { hasText: barcode.slice(-4) })).toBeVisible();
});
