/**
 * Option 2 at the real screen, once typed and once with the machine's suggestions. The driver counts the inputs it sends; the
 * time to the next specimen is taken in the page, from the key that ended one (a merge's: from the end of its hold) to the
 * next one's picture decoded at the size of the screen and painted.
 */
import { LinkingBench } from '../linking-bench.ts';
import type { PictureSheet } from '../practice-portal.ts';
import { makeStation, test, type Station } from '../station.ts';

const RUNS = 3;
/** A person looks longer at a sheet than the pedal sleeps after itself. */
const LOOK_MS = 450;
const SHEETS_ON_FILM = 6;
const SCREEN = { width: 1920, height: 1080 };
/** Where every practice sheet bears its stamp. */
const CROP = { left: 0.08, top: 0.855, width: 0.29, height: 0.075 };

interface Measured {
  readonly acts: readonly number[];
  readonly nextMs: readonly number[];
}

test('option2', async () => {
  const typed = await times(RUNS, () => oneRun(false));
  const suggested = await times(RUNS, () => oneRun(true));
  const most = (runs: readonly Measured[]) => Math.max(...runs.flatMap(({ acts }) => acts));
  console.log(
    [
      `acts_typed=${most(typed)}`,
      `acts_suggested=${most(suggested)}`,
      `next_specimen_p95_ms=${Math.round(median([...typed, ...suggested].map(({ nextMs }) => p95(nextMs))))}`,
    ].join(' '),
  );
});

async function oneRun(isSuggested: boolean): Promise<Measured> {
  const station = await makeStation('browser');
  try {
    const page = await station.open(SCREEN);
    const sheets = await (await station.portal()).pictureRecords();
    if (isSuggested) await suggest(station, sheets);
    await watch(page);
    return await linkAll(new LinkingBench(page), sheets, isSuggested);
  } finally {
    await station.discard();
  }
}

/** The reader of stamps reads rightly here: what it costs to read is measured elsewhere. */
async function suggest(station: Station, sheets: readonly PictureSheet[]): Promise<void> {
  const { media } = await (await station.portal()).tables();
  await station.page.route('**/host/linking.suggestionFor', async route => {
    const { imageId } = route.request().postDataJSON() as { imageId: string };
    const occid = media.find(({ mediaID }) => `portal-${mediaID}` === imageId)?.occid;
    const number = sheets.find(sheet => sheet.occid === occid)?.stamp?.replace(/^0+/, '');
    const suggestion = number === undefined ? null : { number, isSure: true, crop: CROP };
    await route.fulfill({ json: { ok: true, value: { suggestion } } });
  });
}

async function linkAll(bench: LinkingBench, sheets: readonly PictureSheet[], isSuggested: boolean): Promise<Measured> {
  const [acts, nextMs] = [[] as number[], [] as number[]];
  await bench.enter();
  // A person's first look is longer than it takes the practice portal to draw the first sheets.
  await bench.page
    .locator('.film img')
    .nth(SHEETS_ON_FILM - 1)
    .waitFor();
  for (const [nth] of sheets.entries()) {
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    if (!sheet) throw new Error(`Nobody knows the sheet ${barcode}.`);
    acts.push(await dealWith(bench, sheet, isSuggested));
    if (nth < sheets.length - 1) nextMs.push(await untilPainted(bench.page));
  }
  return { acts, nextMs };
}

/** Answers how many inputs it took. */
async function dealWith(bench: LinkingBench, sheet: PictureSheet, isSuggested: boolean): Promise<number> {
  let inputs = 0;
  const act = async (done: Promise<void>) => {
    inputs += 1;
    await done;
  };
  const look = () => bench.page.waitForTimeout(LOOK_MS);
  if (!isSuggested && sheet.stamp !== null) {
    await bench.isAt('entering');
    await act(bench.type(sheet.stamp));
    await act(bench.press('Enter'));
  }
  const step = sheet.stamp === null ? 'entering' : await bench.isDecided(sheet.barcode);
  await look();
  if (step === 'free') await act(bench.press('Space'));
  else if (step === 'found' && !isDifferent(sheet)) {
    await act(bench.press('Space'));
    await bench.isAt('merging');
    await act(bench.hold('m', sheet.barcode));
  } else {
    await act(bench.press('F8'));
    await bench.page.getByRole('dialog').waitFor();
    await act(bench.press('Enter'));
  }
  await bench.isPast(sheet.barcode).catch(() => undefined);
  return inputs;
}

/** The two sheets whose label says otherwise than the record of their number. */
const isDifferent = ({ barcode }: PictureSheet): boolean => ['VASC0105006', 'VASC0105027'].includes(barcode);

interface Seen {
  keyAt: number;
  paintedAt: number;
}

/** In the page: the last key that ended an act, and when the next sheet's picture stood on the screen. */
async function watch(page: Station['page']): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { keyAt: 0, paintedAt: 0 };
    const HOLD_MS = 1_000;
    Object.assign(window, { seen });
    addEventListener(
      'keydown',
      ({ key, repeat }) => {
        if (repeat || !['Enter', ' ', 'm'].includes(key)) return;
        Object.assign(seen, { keyAt: performance.now() + (key === 'm' ? HOLD_MS : 0), paintedAt: 0 });
      },
      { capture: true },
    );
    const painted = async () => {
      await document.querySelector<HTMLImageElement>('.sheet-picture img:not(.ahead)')?.decode();
      requestAnimationFrame(() => setTimeout(() => (seen.paintedAt = performance.now())));
    };
    new MutationObserver(() => void painted()).observe(document, { subtree: true, attributeFilter: ['data-sheet'] });
  });
  await page.reload();
  await page.locator('body[data-ready=true]').waitFor();
}

async function untilPainted(page: Station['page']): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const { seen } = window as unknown as { seen: Seen };
    return seen.paintedAt > 0 ? seen.paintedAt - seen.keyAt : undefined;
  });
  return (await handle.jsonValue()) as number;
}

async function times<Value>(count: number, act: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let nth = 0; nth < count; nth += 1) values.push(await act());
  return values;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values: readonly number[]) => sorted(values)[Math.floor(values.length * 0.95)] ?? NaN;
