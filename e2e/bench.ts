/** The bench as a technician uses it: keys and a scanner, and what can be read from the screen. */
import type { Locator, Page } from '@playwright/test';
import type { RefusingProxy } from './refusing-proxy.ts';
import { scan } from './scanner.ts';

/** A person's pace: slower than any scanner. */
const KEY_DELAY_MS = 80;

/** Longer than the stamped times of a scan and the silence after it. */
const BURST_IS_OVER_MS = 150;

/** The reader of barcodes starts with the first picture. */
const READ_WITHIN_MS = 60_000;

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
    // Subtle: a kept sticker may be confirmed by the next press, or a camera may have read it, before anybody has seen the step that waits for it.
    await this.pressUntil('Space', '.bench:not([data-step=verifying])');
  }

  /** Looks at the candidate of this place. */
  async choose(place: number): Promise<void> {
    await this.isAt('choosing');
    await this.press(String(place));
  }

  async confirmKept(): Promise<void> {
    await this.isAt('scanning');
    await this.pressUntil('Space', '.bench[data-step=seeking]');
  }

  /** "These are enough pictures." Once the bench has heard it, it waits by itself until their barcodes are read. */
  async goOn(): Promise<void> {
    await this.isAt('imaging');
    await this.pressUntil('Space', '.bench:is([data-step=seeking], :has(.prompt .waiting))');
    await this.page.locator('.bench[data-step=seeking]').waitFor({ timeout: READ_WITHIN_MS });
  }

  /** "It is this sheet: I looked", whatever barcode the picture shows. */
  async confirmPicture(): Promise<void> {
    await this.pressUntil('y', '.bench:not(:has(.prompt.stop))');
  }

  /** Subtle: a key pressed within a moment of the scanner's, by the events' own clock, belongs to its burst and means nothing. */
  async scan(barcode: string): Promise<void> {
    const startedAt = Date.now();
    await scan(this.page, barcode);
    await this.burstIsOver(startedAt);
  }

  /** The last shot of the sheet at hand, or the last link. Subtle: it follows other keys at a person's pace, or it is a scanner's. */
  async takeBack(): Promise<void> {
    await this.burstIsOver(Date.now());
    await this.press('Control+z');
  }

  /** The last links name this number, its saving answered by the journal. Subtle: the green field goes before a busy machine has seen it. */
  async isSaved(barcode: string): Promise<void> {
    await this.region('recent').locator('[data-saved=true]', { hasText: barcode }).waitFor({ state: 'attached' });
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

  /** Three sheets that were looked at before are linked from the copy here, two of them with the same stamp. */
  async linkThreeWithoutNetwork(proxy: RefusingProxy): Promise<void> {
    await this.look('40955', 'verifying');
    await this.look('40600', 'choosing');
    await proxy.cut();
    await this.find('40955');
    await this.region('asked').getByText('From the copy on this station').waitFor();
    await this.agree();
    await this.scan('VASC0104310');
    await this.isSaved('VASC0104310');
    for (const [place, number] of [
      [1, 'VASC0104311'],
      [2, 'VASC0104312'],
    ] as const) {
      await this.find('40600');
      await this.choose(place);
      await this.agree();
      await this.scan(number);
      await this.isSaved(number);
    }
  }

  async flag(reason: number): Promise<void> {
    await this.press('F8');
    await this.page.getByRole('dialog').waitFor();
    await this.press(String(reason));
    await this.page.getByRole('radio', { checked: true }).nth(0).waitFor();
    await this.press('Enter');
    await this.isAt('seeking');
  }

  /** Keeps a key down for longer than the second that a decision takes. */
  async hold(key: string): Promise<void> {
    await this.page.keyboard.down(key);
    await this.page
      .getByRole('dialog')
      .waitFor({ state: 'hidden', timeout: 5_000 })
      .catch(() => undefined);
    await this.page.keyboard.up(key);
  }

  /** Signs in as somebody else of the practice herbarium. */
  async signIn(user: string): Promise<void> {
    await this.press('F5');
    const form = this.page.getByRole('dialog', { name: 'Sign in to the portal' });
    await form.getByLabel('Your name on the portal').fill(user);
    await form.getByLabel('Password').fill('practice');
    await this.press('Enter');
    await form.waitFor({ state: 'hidden' });
  }

  /** Opens the clash of the entry with this number. */
  async compare(number: string): Promise<Locator> {
    await this.page.locator('[data-asking="1"]').waitFor({ timeout: 60_000 });
    await this.press('F6');
    await this.page.locator(`[data-entry="${number}"]`).getByRole('button', { name: 'Compare' }).click();
    return this.page.getByRole('dialog');
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

  private async burstIsOver(since: number): Promise<void> {
    await this.page.waitForFunction(over => Date.now() > over, since + BURST_IS_OVER_MS);
  }

  private async pressUntil(key: string, selector: string): Promise<void> {
    const reached = this.page.locator(selector);
    for (let tries = 0; tries < 20; tries += 1) {
      await this.press(key);
      const isThere = await reached.waitFor({ timeout: 200 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
    throw new Error(`The bench did not reach ${selector}.`);
  }
}
