/** A technician at our own page: connects the portal, links pictures, and goes on while the portal is out of reach. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from '../bench.ts';
import { LinkingBench } from '../linking-bench.ts';
import { BrowserShell } from '../shells/browser-shell.ts';
import type { FaultyProxy } from '../torture/faulty-proxy.ts';
import type { Account } from '../torture/portal-forms.ts';
import type { ScratchSheet } from './scratch.ts';
import { CUT_AFTER, plainNumber, PREFIX, RESTORED_AFTER } from './sheets.ts';

export interface Visit {
  /** The portal's address as the station is to see it. */
  readonly address: string;
  /** As it stands in the list that the connecting form offers. */
  readonly collid: number;
  readonly account: Account;
  readonly proxy: FaultyProxy;
  /** Origin of a practice portal, for the station's own start. */
  readonly practiceOrigin: string;
  /** A colleague is faster with the number of this sheet. */
  readonly takeNumber: (sheet: ScratchSheet) => Promise<void>;
}

const SCREEN = { width: 1366, height: 768 };
/** A portal far away, a computer with other work. */
const PATIENCE_MS = 120_000;

export async function workTheList(
  visit: Visit,
  sheets: readonly ScratchSheet[],
  say: (words: string) => void,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-portal-linking-'));
  const shell = await BrowserShell.make(folder);
  try {
    const page = await shell.open(
      ['--root', path.join(folder, 'station'), '--practice-portal', visit.practiceOrigin],
      SCREEN,
    );
    page.setDefaultTimeout(PATIENCE_MS);
    await connect(page, visit);
    await linkAll(new LinkingBench(page), visit, sheets, say);
    for (const sheet of sheets) if (sheet.decision === 'taken') await leaveToTheOther(new Bench(page), sheet);
    await page.locator('[data-open="0"][data-asking="0"]').waitFor({ timeout: 3 * PATIENCE_MS });
  } finally {
    await shell.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function connect(page: Page, { address, collid, account }: Visit): Promise<void> {
  await page.keyboard.press('Alt+7');
  await page.getByLabel('Address of the portal').fill(address);
  await page.getByLabel('Address of the portal').press('Enter');
  await page.getByLabel('Your name on the portal').fill(account.user);
  await page.getByLabel('Password').fill(account.password);
  await page.getByLabel('Password').press('Enter');
  await page.getByRole('button', { name: 'Collection' }).click();
  await page.locator(`[role=option][data-key="${collid}"]`).click();
  await page.getByLabel('Barcodes begin with').fill(PREFIX);
  await page.getByLabel('Barcodes begin with').press('Enter');
  await page.getByLabel('Barcodes begin with').waitFor({ state: 'hidden' });
  await page.locator('body[data-ready=true]').waitFor();
}

async function linkAll(
  bench: LinkingBench,
  { proxy, takeNumber }: Visit,
  sheets: readonly ScratchSheet[],
  say: (words: string) => void,
): Promise<void> {
  await bench.enter();
  const done = new Set<string>();
  for (let seen = 0; done.size < sheets.length; seen += 1) {
    if (seen === CUT_AFTER) await cut(proxy, say);
    if (seen === RESTORED_AFTER) await restore(bench, proxy, say);
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    if (!sheet) throw new Error(`The work list shows ${barcode}, which is not of this run.`);
    const isPutBy = await dealWith(bench, sheet);
    if (sheet.decision === 'taken') await takeNumber(sheet);
    if (!isPutBy) done.add(barcode);
    say(`${barcode} ${isPutBy ? 'is put by' : sheet.decision}`);
    if (done.size < sheets.length) await bench.isPast(barcode, PATIENCE_MS);
  }
}

/** The clash is shown, and the other record keeps its number. */
async function leaveToTheOther(bench: Bench, sheet: ScratchSheet): Promise<void> {
  await bench.page.locator('[data-asking="1"]').waitFor({ timeout: 3 * PATIENCE_MS });
  const clash = await bench.compare(plainNumber(sheet));
  await clash.getByText(`Borne by record ${sheet.old}`).waitFor();
  await clash.getByRole('button', { name: 'Drop mine' }).click();
  await bench.press('Escape');
}

async function cut(proxy: FaultyProxy, say: (words: string) => void): Promise<void> {
  say('the portal is out of reach');
  await proxy.cut();
}

async function restore(bench: LinkingBench, proxy: FaultyProxy, say: (words: string) => void): Promise<void> {
  say('the portal is back');
  await proxy.restore();
  await bench.isBack(PATIENCE_MS);
}

/** As its person decides it; true where it waits for the portal. */
async function dealWith(bench: LinkingBench, { barcode, stamp, decision }: ScratchSheet): Promise<boolean> {
  if (decision === 'noStamp') {
    await bench.stepNow();
    await bench.flag();
    return false;
  }
  if ((await bench.stepNow()) === 'entering') {
    await bench.type(stamp);
    await bench.press('Enter');
  }
  const step = await bench.isDecided(barcode);
  if (step === 'gone') return true;
  if (STEPS[decision] !== step) throw new Error(`${barcode} led to ${step}, not to ${STEPS[decision]}.`);
  if (decision === 'labelDiffers' || decision === 'isImaged') {
    await bench.flag();
    return false;
  }
  await bench.agree(step);
  if (decision === 'merge') {
    await bench.isAt('merging');
    await bench.hold('m', barcode);
  }
  await bench.isSaved(barcode);
  return false;
}

/** Where the number of a sheet leads. */
const STEPS: Readonly<Record<ScratchSheet['decision'], string>> = {
  number: 'free',
  taken: 'free',
  merge: 'found',
  labelDiffers: 'found',
  isImaged: 'imaged',
  noStamp: 'entering',
};
