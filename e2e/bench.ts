/** The bench as a technician uses it: keys and a scanner, and what can be read from the screen. */
import type { Locator, Page } from '@playwright/test';
import { scan } from './scanner.ts';

/** A person's pace: slower than any scanner. */
const KEY_DELAY_MS = 80;

export class Bench {
  constructor(readonly page: Page) {}

  region(name: 'prompt' | 'asked' | 'stage' | 'code' | 'dock' | 'tally' | 'record' | 'written' | 'recent'): Locator {
    return this.page.locator(`[data-region=${name}]`);
  }

  get prompt(): Locator {
    return this.region('prompt').getByRole('heading');
  }

  /** Waits until the task stands at this step. */
  async isAt(step: string): Promise<void> {
    await this.page.locator(`.bench[data-step=${step}]`).waitFor();
  }

  /** The records to choose from, best first. */
  get candidates(): Locator {
    return this.region('stage').getByRole('option');
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words, { delay: KEY_DELAY_MS });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async find(stamp: string): Promise<void> {
    await this.isAt('seeking');
    await this.type(stamp);
    await this.press('Enter');
  }

  async findByLabel(label: {
    readonly recordedBy: string;
    readonly recordNumber?: string;
    readonly eventDate?: string;
  }): Promise<void> {
    await this.isAt('seeking');
    await this.press('Tab');
    await this.type(label.recordedBy);
    await this.press('Tab');
    await this.type(label.recordNumber ?? '');
    await this.press('Tab');
    await this.type(label.eventDate ?? '');
    await this.press('Enter');
  }

  /** "I looked, it agrees." Subtle: the pedal sleeps for a moment after itself, so a story presses it until it is heard. */
  async agree(): Promise<void> {
    await this.isAt('verifying');
    await this.pressUntil('Space', 'scanning');
  }

  /** Looks at the candidate of this place. */
  async choose(place: number): Promise<void> {
    await this.isAt('choosing');
    await this.press(String(place));
  }

  async confirmKept(): Promise<void> {
    await this.isAt('scanning');
    await this.pressUntil('Space', 'seeking');
  }

  async scan(barcode: string): Promise<void> {
    await scan(this.page, barcode);
  }

  /** The green field with this number, its saving answered by the journal. */
  async isSaved(barcode: string): Promise<void> {
    await this.page.locator('.stage.good[data-saved=true]', { hasText: barcode }).waitFor();
  }

  /** Looks a record up and leaves it: this station has seen it now. */
  async look(stamp: string, step: 'verifying' | 'choosing'): Promise<void> {
    await this.find(stamp);
    await this.isAt(step);
    await this.press('Escape');
    await this.isAt('seeking');
    await this.clear();
  }

  async link(stamp: string, barcode: string): Promise<void> {
    await this.find(stamp);
    await this.agree();
    await this.scan(barcode);
    await this.isSaved(barcode);
  }

  async flag(reason: number): Promise<void> {
    await this.press('F8');
    await this.page.getByRole('dialog').waitFor();
    await this.press(String(reason));
    await this.page.getByRole('radio', { checked: true }).nth(0).waitFor();
    await this.press('Enter');
    await this.isAt('seeking');
  }

  /** Empties the field that has the focus. */
  async clear(): Promise<void> {
    await this.press('Control+a');
    await this.press('Backspace');
  }

  /** All that is queued here has been read back from the portal. */
  async allSent(): Promise<void> {
    await this.page.locator('[data-open="0"][data-asking="0"]').waitFor({ timeout: 60_000 });
  }

  private async pressUntil(key: string, step: string): Promise<void> {
    const reached = this.page.locator(`.bench[data-step=${step}]`);
    for (let tries = 0; tries < 20; tries += 1) {
      await this.press(key);
      const isThere = await reached.waitFor({ timeout: 200 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
    throw new Error(`The bench did not reach ${step}.`);
  }
}
