/** The desktop's true main and preload under Node, with a stand-in for Electron's module and a real Chromium page. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { prepareBrowser } from '../browser.ts';
import { canBeWorkedIn, killProcessesWith, type Shell, type Size } from './shell.ts';

const DIST = new URL('../../dist/', import.meta.url);
const STAND_IN = fileURLToPath(new URL('tools/electron-stand-in.cjs', DIST));
const MAIN = fileURLToPath(new URL('station/desktop.cjs', DIST));
const PAGE = 'http://station.app.localhost/';

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
}

export class StandInShell implements Shell {
  output = '';
  film: string | undefined;
  private main: ChildProcess | undefined;
  private browser: Browser | undefined;
  private asked = 0;

  constructor(
    private readonly folder: string,
    /** The packed main of another place, where a story tries that. */
    private readonly program = MAIN,
  ) {}

  async open(args: readonly string[], size: Size, env: Readonly<Record<string, string>> = {}): Promise<Page> {
    await this.start(args, env);
    let address: string | null | undefined;
    while (!(address ??= await this.ask<string | undefined>('address'))) await this.untilNext();
    this.browser = await chromium.connectOverCDP(address);
    const page = await this.window(PAGE);
    await page.setViewportSize(size);
    await canBeWorkedIn(page);
    return page;
  }

  /** What a second start in the same folder does: it hands its words over and ends. */
  async startAgain(args: readonly string[]): Promise<number | null> {
    const second = spawn(process.execPath, ['--require', STAND_IN, this.program, ...args], { stdio: 'ignore' });
    await once(second, 'exit');
    return second.exitCode;
  }

  /** The window whose page has this address, opened already or soon; not the one that is known to be gone. */
  async window(address: string, gone?: Page): Promise<Page> {
    const [context] = this.browser?.contexts() ?? [];
    if (!context) throw new Error('The stand-in is not open.');
    const isIt = (page: Page) => page !== gone && page.url() === address;
    for (;;) {
      const known = context.pages().find(isIt);
      if (known) return known;
      await this.untilNext();
    }
  }

  /** The menu as the program built it. */
  menu = (): Promise<readonly MenuItem[]> => this.ask('menu');
  click = (label: string): Promise<void> => this.ask('click', { label });
  /** What the program has said in dialogs since one asked last. */
  said = (): Promise<readonly { readonly message: string; readonly detail: string }[]> => this.ask('said');
  answerNext = (answer: number): Promise<void> => this.ask('answerNext', { answer });
  mayHave = (permission: string, details: object): Promise<boolean> => this.ask('mayHave', { permission, details });
  mayLoad = (url: string): Promise<boolean> => this.ask('mayLoad', { url });
  invokeAs = (
    frame: { readonly url: string; readonly isMainFrame: boolean },
    channel: string,
    ...values: readonly unknown[]
  ): Promise<{ readonly value?: unknown; readonly error?: string }> =>
    this.ask('invokeAs', { ...frame, channel, values });
  crash = (): Promise<void> => this.ask('crash');
  /** What Electron says of a page that answers nothing any more. */
  hang = (): Promise<void> => this.ask('hang');
  chooseNext = (folder: string): Promise<void> => this.ask('chooseNext', { folder });
  place = (): Promise<object> => this.ask('place');
  move = (bounds: object): Promise<void> => this.ask('move', bounds);
  maximize = (): Promise<void> => this.ask('maximize');

  /** Closes the window, as a person does to end the program; resolves with the exit code. */
  async closeWindow(): Promise<number | null> {
    const { main } = this;
    if (!main) return null;
    const ended = once(main, 'exit');
    await this.ask('close');
    await ended;
    return main.exitCode;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    this.browser = undefined;
    const { main } = this;
    if (!main || !this.isRunning) return;
    const ended = once(main, 'exit');
    await this.ask('quit');
    await ended;
  }

  async kill(): Promise<void> {
    const { main } = this;
    const ended = main && this.isRunning ? once(main, 'exit') : undefined;
    main?.kill('SIGKILL');
    await ended;
    await killProcessesWith(`${this.folder}/station/desktop/chromium`);
    await this.browser?.close();
    this.browser = undefined;
  }

  private get isRunning(): boolean {
    return this.main !== undefined && this.main.exitCode === null && this.main.signalCode === null;
  }

  private async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    const browser = JSON.stringify(await prepareBrowser(this.film));
    const main = spawn(process.execPath, ['--require', STAND_IN, this.program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env, STAND_IN_BROWSER: browser },
    });
    this.main = main;
    this.output = '';
    const heard = (part: Buffer) => (this.output += String(part));
    main.stdout?.on('data', heard);
    main.stderr?.on('data', heard);
  }

  private ask<Answer>(what: string, input: object = {}): Promise<Answer> {
    const { main } = this;
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`The desktop program has ended: ${this.output}`));
      const hear = (answer: { id: number; value?: Answer; error?: string }) => {
        if (answer.id !== id) return;
        main?.off('message', hear);
        main?.off('exit', gone);
        if (answer.error === undefined) resolve(answer.value as Answer);
        else reject(new Error(answer.error));
      };
      if (!main || !this.isRunning) return gone();
      main.on('message', hear);
      main.once('exit', gone);
      main.send({ id, ask: what, input });
    });
  }

  /** Chromium writes where it listens in its own time. */
  private untilNext = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 25));
}
