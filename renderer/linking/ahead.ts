/** Does something for the records that come next, one after the other. What was begun ends first; what is wanted may change meanwhile. */
export class Ahead {
  private wanted: readonly number[] = [];
  private tried = new Set<number>();
  private isAtWork = false;

  constructor(private readonly act: (occid: number) => Promise<void>) {}

  want(occids: readonly number[]): void {
    this.wanted = occids;
    if (!this.isAtWork) void this.work();
  }

  /** What was tried may succeed by now. */
  tryAnew(): void {
    this.tried = new Set();
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    try {
      for (let occid = this.next(); occid !== undefined; occid = this.next()) {
        this.tried.add(occid);
        await this.act(occid);
      }
    } finally {
      this.isAtWork = false;
    }
  }

  private next(): number | undefined {
    return this.wanted.find(occid => !this.tried.has(occid));
  }
}
