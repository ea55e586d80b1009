/** Notices that somebody turned the wall clock: a quarantine is an amount of time, not an hour of the day. Source: RELIABILITY D6. */

/** Two readings of two clocks are never of the same moment. */
const TOLERANCE_MS = 10_000;

export interface Clocks {
  /** Wall milliseconds. */
  readonly now: () => number;
  /** Milliseconds since some moment, which nobody can turn; it may stand still while the computer sleeps. */
  readonly elapsed: () => number;
}

export class ClockWatch {
  private offset: number;

  constructor(private readonly clocks: Clocks) {
    this.offset = this.reading();
  }

  /** Whether the clock was turned since this was asked last, or the computer slept. */
  wasTurned(): boolean {
    const before = this.offset;
    this.offset = this.reading();
    return Math.abs(this.offset - before) > TOLERANCE_MS;
  }

  private reading(): number {
    return this.clocks.now() - this.clocks.elapsed();
  }
}
