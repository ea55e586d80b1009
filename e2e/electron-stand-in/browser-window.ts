/** `BrowserWindow`: a page of the headless Chromium, its size and its end. */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

const INSECURE: Readonly<Record<string, unknown>> = {
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  contextIsolation: false,
  sandbox: false,
  webSecurity: false,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
};

const windows = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  private isLarge = false;
  private isHidden = false;
  private bounds: { x: number; y: number; width: number; height: number };

  constructor({ x = 0, y = 0, width = 800, height = 600, webPreferences = {} }: Options) {
    super();
    for (const [name, value] of Object.entries(INSECURE))
      if (webPreferences[name] === value) throw new Error(`A window with ${name}: ${String(value)} is not safe.`);
    this.bounds = { x, y, width, height };
    this.webContents = new WebContents(app.chromium(), webPreferences['preload'] as string | undefined, this.bounds);
    windows.add(this);
  }

  static getAllWindows = (): readonly BrowserWindow[] => [...windows];

  loadURL = (url: string): Promise<void> => this.webContents.load(url);
  getNormalBounds = () => ({ ...this.bounds });
  setBounds = (bounds: typeof this.bounds): void => void (this.bounds = { ...bounds });
  isMaximized = (): boolean => this.isLarge;
  maximize = (): void => void (this.isLarge = true);
  isMinimized = (): boolean => this.isHidden;
  minimize = (): void => void (this.isHidden = true);
  restore = (): void => void (this.isHidden = false);
  show = (): void => this.restore();
  focus = (): void => void this.webContents.page?.bringToFront();

  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented || !windows.delete(this)) return;
    this.webContents.destroy();
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

app.closeAllWindows = () => {
  for (const window of [...windows]) window.close();
};
