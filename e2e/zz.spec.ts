import { writeFileSync } from 'node:fs';
import { LinkingBench } from './linking-bench.ts';
import { expect, test } from './station.ts';
test('trace', async ({ station }) => {
  test.setTimeout(300_000);
  const page = await station.open({ width: 1920, height: 1080 });
  await page.route('**/host/linking.suggestionFor', route => route.fulfill({ json: { ok: true, value: { suggestion: null } } }));
  const bench = new LinkingBench(page);
  const sheets = await (await station.portal()).pictureRecords();
  await bench.enter();
  await page.locator('.film img').nth(5).waitFor();
  const cdp = await page.context().newCDPSession(page);
  for (let nth = 0; nth < 12; nth += 1) {
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    await bench.stepNow();
    await page.waitForTimeout(2500);
    if (sheet?.stamp) { await bench.type(sheet.stamp); await page.waitForTimeout(450); await bench.press('Enter'); }
    const step = sheet?.stamp ? await bench.isDecided(barcode) : 'entering';
    await page.waitForTimeout(600);
    const isMerge = step === 'found' && barcode !== 'VASC0105006';
    if (isMerge) { await bench.press('Space'); await bench.isAt('merging'); await page.waitForTimeout(700); }
    const events: unknown[] = [];
    const on = ({ value }: { value: unknown[] }) => void events.push(...value);
    cdp.on('Tracing.dataCollected', on);
    await cdp.send('Tracing.start', { categories: 'devtools.timeline,disabled-by-default-devtools.timeline,v8.execute,blink.user_timing,toplevel,cc,viz,disabled-by-default-v8.cpu_profiler', transferMode: 'ReportEvents' });
    if (isMerge) await bench.hold('m', barcode);
    else if (step === 'free') await bench.press('Space');
    else { await bench.press('F8'); await page.getByRole('dialog').waitFor(); await page.waitForTimeout(500); await bench.press('Enter'); }
    await bench.isPast(barcode);
    await page.waitForTimeout(300);
    const done = new Promise(resolve => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await done;
    cdp.off('Tracing.dataCollected', on);
    writeFileSync(`/tmp/trace-${String(nth).padStart(2, '0')}-${isMerge ? 'merge' : step}.json`, JSON.stringify(events));
  }
  expect(1).toBe(1);
});
