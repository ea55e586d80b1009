/** `WebContents` over a page of Chromium, with the true preload in an isolated world. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Frame as ChromiumFrame, Page, Route } from '@playwright/test';
import { toChromium, toProgram } from './addresses.ts';
import { invoke, type Frame } from './ipc-main.ts';
import { answerFromProgram } from './schemes.ts';
import { session } from './session.ts';
import { installWorld } from './world.ts';

const WORLD = 'preload';
const all = new Set<WebContents>();
export const webContents = { getAllWebContents: () => [...all] };

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export class WebContents extends EventEmitter {
  private static count = 0;
  /** How many pages are being made for windows of the program just now. */
  private static making = 0;
  readonly id = (WebContents.count += 1);
  readonly mainFrame: Frame = { url: '' };
  page: Page | undefined;
  private cdp: CDPSession | undefined;
  private preloadWorld: number | undefined;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private hasCrashed = false;

  constructor(
    private readonly context: Promise<BrowserContext>,
    private readonly preload: string | undefined,
    private readonly size: { readonly width: number; readonly height: number },
  ) {
    super();
    all.add(this);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL = (): string => (this.page ? toProgram(this.page.url()) : '');
  isDestroyed = (): boolean => !all.has(this);

  send(channel: string, ...values: readonly unknown[]): void {
    void this.tell({ channel, values: structuredClone(values) });
  }

  async load(url: string): Promise<void> {
    const page = await this.openPage();
    await page.goto(toChromium(url));
  }

  /** Subtle: a page that crashed cannot be used again; the same contents go on in a new one. */
  reload(): void {
    const { page } = this;
    if (!page) return;
    const address = page.url();
    if (!this.hasCrashed) return void page.reload();
    this.hasCrashed = false;
    void page.close();
    void this.load(toProgram(address));
  }

  sendInputEvent(event: { type: string; keyCode: string; modifiers?: readonly string[] }): void {
    if (event.type !== 'keyDown') return;
    const held = (event.modifiers ?? []).map(one => one.charAt(0).toUpperCase() + one.slice(1));
    const key = held.length > 0 ? event.keyCode.toLowerCase() : event.keyCode;
    void this.page?.keyboard.press([...held, key].join('+'));
  }

  /** Subtle: a page that crashed does not answer any more, so nobody waits for it. */
  crash(): void {
    void this.cdp?.send('Page.crash').catch(() => undefined);
  }

  destroy(): void {
    all.delete(this);
    void this.page?.close().catch(() => undefined);
  }

  private async openPage(): Promise<Page> {
    const context = await this.context;
    const blank = context
      .pages()
      .find(one => one.url() === 'about:blank' && ![...all].some(({ page }) => page === one));
    const page = blank ?? (await this.newPage(context));
    this.page = page;
    await page.setViewportSize(this.size);
    await page.route('**/*', route => this.pass(page, route));
    page.on('crash', () => {
      this.hasCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    context.on('page', opened => void this.closeUnlessAllowed(opened));
    if (this.preload) await this.installPreload(context, page, this.preload);
    return page;
  }

  private async newPage(context: BrowserContext): Promise<Page> {
    WebContents.making += 1;
    try {
      return await context.newPage();
    } finally {
      WebContents.making -= 1;
    }
  }

  /** Subtle: a page that is opened with the middle button has no opener, so every page that no window made is asked about. */
  private async closeUnlessAllowed(opened: Page): Promise<void> {
    if (WebContents.making > 0 || [...all].some(({ page }) => page === opened)) return;
    if (this.openHandler({ url: toProgram(opened.url()) }).action === 'deny')
      await opened.close().catch(() => undefined);
  }

  /** Every request passes the program's own gates, in Electron's order. */
  private async pass(page: Page, route: Route): Promise<void> {
    const asked = route.request();
    const url = toProgram(asked.url());
    const isOurs = url.startsWith('app:');
    if (asked.isNavigationRequest() && !isOurs && this.isPrevented(url, asked.frame() === page.mainFrame()))
      return route.abort('aborted');
    if (!(await session.defaultSession.mayLoad(url))) return route.abort('blockedbyclient');
    return isOurs ? answerFromProgram(route) : route.continue();
  }

  private isPrevented(url: string, isMainFrame: boolean): boolean {
    let isPrevented = false;
    const event = { url, isMainFrame, preventDefault: () => (isPrevented = true) };
    if (isMainFrame) this.emit('will-navigate', event, url);
    this.emit('will-frame-navigate', event, url);
    return isPrevented;
  }

  private async installPreload(context: BrowserContext, page: Page, preload: string): Promise<void> {
    const cdp = await context.newCDPSession(page);
    this.cdp = cdp;
    const { frameTree } = await cdp.send('Page.getFrameTree');
    cdp.on('Runtime.executionContextCreated', ({ context: world }) => {
      const isMain = (world.auxData as { frameId?: string } | undefined)?.frameId === frameTree.frame.id;
      if (world.name === WORLD && isMain) this.preloadWorld = world.id;
    });
    cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      void this.answer(page.mainFrame(), payload, executionContextId === this.preloadWorld);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: '__standInAsk', executionContextName: WORLD });
    const source = (world: string, script: string) =>
      `if (window.top === window) (${installWorld.toString()})(${JSON.stringify(world)}, ${JSON.stringify(script)})`;
    const script = readFileSync(preload, 'utf8');
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: source(WORLD, script) });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source('page', '') });
  }

  private async answer(frame: ChromiumFrame, payload: string, isMain: boolean): Promise<void> {
    const { id, channel, values } = JSON.parse(payload) as { id: number; channel: string; values: unknown[] };
    const senderFrame = Object.assign(isMain ? this.mainFrame : {}, { url: toProgram(frame.url()) });
    await this.tell({ id, ...(await invoke({ sender: this, senderFrame }, channel, values)) });
  }

  private async tell(message: object): Promise<void> {
    if (this.preloadWorld === undefined) return;
    const expression = `__standInTell(${JSON.stringify(message)})`;
    await this.cdp?.send('Runtime.evaluate', { contextId: this.preloadWorld, expression }).catch(() => undefined);
  }
}
