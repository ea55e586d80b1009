/** `app`: the program's life, from one instance a folder to the end that may be put off. */
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, unlinkSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { launchChromium } from './chromium.ts';

class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === 'yes';
  readonly commandLine = { hasSwitch: (name: string) => process.argv.some(word => word.split('=')[0] === `--${name}`) };
  closeAllWindows: () => void = () => undefined;
  private readonly paths = new Map<string, string>();
  private launched: Promise<BrowserContext> | undefined;
  private hasLock = false;
  private isEnding = false;

  chromium(): Promise<BrowserContext> {
    this.launched ??= launchChromium(this.getPath('userData'));
    return this.launched;
  }

  async whenReady(): Promise<void> {
    await this.chromium();
  }

  getVersion = (): string => '0.0.0-stand-in';
  setPath = (name: string, folder: string): void => void this.paths.set(name, folder);

  getPath(name: string): string {
    const folder = this.paths.get(name);
    if (folder === undefined) throw new Error(`The stand-in knows no path ${name}.`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  requestSingleInstanceLock(): boolean {
    const file = path.join(this.getPath('userData'), 'instance');
    if (isAlive(readNumber(file))) {
      writeFileSync(`${file}.words`, JSON.stringify(process.argv));
      return false;
    }
    writeFileSync(file, String(process.pid));
    this.hasLock = true;
    const watcher = watch(path.dirname(file), (_, name) => {
      if (name === 'instance.words') this.hearSecondInstance(`${file}.words`);
    });
    watcher.unref();
    return true;
  }

  /** Asks everybody, closes the windows, and ends the process with Chromium. */
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    if (isPrevented || this.isEnding) return;
    this.isEnding = true;
    this.closeAllWindows();
    this.emit('will-quit', { preventDefault: () => undefined });
    this.exit(0);
  }

  exit(code: number): void {
    // Electron's ends at once where nothing is open yet.
    if (!this.launched) process.exit(code);
    if (this.hasLock) rmSync(path.join(this.getPath('userData'), 'instance'), { force: true });
    this.emit('quit');
    const ended = this.launched?.then(context => context.close()).catch(() => undefined);
    void Promise.resolve(ended).finally(() => process.exit(code));
  }

  private hearSecondInstance(file: string): void {
    try {
      const words = JSON.parse(readFileSync(file, 'utf8')) as string[];
      unlinkSync(file);
      this.emit('second-instance', {}, words, path.dirname(file));
    } catch {
      // The watcher tells of the removal too, and of a file that is still being written.
      return;
    }
  }
}

export const app = new App();

function readNumber(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
