/**
 * The outbox from outside: how fast a save is on the disk, how soon a page with a long queue can be worked in, how fast and
 * with how many requests the queue empties at a portal that takes 300 ms for each.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { BrowserShell } from '../shells/browser-shell.ts';
import { LAPTOP } from '../station.ts';
import { asEntry, isSettled, newLink } from '../torture/entry.ts';
import { OwnPracticePortal } from '../torture/portals.ts';
import { WindowClient } from '../torture/window-client.ts';

const RUNS = 3;
const SAVES = 300;
const LONG_QUEUE = 10_000;
const QUEUED_AT_ONCE = 8;
const PACE_MS = 300;
const DRAINED = 60;
const HOUR_MS = 3_600_000;
/** Ids that no record bears: held entries are never sent. */
const FIRST_INVENTED = 1_000_000;

test('outbox', async () => {
  test.setTimeout(30 * 60_000);
  const saves = await times(RUNS, () => withStation(saveP95));
  const [firstMs = NaN, ...steadyMs] = await withStation(startsWithLongQueue);
  const { perHour, perEntry } = await withStation(drain);
  console.log(`first_restore_ms=${Math.round(firstMs)}`);
  console.log(
    [
      `save_ack_p95_ms=${round(median(saves))}`,
      `usable_with_10000_ms=${Math.round(median(steadyMs))}`,
      `drained_per_hour=${Math.round(perHour)}`,
      `requests_per_entry=${round(perEntry)}`,
    ].join(' '),
  );
});

interface Station {
  readonly portal: OwnPracticePortal;
  readonly shell: BrowserShell;
  readonly args: readonly string[];
}

async function withStation<Value>(measure: (station: Station) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-bench-'));
  const portal = await OwnPracticePortal.start();
  const shell = await BrowserShell.make(folder);
  const origin = new URL(portal.root).origin;
  const args = ['--root', path.join(folder, 'station'), '--in-browser', '--practice-portal', origin];
  try {
    return await measure({ portal, shell, args });
  } finally {
    await shell.close();
    await portal.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One save after the other while the engine delivers the first of them. */
async function saveP95({ portal, shell, args }: Station): Promise<number> {
  await portal.controls.setPace(PACE_MS);
  const window = await enter(shell, await shell.startHost(args));
  await window.met();
  const took: number[] = [];
  for (let nth = 0; nth < SAVES; nth += 1) {
    const entry = linkFor(portal, portal.occids[nth] ?? 0, nth);
    const from = performance.now();
    await accepted(window, entry);
    took.push(performance.now() - from);
  }
  return p95(took);
}

/** The first start of a browser that knows nothing yet, then those of one that has all in its database. */
async function startsWithLongQueue({ portal, shell, args }: Station): Promise<readonly number[]> {
  const window = await enter(shell, await shell.startHost(args));
  const tomorrow = Date.now() + 24 * HOUR_MS;
  let next = 0;
  await Promise.all(
    Array.from({ length: QUEUED_AT_ONCE }, async () => {
      for (let nth = next++; nth < LONG_QUEUE; nth = next++)
        await accepted(window, linkFor(portal, FIRST_INVENTED + nth, nth, tomorrow));
    }),
  );
  await shell.close();
  return times(1 + RUNS, async () => {
    const ms = await usableAfter(shell, args);
    await shell.close();
    return ms;
  });
}

/** From the page's first moment until a typed digit stands in the bench's field. */
async function usableAfter(shell: BrowserShell, args: readonly string[]): Promise<number> {
  const page = await shell.openBrowser(await shell.startHost(args), LAPTOP);
  await page.keyboard.press('4');
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.value === '4');
  return page.evaluate(() => performance.now());
}

async function drain({ portal, shell, args }: Station): Promise<{ perHour: number; perEntry: number }> {
  const window = await enter(shell, await shell.startHost(args));
  for (let nth = 0; nth < DRAINED; nth += 1) await accepted(window, linkFor(portal, portal.occids[nth] ?? 0, nth));
  await portal.controls.setPace(PACE_MS);
  await portal.controls.forgetRequests();
  const from = performance.now();
  await window.met();
  while (!(await window.list()).every(isSettled)) await new Promise(resolve => setTimeout(resolve, 100));
  const perHour = (DRAINED / (performance.now() - from)) * HOUR_MS;
  const requests = Object.values(await portal.controls.requests()).reduce((sum, count) => sum + count, 0);
  return { perHour, perEntry: requests / DRAINED };
}

const linkFor = (portal: OwnPracticePortal, occid: number, nth: number, holdUntil: number | null = null) => {
  const owner = { collid: portal.collid, account: portal.account.user };
  return asEntry(newLink(occid, null, `VASC04${String(nth).padStart(5, '0')}`), owner, holdUntil);
};

async function accepted(window: WindowClient, entry: object): Promise<void> {
  const answer = await window.queue(entry);
  if (!answer.ok) throw new Error(`An entry was not taken: ${answer.kind}`);
}

const enter = (shell: BrowserShell, link: string): Promise<WindowClient> =>
  WindowClient.enter(shell.port, /#token=(\S+)/.exec(link)?.[1] ?? '');

async function times<Value>(count: number, act: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let nth = 0; nth < count; nth += 1) values.push(await act());
  return values;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values: readonly number[]) => sorted(values)[Math.floor(values.length * 0.95)] ?? NaN;
