/**
 * A second copy of the journal in another folder, best on another disk. It follows in its own time:
 *
 *   told how far the first copy is safe -> reads what is missing there -> appends it -> makes it safe -> …
 *   fails (a stick was pulled) -> says so once -> tried again with every batch, from wherever it stands then
 */
import type { JournalDisk } from './journal-disk.ts';
import { readHeader } from './segment.ts';

/** How far the first copy is safe. */
export interface Goal {
  readonly segment: number;
  readonly length: number;
  readonly seq: number;
}

export type MirrorNews = { readonly is: 'failed'; readonly why: string } | { readonly is: 'back' };

interface MirrorPorts {
  readonly first: JournalDisk;
  readonly mirror: JournalDisk;
  readonly journalId: string;
  /** Where a segment that is not written any more ends; undefined where all of its bytes count. */
  readonly endOf: (segment: number) => number | undefined;
  readonly tell: (news: MirrorNews) => void;
}

export class Mirror {
  private goal: Goal | undefined;
  /** Where the mirror ends; undefined until looked, and after a failure: it may be another stick by then. */
  private at: { readonly segment: number; readonly length: number } | undefined;
  private mirroredSeq = 0;
  private isFailing = false;
  private isStopped = false;
  private running: Promise<void> | undefined;

  constructor(private readonly ports: MirrorPorts) {}

  /** Lines that are safe in the first copy and not yet in this one. */
  get lag(): number {
    return (this.goal?.seq ?? 0) - this.mirroredSeq;
  }

  /** Never waits and never fails. */
  follow(goal: Goal): void {
    this.goal = goal;
    if (!this.isStopped) this.running ??= this.catchUp().finally(() => (this.running = undefined));
  }

  /** Once it has caught up or failed. */
  async idle(): Promise<void> {
    await this.running;
  }

  stop(): void {
    this.isStopped = true;
  }

  private async catchUp(): Promise<void> {
    try {
      while (!this.isStopped && this.goal && this.lag > 0) {
        const { goal } = this;
        await this.reach(goal);
        this.mirroredSeq = goal.seq;
      }
      if (this.isFailing) this.ports.tell({ is: 'back' });
      this.isFailing = false;
    } catch (error) {
      this.at = undefined;
      if (!this.isFailing) this.ports.tell({ is: 'failed', why: String(error) });
      this.isFailing = true;
    }
  }

  private async reach(goal: Goal): Promise<void> {
    let at = this.at ?? (await this.whereItEnds());
    while (!this.isStopped && (at.segment < goal.segment || at.length < goal.length)) {
      const end = at.segment === goal.segment ? goal.length : this.ports.endOf(at.segment);
      await this.copy(at.segment, at.length, end);
      at = at.segment === goal.segment ? goal : { segment: at.segment + 1, length: 0 };
      this.at = at;
    }
  }

  private async copy(segment: number, from: number, end: number | undefined): Promise<void> {
    const { first, mirror } = this.ports;
    const bytes = (await first.read(segment, from)).subarray(0, end === undefined ? undefined : end - from);
    if (from === 0) return mirror.create(segment, bytes);
    if (bytes.length === 0) return;
    await mirror.append(segment, bytes);
    await mirror.datasync(segment);
  }

  /** A last segment that is no copy of ours, torn as a stick was pulled, is kept aside and copied anew. */
  private async whereItEnds(): Promise<{ segment: number; length: number }> {
    const { first, mirror, journalId } = this.ports;
    const last = (await mirror.segments()).at(-1);
    if (last === undefined) return { segment: (await first.segments())[0] ?? 1, length: 0 };
    const theirs = await mirror.read(last);
    const owner = readHeader(theirs)?.journalId;
    if (owner !== undefined && owner !== journalId) throw new Error('The mirror belongs to another journal.');
    const ours = await first.read(last).catch(() => Buffer.alloc(0));
    if (theirs.length > 0 && ours.subarray(0, theirs.length).equals(theirs))
      return { segment: last, length: theirs.length };
    if (owner !== undefined) await mirror.setAside(last);
    return { segment: last, length: 0 };
  }
}
