/** A station for one story: its own folder, its own ports, a browser that can be killed and opened again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, test as base, type BrowserContext, type Page } from '@playwright/test';
import { prepareBrowser } from './browser.ts';
import { PracticePortal, type PracticeSheet } from './practice-portal.ts';
import { RefusingProxy } from './refusing-proxy.ts';

const START = fileURLToPath(new URL('../dist/station/start.js', import.meta.url));

export class Station {
  private host: ChildProcess | undefined;
  private context: BrowserContext | undefined;
  private window: Page | undefined;
  private proxy: RefusingProxy | undefined;
  private said = '';

  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  static async make(): Promise<Station> {
    return new Station(await mkdtemp(path.join(tmpdir(), 'vasculum-story-')), await freePort());
  }

  /** Starts the program as a person does, and opens its link in a browser. */
  async open(viewport = { width: 1366, height: 768 }): Promise<Page> {
    const link = await this.startHost();
    return this.openBrowser(link, viewport);
  }

  /** Answers the start link that the program prints. */
  async startHost(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const args = [START, '--root', path.join(this.folder, 'station'), '--port', String(this.port), '--no-browser'];
    if (this.proxy) args.push('--practice-portal', `http://127.0.0.1:${this.proxy.port}`);
    this.host = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    const heard = (part: Buffer) => (this.said += String(part));
    this.host.stdout?.on('data', heard);
    this.host.stderr?.on('data', heard);
    const host = this.host;
    while (!/http:\S+/.test(this.said)) {
      if (host.exitCode !== null) throw new Error(`The station did not start: ${this.said}`);
      await Promise.race([once(host.stdout as NodeJS.ReadableStream, 'data'), once(host, 'exit')]);
    }
    return /http:\S+/.exec(this.said)?.[0] ?? '';
  }

  /** What a second start in the same folder prints. */
  async startAgain(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const args = [START, '--root', path.join(this.folder, 'station'), '--no-browser'];
    const second = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    let said = '';
    second.stdout.on('data', (part: Buffer) => (said += String(part)));
    await once(second, 'exit');
    return said;
  }

  async portalAddress(): Promise<string> {
    return `http://127.0.0.1:${(await this.portalProcess()).port}/portal`;
  }

  async openBrowser(link: string, viewport = { width: 1366, height: 768 }): Promise<Page> {
    const { args, env, ...browser } = await prepareBrowser();
    this.context = await chromium.launchPersistentContext(path.join(this.folder, 'browser'), {
      ...browser,
      headless: true,
      args: [...args],
      env: { ...(process.env as Record<string, string>), ...env },
      viewport,
      locale: 'en-GB',
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    await page.goto(link);
    await page.locator('body[data-ready=true]').waitFor();
    this.window = page;
    return page;
  }

  /** The window that works. */
  get page(): Page {
    if (!this.window) throw new Error('No window is open.');
    return this.window;
  }

  /** A second window of the same browser. */
  async secondWindow(): Promise<Page> {
    const page = await (this.context as BrowserContext).newPage();
    await page.goto(`http://127.0.0.1:${this.port}/`);
    return page;
  }

  get output(): string {
    return this.said;
  }

  async portal(): Promise<PracticePortal> {
    return new PracticePortal((await this.portalProcess()).port);
  }

  private async portalProcess(): Promise<{ readonly port: number; readonly pid: number }> {
    return JSON.parse(await readFile(path.join(this.folder, 'station', 'practice-portal', 'portal.json'), 'utf8')) as {
      port: number;
      pid: number;
    };
  }

  /** Starts the host anew so that it meets the portal through a proxy that can refuse. */
  async restartWithProxy(): Promise<RefusingProxy> {
    await this.closeBrowser();
    await this.stopHost();
    const { port } = await this.portalProcess();
    this.proxy = await RefusingProxy.open(port);
    await this.openBrowser(await this.startHost());
    return this.proxy;
  }

  /** Host and browser die at once, as in a power cut, and are started again. */
  async killAndReopen(): Promise<Page> {
    await Promise.all([this.killHost(), this.killBrowser()]);
    return this.openBrowser(await this.startHost());
  }

  /** What stands on a practice sheet. */
  async sheet(id: string): Promise<PracticeSheet> {
    const sheets = await (await this.portal()).sheets();
    const sheet = sheets.find(one => one.id === id);
    if (!sheet) throw new Error(`There is no practice sheet ${id}.`);
    return sheet;
  }

  /** The host dies as in a power cut: nothing of it may clean up. */
  async killHost(): Promise<void> {
    const { host } = this;
    if (!host || host.exitCode !== null) return;
    host.kill('SIGKILL');
    await once(host, 'exit');
  }

  private async killBrowser(): Promise<void> {
    const { context } = this;
    this.context = undefined;
    const closed = context?.waitForEvent('close');
    for (const pid of await processesWith(path.join(this.folder, 'browser'))) process.kill(pid, 'SIGKILL');
    await closed;
  }

  async stopHost(): Promise<void> {
    const { host } = this;
    if (!host || host.exitCode !== null || host.signalCode !== null) return;
    host.kill('SIGTERM');
    await once(host, 'exit');
  }

  async closeBrowser(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }

  async discard(): Promise<void> {
    await this.closeBrowser();
    await this.stopHost();
    await this.stopPortal();
    await this.proxy?.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Ends exactly the process that served this story. */
  private async stopPortal(): Promise<void> {
    const known = await this.portalProcess().catch(() => undefined);
    if (known && (await (await this.portal()).isProcess(known.pid))) process.kill(known.pid, 'SIGTERM');
  }
}

/** Processes that were started with this text in their arguments. */
async function processesWith(text: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => lines[index]?.includes(text));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

export const test = base.extend<{ station: Station }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  station: async ({}, use) => {
    const station = await Station.make();
    await use(station);
    await station.discard();
  },
});
export { expect } from '@playwright/test';
