/** The window of pictures as a person uses it, in either shell. */
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { BrowserShell } from './shells/browser-shell.ts';
import { StandInShell } from './shells/stand-in-shell.ts';
import type { Station } from './station.ts';

/** A key's movement and a picture's arrival. */
const SETTLED_MS = 10_000;

export class PicturesWindow {
  constructor(readonly page: Page) {}

  static async open(station: Station, prepare?: (page: Page) => Promise<unknown>): Promise<PicturesWindow> {
    const { shell } = station;
    if (shell instanceof BrowserShell) {
      const page = await shell.secondWindow();
      await prepare?.(page);
      await page.goto(new URL('/#pictures', page.url()).href);
      await page.reload();
      return new PicturesWindow(page);
    }
    if (!(shell instanceof StandInShell)) throw new Error('This shell tells of no second window.');
    await shell.click('Pictures in a window of their own');
    return new PicturesWindow(await shell.window(`${new URL(station.page.url()).origin}/#pictures`));
  }

  /** The sheet at hand, or the record's picture beside it. */
  picture(of: 'specimen sheet' | 'record on the portal' = 'specimen sheet'): Locator {
    return this.page.locator('.viewer', { has: this.page.getByRole('img', { name: `Picture of the ${of}` }) });
  }

  /** Everything that is seen of it has arrived. */
  async isSharp(imageId: RegExp | string = /./): Promise<void> {
    const id = typeof imageId === 'string' ? `[data-image='${imageId}']` : '';
    await this.page.locator(`.viewer[data-shown=sharp]${id}`).first().waitFor({ timeout: SETTLED_MS });
  }

  async zoom(of?: 'specimen sheet' | 'record on the portal'): Promise<number> {
    return Number(await this.picture(of).getAttribute('data-zoom'));
  }

  async degrees(): Promise<number> {
    return Number(await this.picture().getAttribute('data-degrees'));
  }

  /** Where the middle of the picture's place is on the screen. */
  async middle(): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.picture().boundingBox();
    if (!box) throw new Error('There is no picture.');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Whether something lighter than the surround stands in the middle, as seen on the screen. */
  async hasPaper(): Promise<boolean> {
    const { x, y } = await this.middle();
    const clip = { x: x - 60, y: y - 60, width: 120, height: 120 };
    const { channels } = await sharp(await this.page.screenshot({ clip })).stats();
    return (channels[0]?.mean ?? 0) > 150;
  }
}
