/** Virtual time: things happen one after the other, in an order that follows from the schedule alone. */

interface Happens {
  readonly at: number;
  readonly nth: number;
  readonly run: () => void;
}

/** One life of a program: after a crash nothing of it goes on. */
export interface Life {
  isOver: boolean;
}

export class World {
  /** Monotonic milliseconds. */
  time = 0;
  /** What a station's wall clock is wrong by. */
  skew = 1_700_000_000_000;
  /** Waits for a person's next act, or for anything else that a schedule holds back. */
  private readonly coming: Happens[] = [];
  private count = 0;

  get wall(): number {
    return this.time + this.skew;
  }

  /** Calls back after so many milliseconds; answers how to call it off. */
  after(ms: number, run: () => void): () => void {
    const happens = { at: this.time + Math.max(0, ms), nth: this.count++, run };
    this.insert(happens);
    return () => {
      const place = this.coming.indexOf(happens);
      if (place >= 0) this.coming.splice(place, 1);
    };
  }

  /** As `after`, for a program that may have crashed by then. */
  afterIn(life: Life, ms: number, run: () => void): () => void {
    return this.after(ms, () => {
      if (!life.isOver) run();
    });
  }

  pause(ms: number): Promise<void> {
    return new Promise(resolve => this.after(ms, resolve));
  }

  /** Lets everything happen until then, or until nothing is to come; answers whether something still is. */
  async run(until: number, mostSteps: number): Promise<boolean> {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      await settled();
      const next = this.coming[0];
      if (!next || next.at > until) {
        this.time = Math.max(this.time, until);
        return false;
      }
      this.coming.shift();
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    return true;
  }

  /** Kept in order of time, then of making: binary search for the place. */
  private insert(happens: Happens): void {
    let [low, high] = [0, this.coming.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.coming[middle] as Happens;
      if (other.at <= happens.at) low = middle + 1;
      else high = middle;
    }
    this.coming.splice(low, 0, happens);
  }
}

/** Once every promise that can go on has gone on. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
