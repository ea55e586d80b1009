/**
 * Option 1 at the real screen. The driver counts the inputs it sends; times are taken in the page from the event of the
 * key or scan to the next step standing on the screen, the portal's own answering time taken off where a step waits for it.
 */
import { Bench } from '../bench.ts';
import { scan } from '../scanner.ts';
import { makeStation, test, type Station } from '../station.ts';

const RUNS = 3;
const SPECIMENS = 20;

interface Measured {
  readonly acts: readonly number[];
  readonly stepMs: readonly number[];
  readonly lookupMs: readonly number[];
  readonly startMs: number;
}

test('option1', async () => {
  const runs: Measured[] = [];
  for (let nth = 0; nth < RUNS; nth += 1) runs.push(await oneRun(await makeStation('browser')));
  const print = (name: string, value: number) => console.log(`${name}=${Math.round(value * 10) / 10}`);
  print('acts_per_specimen', median(runs.flatMap(run => run.acts)));
  print('worst_step_p95_ms', median(runs.map(run => p95(run.stepMs))));
  print('portal_lookup_p95_ms', median(runs.map(run => p95(run.lookupMs))));
  print('start_to_usable_ms', median(runs.map(run => run.startMs)));
});

async function oneRun(station: Station): Promise<Measured> {
  try {
    await station.open();
    const sheets = await freshSheets(station);
    await station.close();
    const startedAt = performance.now();
    await station.open();
    const startMs = performance.now() - startedAt;
    return { ...(await linkAll(station, sheets)), startMs };
  } finally {
    await station.discard();
  }
}

/** Stamped numbers that exactly one record without a barcode bears. */
async function freshSheets(station: Station): Promise<readonly string[]> {
  const { occurrences } = await (await station.portal()).tables();
  const bare = occurrences.filter(row => row.collid === 1 && row.catalogNumber === null);
  const numbers = bare
    .map(row => String(row['otherCatalogNumbers'] ?? ''))
    .filter(number => /^[1-9][0-9]{3,4}$/.test(number));
  const all = occurrences.map(row => String(row['otherCatalogNumbers'] ?? '').replace(/^0+/, ''));
  return numbers.filter(number => all.filter(other => other === number).length === 1).slice(0, SPECIMENS);
}

async function linkAll(station: Station, stamps: readonly string[]): Promise<Omit<Measured, 'startMs'>> {
  const { page } = station;
  const bench = new Bench(page);
  await watch(page);
  const [acts, stepMs, lookupMs] = [[] as number[], [] as number[], [] as number[]];
  for (const [nth, stamp] of stamps.entries()) {
    let inputs = 0;
    const act = async (done: Promise<void>) => {
      inputs += 1;
      await done;
    };
    await act(bench.type(stamp));
    await act(bench.press('Enter'));
    if (!(await reaches(bench, 'verifying'))) {
      await bench.press('Escape');
      await bench.clear();
      continue;
    }
    const asked = await lastStep(page);
    lookupMs.push(asked.portalMs);
    stepMs.push(asked.totalMs - asked.portalMs);
    await pause(page);
    await act(bench.press('Space'));
    await bench.isAt('scanning');
    stepMs.push((await lastStep(page)).totalMs);
    await act(scan(page, `VASC02${String(nth).padStart(5, '0')}`));
    await bench.isAt('seeking');
    const linked = await lastStep(page);
    stepMs.push(linked.totalMs - linked.portalMs);
    await bench.isSaved(`VASC02${String(nth).padStart(5, '0')}`);
    acts.push(inputs);
  }
  if (acts.length < stamps.length) throw new Error(`Only ${acts.length} of ${stamps.length} specimens were linked.`);
  return { acts, stepMs, lookupMs };
}

async function reaches(bench: Bench, step: string): Promise<boolean> {
  return bench.isAt(step).then(
    () => true,
    () => false,
  );
}

/** In the page: the last key that ended an act, when the step changed after it, and how long calls to the portal took between. */
async function watch(page: Station['page']): Promise<void> {
  await page.addInitScript(() => {
    const seen = { keyAt: 0, stepAt: 0, portalMs: 0 };
    Object.assign(window, { seen });
    addEventListener(
      'keydown',
      event => {
        if (event.key === 'Enter' || event.key === ' ')
          Object.assign(seen, { keyAt: performance.now(), stepAt: 0, portalMs: 0 });
      },
      { capture: true },
    );
    const plain = window.fetch;
    window.fetch = async (...asked) => {
      const from = performance.now();
      const answer = await plain(...asked);
      if (String(asked[0]).includes('/host/portal.')) seen.portalMs += performance.now() - from;
      return answer;
    };
    new MutationObserver(() => requestAnimationFrame(() => (seen.stepAt = performance.now()))).observe(document, {
      subtree: true,
      attributeFilter: ['data-step'],
    });
  });
  await page.reload();
  await page.locator('body[data-ready=true]').waitFor();
}

async function lastStep(page: Station['page']): Promise<{ totalMs: number; portalMs: number }> {
  const handle = await page.waitForFunction(() => {
    const { seen } = window as unknown as { seen: { keyAt: number; stepAt: number; portalMs: number } };
    return seen.stepAt > 0 ? { totalMs: seen.stepAt - seen.keyAt, portalMs: seen.portalMs } : undefined;
  });
  return (await handle.jsonValue()) as { totalMs: number; portalMs: number };
}

/** One frame, as a page draws it. */
const pause = (page: Station['page']) => page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)));

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values: readonly number[]) => sorted(values)[Math.floor(values.length * 0.95)] ?? NaN;
