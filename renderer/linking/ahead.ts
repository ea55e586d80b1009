/** Does something for the records that come next, one after the other. What was begun ends first; what is wanted may change meanwhile. */
export class Ahead {
  private wanted: readonly number[] = [];
  private isAtWork = false;

  constructor(private readonly act: (occid: number) => Promise<void>) {}

  want(occids: readonly number[]): void {
    this.wanted = occids;
    if (!this.isAtWork) void this.work();
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    const tried = new Set<number>();
    const next = () => this.wanted.find(occid => !tried.has(occid));
    for (let occid = next(); occid !== undefined; occid = next()) {
      tried.add(occid);
      await this.act(occid);
    }
    this.isAtWork = false;
  }
}
