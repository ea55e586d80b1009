/** The windows: one to work in, one for pictures; both can go nowhere but to our page. */
import path from 'node:path';
import {
  BrowserWindow,
  dialog,
  screen,
  type BrowserWindowConstructorOptions,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type WebContents,
} from 'electron';
import en from '../../resources/strings/en.json';
import { CrashWatch } from './crash-watch.ts';
import { isOurPage } from './our-page.ts';
import { PAGE_ORIGIN } from './page-scheme.ts';
import { placeOn, readWindowState, USUAL, writeWindowState } from './window-state.ts';

export interface WindowPorts {
  readonly stateFile: string;
  /** A page is gone, by crash or by its window's end. */
  readonly pageGone: (webContentsId: number) => void;
  readonly report: (what: string, error: unknown) => void;
}

const PREFERENCES = {
  preload: path.join(__dirname, 'preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
} as const;

export class Windows {
  private bench: BrowserWindow | undefined;
  private pictures: BrowserWindow | undefined;

  constructor(private readonly ports: WindowPorts) {}

  /** Brings the window to work in to the front, opened where it stood last. */
  async showBench(): Promise<void> {
    if (this.bench) return raise(this.bench);
    const state = readWindowState(this.ports.stateFile);
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const bounds = (state && placeOn(screens, state.bounds)) ?? USUAL;
    const window = this.make({ ...bounds, minWidth: 800, minHeight: 500 });
    this.bench = window;
    if (state?.isMaximized) window.maximize();
    window.on('close', () => {
      writeWindowState(this.ports.stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
      this.pictures?.close();
    });
    window.on('closed', () => (this.bench = undefined));
    await window.loadURL(`${PAGE_ORIGIN}/`);
  }

  /** The large picture of the sheet at hand, for a second screen. */
  async showPictures(): Promise<void> {
    if (this.pictures) return raise(this.pictures);
    const window = this.make({ width: 900, height: 1200 });
    this.pictures = window;
    window.on('closed', () => (this.pictures = undefined));
    await window.loadURL(`${PAGE_ORIGIN}/#pictures`);
  }

  /** A key as if pressed at the bench: the menu acts through the same keys as a person. */
  press(accelerator: string): void {
    const [keyCode = '', ...modifiers] = accelerator.split('+').reverse();
    const held = modifiers.map(one => one.toLowerCase() as 'control' | 'alt' | 'shift');
    for (const type of ['keyDown', 'keyUp'] as const)
      this.bench?.webContents.sendInputEvent({ type, keyCode, modifiers: held });
  }

  /** Says something; true where the person chose the first answer. */
  async say(message: string, detail: string, answers: readonly string[] = [en.desktop.understood]): Promise<boolean> {
    const buttons = [...answers];
    const box: MessageBoxOptions = {
      type: 'info',
      message,
      detail,
      buttons,
      defaultId: 0,
      cancelId: buttons.length - 1,
    };
    const { response } = await (this.bench ? dialog.showMessageBox(this.bench, box) : dialog.showMessageBox(box));
    return response === 0;
  }

  /** The folder that the person chose; undefined where none. */
  async chooseFolder(): Promise<string | undefined> {
    const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
    const { filePaths } = await (this.bench
      ? dialog.showOpenDialog(this.bench, options)
      : dialog.showOpenDialog(options));
    return filePaths[0];
  }

  private make(options: BrowserWindowConstructorOptions): BrowserWindow {
    const window = new BrowserWindow({ ...options, title: 'Vasculum', webPreferences: PREFERENCES });
    const { webContents } = window;
    const { id } = webContents;
    lockNavigation(webContents);
    this.watch(window);
    window.on('closed', () => this.ports.pageGone(id));
    return window;
  }

  /** Nothing is lost with a page: the queue is in the journal and in the page's own database. */
  private watch(window: BrowserWindow): void {
    const crashes = new CrashWatch(() => Date.now());
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      this.ports.report('page', new Error(`The page is gone: ${reason}`));
      this.ports.pageGone(window.webContents.id);
      if (crashes.mayReopen()) return window.webContents.reload();
      void this.askToReopen(window);
    });
    window.on('unresponsive', () => void this.askToReopen(window));
  }

  private async askToReopen(window: BrowserWindow): Promise<void> {
    const { stopped, stoppedNote, openAgain, wait } = en.desktop;
    if (await this.say(stopped, stoppedNote, [openAgain, wait])) window.webContents.reload();
  }
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** No link, form, script or dropped file leads anywhere else, in this window or a new one. */
function lockNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', event => isOurPage(event.url) || event.preventDefault());
  contents.on('will-frame-navigate', event => isOurPage(event.url) || event.preventDefault());
  contents.on('will-redirect', event => isOurPage(event.url) || event.preventDefault());
  contents.on('will-attach-webview', event => event.preventDefault());
}
