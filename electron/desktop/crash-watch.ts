/** A page that died is opened again, but not for ever: one that dies again and again asks a person. */

const SPAN_MS = 60_000;
const OFTEN = 3;

export class CrashWatch {
  private crashes: readonly number[] = [];

  constructor(private readonly now: () => number) {}

  /** Notes one more crash; whether to open the page again without asking. */
  mayReopen(): boolean {
    const since = this.now() - SPAN_MS;
    this.crashes = [...this.crashes.filter(at => at > since), this.now()];
    return this.crashes.length < OFTEN;
  }
}
