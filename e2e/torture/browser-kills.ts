/** A real browser on the real page, killed while the specimens linked in it are being acknowledged. The host goes on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Bench } from '../bench.ts';
import type { OccurrenceRow } from '../practice-portal.ts';
import { scan } from '../scanner.ts';
import { BrowserShell } from '../shells/browser-shell.ts';
import type { Chance } from './chance.ts';
import { noFigures, type Figures } from './ledger.ts';
import { lookAt } from './portal-eyes.ts';
import { OwnPracticePortal } from './portals.ts';

const WINDOW = { width: 1366, height: 768 };
/** From the scanner's last key until the page has its answer; some lives end before that. */
const LONGEST_ANSWER_MS = 250;

interface Linked {
  readonly occid: number;
  readonly barcode: string;
}

export async function killBrowsers(kills: number, chance: Chance, say: (sentence: string) => void): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-torture-'));
  const portal = await OwnPracticePortal.start();
  const shell = await BrowserShell.make(folder);
  try {
    return await killAll(new BrowserRun(folder, shell, portal, chance, say), kills);
  } finally {
    await shell.close();
    await portal.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function killAll(run: BrowserRun, kills: number): Promise<Figures> {
  await run.begin();
  for (let nth = 0; nth < kills; nth += 1) await run.live();
  return run.judge(kills);
}

class BrowserRun {
  private readonly figures = noFigures();
  private readonly linked: Linked[] = [];
  private readonly acknowledged = new Set<string>();
  private stamps: { readonly stamp: string; readonly occid: number }[] = [];
  private count = 0;

  constructor(
    private readonly folder: string,
    private readonly shell: BrowserShell,
    private readonly portal: OwnPracticePortal,
    private readonly chance: Chance,
    private readonly say: (sentence: string) => void,
  ) {}

  async begin(): Promise<void> {
    this.stamps = freshStamps((await this.portal.controls.tables()).occurrences, this.portal.occids);
    await this.shell.startHost(this.args);
  }

  /** One browser: what was linked before is shown; the last specimen of this life may or may not be answered in time. */
  async live(): Promise<void> {
    const page = await this.open();
    await this.seesAll(page);
    await atTheBeginning(page);
    await this.saved(page, await this.link(page));
    const last = this.saved(page, await this.link(page)).catch(() => undefined);
    await sleep(this.chance.between(0, LONGEST_ANSWER_MS));
    await this.shell.killBrowser();
    await last;
  }

  async judge(kills: number): Promise<Figures> {
    const page = await this.open();
    await this.seesAll(page);
    await new Bench(page).allSent();
    const view = await lookAt(this.portal.root, this.portal.collid, []);
    for (const { occid, barcode } of this.linked) {
      const times = view.replacedBy(occid, barcode).length;
      if (times > 1) this.figures.doubled += times - 1;
      if (times === 0 && this.acknowledged.has(barcode)) this.lose(`${barcode} is not in the portal's history`);
    }
    return { ...this.figures, kills, acknowledged: this.acknowledged.size };
  }

  private get args(): readonly string[] {
    const origin = new URL(this.portal.root).origin;
    return ['--root', path.join(this.folder, 'station'), '--in-browser', '--practice-portal', origin];
  }

  private async open(): Promise<Page> {
    const link = /http:\S+/.exec(await this.shell.startAgain(this.args))?.[0] ?? '';
    return this.shell.openBrowser(link, WINDOW);
  }

  /** The outbox shows every number that a page has called saved. */
  private async seesAll(page: Page): Promise<void> {
    const bench = new Bench(page);
    await page.locator('.bench').waitFor();
    await bench.press('F6');
    await page.getByRole('dialog').waitFor();
    for (const barcode of this.acknowledged) {
      const isShown = await page.locator(`[data-entry="${barcode}"]`).first().isVisible();
      if (!isShown) this.lose(`${barcode} was called saved, and the page does not show it`);
    }
    await bench.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Everything up to the last key of the scanner; the number that was scanned. */
  private async link(page: Page): Promise<string> {
    const next = this.stamps.shift();
    if (!next) throw new Error('There are no stamped sheets left.');
    const barcode = `VASC03${String((this.count += 1)).padStart(5, '0')}`;
    const bench = new Bench(page);
    await bench.find(next.stamp);
    await bench.agree();
    this.linked.push({ occid: next.occid, barcode });
    await scan(page, barcode);
    return barcode;
  }

  private async saved(page: Page, barcode: string): Promise<void> {
    await new Bench(page).isSaved(barcode);
    this.acknowledged.add(barcode);
  }

  private lose(why: string): void {
    this.figures.lost += 1;
    this.say(`lost: ${why}`);
  }
}

/** The page stands where the one before was killed; the sheet at hand is left, and nothing stays typed. */
async function atTheBeginning(page: Page): Promise<void> {
  const bench = new Bench(page);
  while ((await page.locator('.bench').getAttribute('data-step')) !== 'seeking') await bench.press('Escape');
  await bench.clear();
}

/** Numbers that exactly one record bears, and that record has no catalog number. */
function freshStamps(rows: readonly OccurrenceRow[], bare: readonly number[]) {
  const stampOf = (row: OccurrenceRow) => String(row['otherCatalogNumbers'] ?? '');
  const bearers = new Map<string, number>();
  for (const row of rows) {
    const number = stampOf(row).replace(/^0+/, '');
    bearers.set(number, (bearers.get(number) ?? 0) + 1);
  }
  return rows
    .filter(row => bare.includes(row.occid) && /^[1-9]\d{3,4}$/.test(stampOf(row)) && bearers.get(stampOf(row)) === 1)
    .map(row => ({ stamp: stampOf(row), occid: row.occid }));
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
