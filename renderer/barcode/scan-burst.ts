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

interface Key {
  readonly text: string;
  readonly at: number;
}

export class ScanBurst {
  private keys: Key[] = [];

  /** A key of the burst: a character, or a control character that a scanner typed. Times in milliseconds, never falling. */
  press(text: string, at: number): void {
    const last = this.keys.at(-1);
    if (last && at - last.at > LONGEST_GAP_MS) this.keys = [];
    this.keys.push({ text, at });
  }

  /** Enter or Tab: the text of the scan that it closes, or undefined where a person typed. Begins anew either way. */
  close(at: number): string | undefined {
    const keys = this.keys;
    this.keys = [];
    const last = keys.at(-1);
    if (!last || at - last.at > LONGEST_GAP_MS) return undefined;
    return isScan([...keys.map(key => key.at), at], keys.length) ? keys.map(key => key.text).join('') : undefined;
  }

  /** Whether the keys so far come too fast for a person: what they would do on the page must wait. */
  looksLikeScan(): boolean {
    return (
      this.keys.length >= SHORTEST_SCAN &&
      isScan(
        this.keys.map(key => key.at),
        this.keys.length,
      )
    );
  }

  /** The characters pressed so far. */
  get text(): string {
    return this.keys.map(key => key.text).join('');
  }

  forget(): void {
    this.keys = [];
  }
}

function isScan(times: readonly number[], length: number): boolean {
  if (length < SHORTEST_SCAN) return false;
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = [...gaps].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return median <= MEDIAN_GAP_MS && mean <= MEAN_GAP_MS;
}
