/** A station for one story: its own folder, its own portal, a program that can be killed and opened again. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { shareDrawnSheets } from './drawn-sheets.ts';
import { PracticePortal, type PracticeSheet } from './practice-portal.ts';
import { RefusingProxy } from './refusing-proxy.ts';
import { BrowserShell } from './shells/browser-shell.ts';
import { ElectronShell } from './shells/electron-shell.ts';
import type { Shell, ShellName, Size } from './shells/shell.ts';
import { StandInShell } from './shells/stand-in-shell.ts';

const PRACTICE_PORTAL = fileURLToPath(new URL('../dist/station/practice-portal.js', import.meta.url));
export const LAPTOP = { width: 1366, height: 768 };

export class Station<Runs extends Shell = Shell> {
  private window: Page | undefined;
  private proxy: RefusingProxy | undefined;

  constructor(
    readonly folder: string,
    readonly shell: Runs,
  ) {}

  /** Starts the program as a person does. */
  async open(size: Size = LAPTOP): Promise<Page> {
    this.window = await this.shell.open(this.args, size);
    return this.window;
  }

  /** What the program is started with. */
  get args(): readonly string[] {
    const elsewhere = this.proxy ? ['--practice-portal', `http://127.0.0.1:${this.proxy.port}`] : [];
    return ['--root', path.join(this.folder, 'station'), ...elsewhere];
  }

  /** The window that works. */
  get page(): Page {
    if (!this.window) throw new Error('No window is open.');
    return this.window;
  }

  get output(): string {
    return this.shell.output;
  }

  close = (): Promise<void> => this.shell.close();

  async portal(): Promise<PracticePortal> {
    return new PracticePortal((await this.portalProcess()).port);
  }

  async portalAddress(): Promise<string> {
    return `http://127.0.0.1:${(await this.portalProcess()).port}/portal`;
  }

  /** From now on the portal, which is another computer's work elsewhere, gets what the station leaves; on Linux only. */
  async putPortalLast(): Promise<void> {
    const { pid } = await this.portalProcess();
    await writeFile(`/proc/${pid}/autogroup`, '19').catch(() => undefined);
  }

  /** What stands on a practice sheet. */
  async sheet(id: string): Promise<PracticeSheet> {
    const sheets = await (await this.portal()).sheets();
    const sheet = sheets.find(one => one.id === id);
    if (!sheet) throw new Error(`There is no practice sheet ${id}.`);
    return sheet;
  }

  /** Starts the program anew so that it meets the portal through a proxy that can refuse. */
  async restartWithProxy(): Promise<RefusingProxy> {
    await this.close();
    await this.keepPortalRunning();
    this.proxy = await RefusingProxy.open((await this.portalProcess()).port);
    await this.open();
    return this.proxy;
  }

  /** Program and window die at once, as in a power cut, and are started again. */
  async killAndReopen(): Promise<Page> {
    await this.shell.kill();
    return this.open();
  }

  /** Files of this name in the folders of all connections. */
  async filesNamed(name: string): Promise<readonly string[]> {
    const files = await readdir(path.join(this.folder, 'station', 'connections'), { recursive: true });
    return files.filter(file => path.basename(file) === name);
  }

  /** Writes into station.json, as a person does with an editor while the program is closed. */
  async settle(settings: { readonly mirror: string }): Promise<void> {
    const file = path.join(this.folder, 'station', 'station.json');
    const untouched = JSON.stringify({ v: 1, port: 47_630, lastConnection: 'practice' });
    const known = JSON.parse(await readFile(file, 'utf8').catch(() => untouched)) as object;
    await writeFile(file, JSON.stringify({ ...known, ...settings }));
  }

  async discard(): Promise<void> {
    await this.shell.close();
    await this.stopPortal();
    await this.proxy?.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private get portalFolder(): string {
    return portalFolderIn(this.folder);
  }

  private async portalProcess(): Promise<{ readonly port: number; readonly pid: number }> {
    return JSON.parse(await readFile(path.join(this.portalFolder, 'portal.json'), 'utf8')) as {
      port: number;
      pid: number;
    };
  }

  private async isPortalRunning(): Promise<boolean> {
    const known = await this.portalProcess().catch(() => undefined);
    return known !== undefined && (await (await this.portal()).isProcess(known.pid).catch(() => false));
  }

  /** On the desktop the portal ends with the program; a story that stands in between starts it by itself. */
  private async keepPortalRunning(): Promise<void> {
    if (await this.isPortalRunning()) return;
    spawn(process.execPath, [PRACTICE_PORTAL, '--folder', this.portalFolder], {
      stdio: 'ignore',
      detached: true,
    }).unref();
    while (!(await this.isPortalRunning())) await new Promise(resolve => setTimeout(resolve, 25));
  }

  /** Ends exactly the process that served this story. */
  private async stopPortal(): Promise<void> {
    if (await this.isPortalRunning()) process.kill((await this.portalProcess()).pid, 'SIGTERM');
  }
}

const portalFolderIn = (folder: string): string => path.join(folder, 'station', 'practice-portal');

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-story-'));
  await shareDrawnSheets(portalFolderIn(folder));
  return folder;
}

export async function makeBrowserStation(): Promise<Station<BrowserShell>> {
  const folder = await newFolder();
  return new Station(folder, await BrowserShell.make(folder));
}

export async function makeDesktopStation(): Promise<Station<StandInShell>> {
  const folder = await newFolder();
  return new Station(folder, new StandInShell(folder));
}

export async function makeStation(shell: ShellName): Promise<Station> {
  if (shell === 'browser') return makeBrowserStation();
  return shell === 'stand-in' ? makeDesktopStation() : new Station(await newFolder(), new ElectronShell());
}

/** Lends a station to a story, and takes it away afterwards. */
async function lend<Runs extends Shell>(station: Station<Runs>, use: (station: Station<Runs>) => Promise<void>) {
  await use(station);
  await station.discard();
}

interface Stations {
  readonly station: Station;
  /** A station of the browser shell, for what only that has. */
  readonly browserStation: Station<BrowserShell>;
  /** A station of the desktop in the stand-in, for what only that has. */
  readonly desktopStation: Station<StandInShell>;
}

/* eslint-disable no-empty-pattern -- Playwright reads the names of the fixtures from this pattern */
export const test = base.extend<Stations & { /** In which of the three ways the program runs. */ shell: ShellName }>({
  shell: ['browser', { option: true }],
  station: async ({ shell }, use) => lend(await makeStation(shell), use),
  browserStation: async ({}, use) => lend(await makeBrowserStation(), use),
  desktopStation: async ({}, use) => lend(await makeDesktopStation(), use),
});
/* eslint-enable no-empty-pattern */
export { expect } from '@playwright/test';
