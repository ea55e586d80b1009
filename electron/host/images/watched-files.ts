/**
 * The files of the camera's folder, each from its first bytes to its picture:
 *
 *   new or changed: wait until its size rests -> take -> taken | refused
 *   gone before it was whole: said                    `-> unfinished: wait for more
 *
 * What lies there when the looking begins waits for a person.
 */
import type { RefusalReason } from '../../../shared/contract/shot-contract.ts';
import type { SheetAtCamera } from '../../../shared/workflow/shot.ts';
import { isCalledLikeAPicture } from './picture-kinds.ts';

export interface FoundFile {
  readonly name: string;
  readonly is: 'file' | 'link' | 'folder' | 'noFile';
  readonly bytes: number;
  readonly changedAt: number;
}

/** `later`: this computer could not keep it just now. */
export type Outcome =
  | { readonly is: 'taken' }
  | { readonly is: 'unfinished'; readonly why: RefusalReason }
  | { readonly is: 'refused' | 'later'; readonly why: RefusalReason; readonly of?: string };

export interface FilesPorts {
  readonly now: () => number;
  /** Which sheet waits for its picture at this moment. */
  readonly sheetAtCamera: () => SheetAtCamera | null;
  /** Whether exactly this file was taken in, or left, before. */
  readonly isKnown: (file: FoundFile) => boolean;
  readonly take: (file: FoundFile, takenFor: SheetAtCamera | null) => Promise<Outcome>;
  readonly refuse: (name: string, why: RefusalReason, of: string | null) => void;
  /** Something about the folder or its files is different. */
  readonly changed: () => void;
}

/** Cameras write in bursts. */
export const QUIET_MS = 400;
/** A file that is not whole by then is said to be damaged; should it grow after all, it is taken. */
export const PATIENCE_MS = 15_000;
const LATER_MS = 5_000;

interface Watched {
  readonly file: FoundFile;
  readonly takenFor: SheetAtCamera | null;
  /** Since when it has not changed. */
  readonly since: number;
  readonly is: 'written' | 'inHand' | 'unfinished' | 'later' | 'before' | 'done';
  readonly why?: RefusalReason;
}

export class WatchedFiles {
  private readonly watched = new Map<string, Watched>();
  private isStopped = false;
  /** One file is taken after another; the looking goes on meanwhile. */
  private taking: Promise<void> = Promise.resolve();

  /** `ring`: the folder is to be looked at again soon. */
  constructor(
    private readonly ports: FilesPorts,
    private readonly ring: () => void,
  ) {}

  /** What is in hand is taken, and no more. */
  stop(): void {
    this.isStopped = true;
  }

  /** Once every file that can be taken has been. */
  atRest(): Promise<void> {
    return this.taking;
  }

  get arriving(): readonly string[] {
    return this.those('written', 'inHand', 'unfinished', 'later').map(({ file }) => file.name);
  }

  get before(): readonly FoundFile[] {
    return this.those('before').map(({ file }) => file);
  }

  /** Whether one is waited for to be whole. */
  get isGrowing(): boolean {
    return this.those('written', 'unfinished').length > 0;
  }

  /** Takes in a file that lay there before anybody looked; it is nobody's yet. */
  takeIn(name: string): void {
    const before = this.watched.get(name);
    if (before?.is !== 'before') return;
    this.watched.set(name, { ...before, is: 'written' });
    this.ring();
  }

  leaveBefore(): void {
    for (const one of this.those('before')) this.put(one, { is: 'done' });
  }

  /** A file that the station itself put there. */
  ignore(file: FoundFile): void {
    this.watched.set(file.name, { file, takenFor: null, since: this.ports.now(), is: 'done' });
  }

  /** The folder is out of reach: nobody knows what becomes of what was not taken yet. */
  forget(): void {
    for (const [name, { is }] of this.watched) if (is !== 'done') this.watched.delete(name);
  }

  /** What lies in the folder now. True where something is new to it. */
  note(files: readonly FoundFile[], isBeginning: boolean): boolean {
    this.noteGone(new Set(files.map(({ name }) => name)));
    return files.map(file => this.noteFile(file, isBeginning)).some(Boolean);
  }

  private noteGone(there: ReadonlySet<string>): void {
    for (const [name, { is }] of this.watched) {
      if (there.has(name) || is === 'inHand') continue;
      this.watched.delete(name);
      if (is !== 'done' && is !== 'before') this.ports.refuse(name, 'gone', null);
    }
  }

  /** True where it is new to the folder. */
  private noteFile(file: FoundFile, isBeginning: boolean): boolean {
    const known = this.watched.get(file.name);
    if (known?.is === 'inHand') return false;
    if (!known) return this.meet(file, isBeginning);
    if (isSame(known.file, file)) this.noteRest({ ...known, file });
    else this.noteChange(known, file);
    return false;
  }

  private meet(file: FoundFile, isBeginning: boolean): boolean {
    const since = this.ports.now();
    if (file.is !== 'file') {
      this.watched.set(file.name, { file, takenFor: null, since, is: 'done' });
      if (!isBeginning) this.ports.refuse(file.name, file.is, null);
      return false;
    }
    if (!isCalledLikeAPicture(file.name)) return false;
    const is = this.ports.isKnown(file) ? 'done' : isBeginning ? 'before' : 'written';
    const takenFor = is === 'written' ? this.ports.sheetAtCamera() : null;
    this.watched.set(file.name, { file, takenFor, since, is });
    return is === 'written';
  }

  /** Subtle: what was done with and is different now is a picture that nobody took for the sheet at the camera. */
  private noteChange(known: Watched, file: FoundFile): void {
    const takenFor = known.is === 'done' ? null : known.takenFor;
    this.watched.set(file.name, { file, takenFor, since: this.ports.now(), is: 'written' });
  }

  private noteRest(one: Watched): void {
    const rested = this.ports.now() - one.since;
    if (one.is === 'written' && rested >= QUIET_MS) this.take(one);
    if (one.is === 'later' && rested >= LATER_MS) this.take(one);
    if (one.is === 'unfinished' && rested >= PATIENCE_MS) {
      this.put(one, { is: 'done' });
      this.ports.refuse(one.file.name, one.why ?? 'damaged', null);
    }
  }

  private take(one: Watched): void {
    this.put(one, { is: 'inHand' });
    this.taking = this.taking.then(async () => {
      if (this.isStopped) return;
      const outcome = await this.ports.take(one.file, one.takenFor);
      this.settle(one, outcome);
    });
  }

  private settle(one: Watched, outcome: Outcome): void {
    switch (outcome.is) {
      case 'taken':
        this.put(one, { is: 'done' });
        break;
      case 'unfinished':
        this.put(one, { is: 'unfinished', why: outcome.why });
        break;
      case 'later':
        this.put(one, { is: 'later', since: this.ports.now() });
        if (one.is !== 'later') this.ports.refuse(one.file.name, outcome.why, null);
        break;
      case 'refused':
        this.put(one, { is: 'done' });
        this.ports.refuse(one.file.name, outcome.why, outcome.of ?? null);
    }
    this.ports.changed();
    this.ring();
  }

  private put(one: Watched, change: Partial<Watched>): void {
    this.watched.set(one.file.name, { ...one, ...change });
  }

  private those(...states: readonly Watched['is'][]): readonly Watched[] {
    return [...this.watched.values()].filter(({ is }) => states.includes(is));
  }
}

const isSame = (one: FoundFile, other: FoundFile): boolean =>
  one.is === other.is && one.bytes === other.bytes && one.changedAt === other.changedAt;
