/**
 * Tells a scanner from a typist by the rhythm of the whole burst, in the keyboard events' own time.
 *
 *   key … key … key … Enter   gaps of a few milliseconds, now and then one of 50 when the computer is busy: a scan
 *   key …… key …… key         gaps of 80 and more: a person
 *
 * Pure: times come in with the keys. Source of the figures: TOOLCHAIN section 4, measured under load.
 */

/** Shorter texts are not told from two fast keystrokes. */
const SHORTEST_SCAN = 4;
/** Half of a scan's gaps are below this; the fastest typists stay above it. */
const MEDIAN_GAP_MS = 30;
/** And all of them together leave no more than this for each key. */
const MEAN_GAP_MS = 45;
/** A pause that no scanner makes inside one label. */
const LONGEST_GAP_MS = 350;
/** Slow keys followed by such a pause were typed by a person before the scanner began. */
const HANDOVER_GAP_MS = 100;
/** Silence after which a scan without a closing key is over. */
export const SCAN_IS_OVER_MS = 150;

export interface Scan {
  readonly text: string;
  /** How many of the last keys belong to it. */
  readonly length: number;
}

interface Key {
  readonly text: string;
  readonly at: number;
}

export class ScanBurst {
  private keys: Key[] = [];
  /** Silence has ended the scan of these keys. */
  private isOver = false;

  /** A key of the burst: a character, or a control character that a scanner typed. Times in milliseconds, never falling. */
  press(text: string, at: number): void {
    const last = this.keys.at(-1);
    // Subtle: on a busy computer a key may arrive after the silence that it was pressed before; then the scan goes on.
    if (last && at - last.at > (this.isOver ? SCAN_IS_OVER_MS : LONGEST_GAP_MS)) this.keys = [];
    this.isOver = false;
    // Subtle: the Space that agreed to a record is often the last key before a scan, and no barcode begins with a blank.
    if (text !== ' ' || this.keys.length > 0) this.keys.push({ text, at });
  }

  /** Enter or Tab: the text of the scan that it closes, or undefined where a person typed. Begins anew either way. */
  close(at: number): Scan | undefined {
    const keys = this.isOver ? [] : withoutTypedBefore(this.keys);
    this.forget();
    const last = keys.at(-1);
    if (!last || at - last.at > LONGEST_GAP_MS) return undefined;
    if (!isScan([...keys.map(key => key.at), at], keys.length)) return undefined;
    return { text: keys.map(key => key.text).join(''), length: keys.length };
  }

  /** Silence: the scan of a scanner that sends no closing key. What a person typed is left as it is. */
  closeBySilence(): Scan | undefined {
    const { keys } = this;
    const last = keys.at(-1);
    if (!last || !this.looksLikeScan()) return undefined;
    const scan = this.close(last.at);
    [this.keys, this.isOver] = [keys, true];
    return scan;
  }

  /** Whether an Enter or Tab is the closing key of a scan that silence has ended already: it arrived late. */
  isClosedLate(at: number): boolean {
    const last = this.keys.at(-1);
    return this.isOver && last !== undefined && at - last.at <= SCAN_IS_OVER_MS;
  }

  /** What came so far belongs to no scan. */
  forget(): void {
    [this.keys, this.isOver] = [[], false];
  }

  /** Whether the keys so far come too fast for a person: what they would do on the page must wait. */
  looksLikeScan(): boolean {
    const keys = withoutTypedBefore(this.keys);
    return isScan(
      keys.map(key => key.at),
      keys.length,
    );
  }
}

/** The keys after the last pause of a hand-over, where those before it came at a person's pace. */
function withoutTypedBefore(keys: readonly Key[]): Key[] {
  const gapBefore = (index: number) => (keys[index]?.at ?? 0) - (keys[index - 1]?.at ?? 0);
  const from = keys.findLastIndex((_, index) => index > 0 && gapBefore(index) > HANDOVER_GAP_MS);
  const typed = keys.slice(0, Math.max(from, 0));
  const isTyped = typed.every((_, index) => index === 0 || gapBefore(index) > MEDIAN_GAP_MS);
  return from > 0 && isTyped ? keys.slice(from) : [...keys];
}

function isScan(times: readonly number[], length: number): boolean {
  if (length < SHORTEST_SCAN) return false;
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = [...gaps].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return median <= MEDIAN_GAP_MS && mean <= MEAN_GAP_MS;
}
