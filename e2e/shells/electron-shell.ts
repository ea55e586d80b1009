/** Electron itself, where its binary is installed. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { cameraArgs } from '../browser.ts';
import { canBeWorkedIn, type Shell, type Size } from './shell.ts';

const MAIN = fileURLToPath(new URL('../../dist/station/desktop.cjs', import.meta.url));

export class ElectronShell implements Shell {
  output = '';
  film: string | undefined;
  private app: ElectronApplication | undefined;

  async open(args: readonly string[], size: Size): Promise<Page> {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const camera = this.film === undefined ? [] : cameraArgs(this.film);
    const app = await _electron.launch({ args: [...sandbox, ...camera, MAIN, ...args] });
    this.app = app;
    this.output = '';
    app.process().stderr?.on('data', (part: Buffer) => (this.output += String(part)));
    const page = await app.firstWindow();
    await page.setViewportSize(size);
    await canBeWorkedIn(page);
    return page;
  }

  async close(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  async kill(): Promise<void> {
    const program = this.app?.process();
    this.app = undefined;
    if (!program) return;
    program.kill('SIGKILL');
    await once(program, 'exit');
  }
}
