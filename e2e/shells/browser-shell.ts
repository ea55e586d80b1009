/** `npm start` where Electron's binary is not: the program behind 127.0.0.1, and an ordinary browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { prepareBrowser } from '../browser.ts';
import { canBeWorkedIn, killProcessesWith, type Shell, type Size } from './shell.ts';

const START = fileURLToPath(new URL('../../dist/station/start.js', import.meta.url));

export class BrowserShell implements Shell {
  output = '';
  film: string | undefined;
  private host: ChildProcess | undefined;
  private context: BrowserContext | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async make(folder: string): Promise<BrowserShell> {
    return new BrowserShell(folder, await freePort());
  }

  async open(args: readonly string[], size: Size): Promise<Page> {
    return this.openBrowser(await this.startHost(args), size);
  }

  /** Answers the start link that the program prints. */
  async startHost(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const words = [START, ...args, '--port', String(this.port), '--no-browser'];
    const host = spawn(process.execPath, words, { env: { ...process.env, ...env } });
    this.host = host;
    this.output = '';
    const heard = (part: Buffer) => (this.output += String(part));
    host.stdout.on('data', heard);
    host.stderr.on('data', heard);
    while (!/http:\S+/.test(this.output)) {
      if (host.exitCode !== null) throw new Error(`The station did not start: ${this.output}`);
      await Promise.race([once(host.stdout, 'data'), once(host, 'exit')]);
    }
    return /http:\S+/.exec(this.output)?.[0] ?? '';
  }

  /** What a second start in the same folder prints. */
  async startAgain(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const second = spawn(process.execPath, [START, ...args, '--no-browser'], { env: { ...process.env, ...env } });
    let said = '';
    second.stdout.on('data', (part: Buffer) => (said += String(part)));
    await once(second, 'exit');
    return said;
  }

  /** A second window of the same browser. */
  async secondWindow(): Promise<Page> {
    const page = await (this.context as BrowserContext).newPage();
    await page.goto(`http://127.0.0.1:${this.port}/`);
    return page;
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
    await this.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await Promise.all([this.end('SIGKILL'), this.killBrowser()]);
  }

  /** The browser alone is gone; the program goes on. */
  async killBrowser(): Promise<void> {
    const { context } = this;
    this.context = undefined;
    const closed = context?.waitForEvent('close');
    await Promise.all([killProcessesWith(this.browserFolder), closed]);
  }

  private get browserFolder(): string {
    return path.join(this.folder, 'browser');
  }

  async openBrowser(link: string, viewport: Size): Promise<Page> {
    const { args, env, ...browser } = await prepareBrowser(this.film);
    this.context = await chromium.launchPersistentContext(this.browserFolder, {
      ...browser,
      headless: true,
      args: [...args],
      env: { ...(process.env as Record<string, string>), ...env },
      viewport,
      locale: 'en-GB',
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    await page.goto(link);
    await canBeWorkedIn(page);
    return page;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { host } = this;
    if (!host || host.exitCode !== null || host.signalCode !== null) return;
    host.kill(signal);
    await once(host, 'exit');
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
