/** Option 2: pictures that wait for their number are linked to their old records, and nothing else on the portal changes. */
import { LinkingBench } from './linking-bench.ts';
import { byRecord, changesOfLinking, type Merged } from './linking-changes.ts';
import type { PictureSheet, Tables } from './practice-portal.ts';
import { expect, test } from './station.ts';
import { changesBetween } from './table-changes.ts';

/** The old records whose labels agree, by the barcode of the sheet, and their taxa where the portal writes these anew. */
const MERGED: Readonly<Record<string, Pick<Merged, 'target' | 'taxon'>>> = {
  VASC0104410: { target: 1001 },
  VASC0105004: { target: 45, taxon: 17 },
  VASC0105009: { target: 64, taxon: 13 },
};
/** One label says otherwise than the record of its number; the other's record has a picture already. */
const FLAGGED: Readonly<Record<string, string>> = { VASC0105006: 'found', VASC0105011: 'imaged' };
const ALL = 25;
/** Cut off while it is compared: its flag is queued without a network. Those after it wait for their check. */
const CUT_AT = 'VASC0105006';
const WAITING = 3;
/** While the portal is out of reach it is looked for now and then, half a minute apart in the end. */
const BACK_WITHIN_MS = 45_000;

type Decided = 'numbered' | 'merged' | 'flagged' | 'waits';

const decisionOn = ({ barcode }: PictureSheet): Decided =>
  barcode in MERGED ? 'merged' : barcode in FLAGGED ? 'flagged' : 'numbered';

/** What a person sees of the sheet once its number was looked for. */
const expectedStep = (sheet: PictureSheet): string =>
  ({ numbered: 'free', merged: 'found', flagged: FLAGGED[sheet.barcode], waits: 'gone' })[decisionOn(sheet)] ?? '';

async function dealWith(bench: LinkingBench, sheet: PictureSheet, onceLookedFor: () => Promise<void>) {
  const { barcode, stamp } = sheet;
  await bench.stepNow();
  await bench.typeUnlessRead(stamp ?? '');
  const step = await bench.isDecided(barcode);
  if (step === 'gone') return 'waits';
  expect(step, barcode).toBe(expectedStep(sheet));
  await onceLookedFor();
  const decision = decisionOn(sheet);
  if (decision === 'flagged') {
    await bench.flag();
    return decision;
  }
  await bench.agree(step);
  if (decision === 'merged') {
    await bench.isAt('merging');
    await bench.hold('m', barcode);
  }
  await bench.isSaved(barcode);
  return decision;
}

test('a number that was read from the stamp stands in nobody’s way: what is typed takes its place', async ({
  station,
}) => {
  const bench = new LinkingBench(await station.open());
  await bench.enter();
  const flagged = await bench.sheet();
  await test.step('after going back from what it found', async () => {
    await bench.isRead('41207');
    await bench.isAt('found');
    await bench.press('Escape');
    await bench.isAt('entering');
    await bench.type('777001');
    expect(await bench.number()).toBe('777001');
    await bench.press('Enter');
    await bench.isAt('free');
    await bench.flag();
    await bench.isPast(flagged);
  });
  await test.step('and over it, whatever it is looked for or found', async () => {
    await bench.isRead('50117');
    await bench.type('41207');
    expect(await bench.number()).toBe('41207');
    await bench.press('Enter');
    await bench.isAt('found');
  });
});

test('after a flag the next number can be typed at once, where no stamp can be read', async ({ station }) => {
  const bench = new LinkingBench(await station.open());
  await bench.page.route('**/host/linking.suggestionFor', route =>
    route.fulfill({ json: { ok: true, value: { suggestion: null } } }),
  );
  await bench.enter();
  const barcode = await bench.sheet();
  await bench.check('41207', 'found');
  await bench.nextAreHere();
  await bench.flag();
  await bench.isPast(barcode);
  await bench.isAt('entering');
  await bench.type('770077');
  expect(await bench.number()).toBe('770077');
});

test('twenty numbers, three merges, two flags, with the portal cut off in the middle: of all its tables exactly these rows change', async ({
  station,
}) => {
  test.setTimeout(300_000);
  await station.open();
  const proxy = await station.restartWithProxy();
  const bench = new LinkingBench(station.page);
  const portal = await station.portal();
  const [before, sheets] = [await portal.tables(), await portal.pictureRecords()];
  await bench.enter();
  await station.page.evaluate(() => Object.assign(window, { isSamePage: true }));
  let isBack = false;
  const putBy = new Set<string>();
  const done: PictureSheet[] = [];
  while (done.length < ALL) {
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    if (!sheet) throw new Error(`Nobody knows the sheet ${barcode}.`);
    const decided = await dealWith(bench, sheet, async () => {
      if (barcode !== CUT_AT) return;
      await bench.nextAreHere();
      // A change that is cut off on its way is left alone for minutes before it is looked for: torture shows that.
      await bench.allSent();
      await proxy.cut();
    });
    await bench.isPast(barcode);
    if (decided === 'waits') putBy.add(barcode);
    else {
      done.push(sheet);
      putBy.delete(barcode);
    }
    // What was put by comes next once the portal answers.
    if (isBack && putBy.size > 0) expect([...putBy]).toContain(await bench.sheet());
    if (isBack || putBy.size < WAITING) continue;
    expect((await portal.record(1106))?.processingStatus).toBe('unprocessed');
    await expect(station.page.locator('[data-open="0"]')).toHaveCount(0);
    await proxy.restore();
    await bench.isBack(BACK_WITHIN_MS);
    isBack = true;
  }
  expect(new Set(done.map(({ barcode }) => barcode)).size).toBe(ALL);
  await bench.allSent();
  // The page was never loaded anew.
  expect(await station.page.evaluate(() => 'isSamePage' in window)).toBe(true);
  expect(byRecord(changesBetween(before, await portal.tables()))).toEqual(expectedChanges(before, done));
});

function expectedChanges(before: Tables, done: readonly PictureSheet[]) {
  const of = (decision: Decided) => done.filter(sheet => decisionOn(sheet) === decision);
  const numbered = of('numbered').map(({ occid, stamp }) => ({ occid, number: stamp?.replace(/^0+/, '') ?? '' }));
  const merged = of('merged').flatMap(({ occid: source, barcode }) => {
    const into = MERGED[barcode];
    return into ? [{ ...into, source, barcode }] : [];
  });
  const flagged = of('flagged').map(({ occid }) => occid);
  expect([numbered.length, merged.length, flagged.length]).toEqual([20, 3, 2]);
  const uid = before.users.find(({ username }) => username === 'practice')?.uid ?? NaN;
  return changesOfLinking(before, { numbered, merged, flagged, uid });
}
