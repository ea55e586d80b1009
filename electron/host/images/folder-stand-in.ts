/** A camera's folder for tests: files that grow and vanish, a clock that is turned by hand, a decoder that is told what to say. */
import type { RefusalReason } from '../../../shared/contract/shot-contract.ts';
import type { SheetAtCamera } from '../../../shared/workflow/shot.ts';
import { HotFolder, type Listing } from './hot-folder.ts';
import type { FoundFile, Outcome } from './watched-files.ts';

export class FolderStandIn {
  now = 1_000_000;
  away: Extract<Listing, { is: 'away' }>['why'] | undefined;
  sheet: SheetAtCamera | null = null;
  /** What taking a file comes to; by name. */
  readonly outcomes = new Map<string, Outcome>();
  readonly known = new Set<string>();
  readonly taken: [name: string, bytes: number, takenFor: string | null][] = [];
  readonly refused: [name: string, why: RefusalReason][] = [];
  private readonly files = new Map<string, FoundFile>();
  private timers: { readonly at: number; readonly then: () => void }[] = [];

  readonly hotFolder = new HotFolder({
    now: () => this.now,
    after: (ms, then) => {
      const timer = { at: this.now + ms, then };
      this.timers.push(timer);
      return () => (this.timers = this.timers.filter(other => other !== timer));
    },
    list: async () => (this.away ? { is: 'away', why: this.away } : { is: 'listed', files: [...this.files.values()] }),
    alarm: () => () => undefined,
    sheetAtCamera: () => this.sheet,
    isKnown: ({ name }) => this.known.has(name),
    take: async ({ name, bytes }, takenFor) => {
      const outcome = this.outcomes.get(name) ?? { is: 'taken' };
      if (outcome.is === 'taken') this.taken.push([name, bytes, takenFor?.catalogNumber ?? null]);
      return outcome;
    },
    refuse: (name, why) => this.refused.push([name, why]),
    changed: () => undefined,
  });

  put(name: string, bytes: number, is: FoundFile['is'] = 'file'): void {
    this.files.set(name, { name, is, bytes, changedAt: this.now });
  }

  remove(name: string): void {
    this.files.delete(name);
  }

  /** Looks, and does what is due, until so much time is over. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await this.rest();
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter(other => other !== next);
      this.now = Math.max(this.now, next.at);
      next.then();
    }
    this.now = end;
    await this.rest();
  }

  async begin(): Promise<void> {
    await this.hotFolder.look();
    await this.rest();
  }

  /** Subtle: a settled file makes the folder be looked at once more. */
  private async rest(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await this.hotFolder.atRest();
      await Promise.resolve();
    }
  }
}
