/** Option 2 as a technician uses it: keys, and what can be read from the screen. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A person's pace: slower than any scanner. */
const KEY_DELAY_MS = 80;

/** The reader of stamps starts with the first picture. */
const READ_WITHIN_MS = 60_000;

export class LinkingBench {
  constructor(readonly page: Page) {}

  /** Into the room, until the first sheet can be looked at. */
  async enter(): Promise<void> {
    await this.press('Alt+2');
    await this.page.locator('.linking .sheet-picture').waitFor();
  }

  region(name: 'prompt' | 'asked' | 'answer' | 'stage' | 'dock' | 'tally' | 'film' | 'viewer'): Locator {
    return this.page.locator(`.linking [data-region=${name}]`);
  }

  get prompt(): Locator {
    return this.region('prompt').getByRole('heading');
  }

  /** The barcode of the sheet at hand. */
  async sheet(): Promise<string> {
    return (await this.page.locator('.linking').getAttribute('data-sheet')) ?? '';
  }

  async isAt(step: string): Promise<void> {
    await this.page.locator(`.linking[data-step=${step}]`).waitFor();
  }

  /** Once a person can do something: nothing is being looked for, and the stamp was read as far as it can be. */
  async stepNow(): Promise<string> {
    const settled = this.page.locator(
      '.linking:not([data-step=checking], [data-step=reading], [data-step=rehearsing])',
    );
    return (await settled.getAttribute('data-step', { timeout: READ_WITHIN_MS })) ?? '';
  }

  /** Until the station knows that the portal answers again. */
  async isBack(timeout: number): Promise<void> {
    await this.page.locator('[data-connection=online], [data-connection=slow]').waitFor({ timeout });
  }

  /** What the number led to: the step, or `gone` where the sheet was put by. */
  async isDecided(barcode: string): Promise<string> {
    const steps = ['free', 'found', 'imaged', 'choosing'].map(step => `[data-sheet="${barcode}"][data-step=${step}]`);
    const decided = this.page.locator(`.linking:is(${steps.join(', ')}), .linking:not([data-sheet="${barcode}"])`);
    await decided.waitFor();
    return (await this.sheet()) === barcode ? await this.stepNow() : 'gone';
  }

  /** The next three sheets were fetched ahead: all on the strip have their pictures. */
  async nextAreHere(): Promise<void> {
    const film = this.page.locator('[data-region=film]');
    await film.locator('li:not(:has(img))').first().waitFor({ state: 'detached', timeout: 60_000 });
  }

  /** Waits for another sheet than this one. */
  async isPast(barcode: string, timeout = 15_000): Promise<void> {
    await this.page.locator(`.linking:not([data-sheet="${barcode}"])`).waitFor({ timeout });
  }

  /** The picture at hand is as sharp as the screen can show it. */
  async isSharp(): Promise<void> {
    await this.page.locator('.linking .viewer[data-shown=sharp]').waitFor();
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words, { delay: KEY_DELAY_MS });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** What stands in the field, typed or read by the machine. */
  async number(): Promise<string> {
    return this.page
      .locator('.linking #accession')
      .evaluate(field => (field as HTMLInputElement | HTMLOutputElement).value);
  }

  /** The machine has read this number from the stamp and offers it. */
  async isRead(number: string): Promise<void> {
    await expect.poll(() => this.number(), { timeout: READ_WITHIN_MS }).toBe(number);
  }

  /** The number, and Enter once the field listens; where the machine read it, a person has nothing to type. */
  async check(number: string, step: string): Promise<void> {
    await this.stepNow();
    await this.typeUnlessRead(number);
    await this.isAt(step);
  }

  async typeUnlessRead(number: string): Promise<void> {
    const isRead = (await this.number()) === number;
    if (isRead && (await this.stepNow()) !== 'entering') return;
    if (!isRead) await this.type(number);
    await this.pressUntilLeft('Enter', 'entering');
  }

  /** "I looked." */
  async agree(leaves: string): Promise<void> {
    await this.pressUntilLeft('Space', leaves);
  }

  async save(number: string): Promise<string> {
    const barcode = await this.sheet();
    await this.check(number, 'free');
    await this.agree('free');
    await this.isSaved(barcode);
    return barcode;
  }

  async merge(number: string): Promise<string> {
    const barcode = await this.sheet();
    await this.check(number, 'found');
    await this.agree('found');
    await this.isAt('merging');
    await this.hold('m', barcode);
    await this.isSaved(barcode);
    return barcode;
  }

  async flag(): Promise<void> {
    await this.press('F8');
    await this.page.getByRole('dialog').waitFor();
    await this.press('Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  /** Keeps a key down for longer than the second that a merge takes. */
  async hold(key: string, barcode: string): Promise<void> {
    await this.page.keyboard.down(key);
    await this.isPast(barcode);
    await this.page.keyboard.up(key);
  }

  /** The word on the sheet before, its saving answered by the journal. */
  async isSaved(barcode: string): Promise<void> {
    await this.page.locator(`[data-ended="${barcode}"][data-saved=true]`).waitFor();
  }

  /** All that is queued here has been read back from the portal. */
  async allSent(): Promise<void> {
    await this.page.locator('[data-open="0"][data-asking="0"]').waitFor({ timeout: 60_000 });
  }

  /**
   * Subtle: keys sleep for a moment after the screen has changed, so a story presses until it is heard; the next sheet may stand
   * at the same step at once, and must not be agreed to unseen.
   */
  private async pressUntilLeft(key: string, step: string): Promise<void> {
    const left = this.page.locator(`.linking:not([data-step=${step}][data-sheet="${await this.sheet()}"])`);
    for (let tries = 0; tries < 20; tries += 1) {
      await this.press(key);
      const isLeft = await left.waitFor({ timeout: 200 }).then(
        () => true,
        () => false,
      );
      if (isLeft) return;
    }
    throw new Error(`Linking did not leave ${step}.`);
  }
}
