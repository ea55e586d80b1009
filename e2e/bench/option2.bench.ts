/**
 * Option 2 at the real screen, typed and with what the machine reads on the stamps; what it cannot read is typed then and left
 * out of the count. The driver counts the inputs it sends. The time to the next specimen is read off a film of the screen: from
 * the key that ended one, as it was sent (a merge's: from the end of its second), to the frame from which the next one's picture
 * stood as it stood when nothing moved any more. A frame bears the time at which it was on the screen; that it is drawn once more
 * for the film makes it later and is in the figure. `--runs 1` is a look in passing; `--spoil late` and `--spoil blurred` show
 * that the film sees a picture that comes too late, or sharp too late.
 */
import { parseArgs } from 'node:util';
import { LinkingBench } from '../linking-bench.ts';
import type { PictureSheet } from '../practice-portal.ts';
import { makeStation, test, type Station } from '../station.ts';
import { ScreenFilm, settledAt, type Box, type Frame } from './screen-film.ts';

const { values: asked } = parseArgs({
  args: (process.env['BENCH_OPTIONS'] ?? '').split(' ').filter(Boolean),
  options: { runs: { type: 'string', default: '3' }, spoil: { type: 'string' } },
});
const RUNS = Number(asked.runs);
const LONGEST_RUN_MS = 300_000;
const SPOILS: Readonly<Record<string, string>> = { late: 'opacity(0)', blurred: 'blur(1px)' };
const SPOILT_MS = 250;
/** Nobody reads a stamp sooner: eight times as many sheets an hour as students image (145, Harris & Marsico 2017, APPS 5(4)). */
const READ_MS = 2_000;
/** A person looks longer at an answer than the pedal sleeps after itself. */
const LOOK_MS = 450;
const HOLD_MS = 1_000;
/** Of the sheets: else what is left to be counted would be those without a stamp. */
const LEAST_READ = 0.9;
const SHEETS_ON_FILM = 6;
const SCREEN = { width: 1920, height: 1080 };

interface Measured {
  readonly acts: readonly number[];
  readonly nextMs: readonly number[];
}

/** From one sheet to the next. */
interface Turn {
  readonly endedAt: number;
  readonly frames: readonly Frame[];
}

test('option2', async () => {
  test.setTimeout(2 * RUNS * LONGEST_RUN_MS);
  const typed = await times(RUNS, () => oneRun(false));
  const suggested = await times(RUNS, () => oneRun(true));
  const most = (runs: readonly Measured[]) => Math.max(...runs.flatMap(({ acts }) => acts));
  const inAll = [...typed, ...suggested].map(({ nextMs }) => nextMs);
  console.log(
    [
      `acts_typed=${most(typed)}`,
      `acts_suggested=${most(suggested)}`,
      `next_specimen_p50_ms=${Math.round(median(inAll.map(median)))}`,
      `next_specimen_p95_ms=${Math.round(median(inAll.map(p95)))}`,
    ].join(' '),
  );
});

async function oneRun(isSuggested: boolean): Promise<Measured> {
  const station = await makeStation('browser');
  try {
    const page = await station.open(SCREEN);
    if (asked.spoil) await spoil(page, SPOILS[asked.spoil] ?? '');
    const sheets = await (await station.portal()).pictureRecords();
    await drawAll(station);
    await station.putPortalLast();
    if (!isSuggested) await readNothing(page);
    const { acts, turns, box } = await linkAll(new LinkingBench(page), sheets, isSuggested);
    const nextMs: number[] = [];
    for (const turn of turns) nextMs.push(await timeOf(turn, box));
    return { acts, nextMs };
  } finally {
    await station.discard();
  }
}

/** A portal has its pictures; the practice portal draws them at the first need, which would take a processor from the station. */
async function drawAll(station: Station): Promise<void> {
  const [address, { media }] = [await station.portalAddress(), await (await station.portal()).tables()];
  for (const { originalUrl } of media) await (await fetch(new URL(originalUrl, address))).arrayBuffer();
}

/** The reader of stamps finds nothing. */
const readNothing = (page: Station['page']): Promise<unknown> =>
  page.route('**/host/linking.suggestionFor', route =>
    route.fulfill({ json: { ok: true, value: { suggestion: null } } }),
  );

/** Every new sheet's picture is seen through the filter first. */
async function spoil(page: Station['page'], filter: string): Promise<void> {
  await page.evaluate(
    ([filter, spoiltMs]) => {
      let sheet: string | undefined;
      const look = () => {
        const now = document.querySelector<HTMLElement>('.linking')?.dataset['sheet'];
        const place = document.querySelector<HTMLElement>('.linking .viewer-place');
        if (!place || now === sheet) return;
        sheet = now;
        place.style.filter = filter;
        setTimeout(() => (place.style.filter = ''), spoiltMs);
      };
      new MutationObserver(look).observe(document.body, { subtree: true, attributeFilter: ['data-sheet'] });
    },
    [filter, SPOILT_MS] as const,
  );
}

async function linkAll(bench: LinkingBench, sheets: readonly PictureSheet[], isSuggested: boolean) {
  const [acts, turns] = [[] as number[], [] as Turn[]];
  await bench.enter();
  // A person's first look is longer than it takes to fetch the first sheets.
  await bench.page
    .locator('.film img')
    .nth(SHEETS_ON_FILM - 1)
    .waitFor();
  const [film, box] = [await ScreenFilm.of(bench.page), await pictureBox(bench.page)];
  for (const [nth] of sheets.entries()) {
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    if (!sheet) throw new Error(`Nobody knows the sheet ${barcode}.`);
    const { inputs, isTyped, endedAt } = await dealWith(bench, sheet, film);
    if (!(isSuggested && isTyped)) acts.push(inputs);
    if (nth === sheets.length - 1) break;
    await bench.isPast(barcode);
    await bench.isSharp();
    await bench.page.waitForTimeout(LOOK_MS);
    turns.push({ endedAt, frames: await film.cut() });
  }
  await film.end();
  if (acts.length < LEAST_READ * sheets.length)
    throw new Error('Too few stamps were read for their acts to be counted.');
  return { acts, turns, box };
}

/** Answers how many inputs it took, whether the number was among them, and when the last one ended the sheet. */
async function dealWith(bench: LinkingBench, sheet: PictureSheet, film: ScreenFilm) {
  let [inputs, endedAt] = [0, NaN];
  const act = async (done: () => Promise<void>, takes = 0) => {
    inputs += 1;
    film.restart();
    endedAt = Date.now() + takes;
    film.sleepUntil(endedAt);
    await done();
  };
  const look = () => bench.page.waitForTimeout(LOOK_MS);
  await bench.page.waitForTimeout(READ_MS);
  const isTyped = (await bench.stepNow()) === 'entering' && sheet.stamp !== null;
  if (isTyped) {
    await act(() => bench.type(sheet.stamp ?? ''));
    await act(() => bench.press('Enter'));
  }
  const step = sheet.stamp === null ? 'entering' : await bench.isDecided(sheet.barcode);
  if (sheet.stamp !== null && Number(await bench.number()) !== Number(sheet.stamp))
    throw new Error(`${sheet.barcode} was misread.`);
  await look();
  if (step === 'free') await act(() => bench.press('Space'));
  else if (step === 'found' && !isDifferent(sheet)) {
    await act(() => bench.press('Space'));
    await bench.isAt('merging');
    await act(() => bench.hold('m', sheet.barcode), HOLD_MS);
  } else {
    await act(() => bench.press('F8'));
    await bench.page.getByRole('dialog').waitFor();
    await act(() => bench.press('Enter'));
  }
  return { inputs, isTyped, endedAt };
}

/** The two sheets whose label says otherwise than the record of their number. */
const isDifferent = ({ barcode }: PictureSheet): boolean => ['VASC0105006', 'VASC0105027'].includes(barcode);

async function pictureBox(page: Station['page']): Promise<Box> {
  const box = await page.locator('.linking .viewer-place').boundingBox();
  if (!box) throw new Error('No picture is on the screen.');
  const [left, top, width, height] = [box.x, box.y, box.width, box.height].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  return { left, top, width, height };
}

async function timeOf({ endedAt, frames }: Turn, box: Box): Promise<number> {
  const at = await settledAt(frames, box);
  if (at === undefined) throw new Error('The film shows no other picture after the key.');
  return at - endedAt;
}

async function times<Value>(count: number, act: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let nth = 0; nth < count; nth += 1) values.push(await act());
  return values;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values: readonly number[]) => sorted(values)[Math.floor(values.length * 0.95)] ?? NaN;
