/**
 * The folder that the camera's program writes into:
 *
 *   alarm or time -> look: list the folder -> new or changed: wait until its size rests -> take -> taken | refused
 *                                          -> gone before it was whole: said              `-> unfinished: wait for more
 *
 * The list is the truth and an alarm only a reason to look sooner: shares that tell nothing, folders that go away and come
 * back, and files that grow in bursts are all the same loop. What lies there when the looking begins waits for a person.
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

export type Listing =
  | { readonly is: 'listed'; readonly files: readonly FoundFile[] }
  | { readonly is: 'away'; readonly why: 'missing' | 'noFolder' | 'forbidden' | 'broken' };

/** `later`: this computer could not keep it just now. */
export type Outcome =
  | { readonly is: 'taken' }
  | { readonly is: 'unfinished'; readonly why: RefusalReason }
  | { readonly is: 'refused' | 'later'; readonly why: RefusalReason; readonly of?: string };

export interface HotFolderPorts {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly list: () => Promise<Listing>;
  /** Calls whenever something may be different in the folder; answers how to stop. */
  readonly alarm: (ring: () => void) => () => void;
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
/** How often a folder is looked at where no alarm rings. */
const LOOK_MS = 1_000;
const WHILE_WRITTEN_MS = QUIET_MS / 2;
const LATER_MS = 5_000;

interface Watched {
  readonly file: FoundFile;
  readonly takenFor: SheetAtCamera | null;
  /** Since when it has not changed. */
  readonly since: number;
  readonly is: 'written' | 'inHand' | 'unfinished' | 'later' | 'before' | 'done';
  readonly why?: RefusalReason;
}

export class HotFolder {
  away: { readonly why: Extract<Listing, { is: 'away' }>['why']; readonly since: number } | undefined;
  private readonly watched = new Map<string, Watched>();
  private hasBegun = false;
  private isStopped = false;
  private looking: Promise<void> | undefined;
  private isRung = false;
  /** One file is taken after another; the looking goes on meanwhile. */
  private taking: Promise<void> = Promise.resolve();
  private callOff: (() => void) | undefined;
  private silence: (() => void) | undefined;

  constructor(private readonly ports: HotFolderPorts) {}

  async stop(): Promise<void> {
    this.isStopped = true;
    this.callOff?.();
    this.silence?.();
    await this.looking;
    await this.taking;
  }

  get arriving(): readonly string[] {
    return this.those('written', 'inHand', 'unfinished', 'later').map(({ file }) => file.name);
  }

  get before(): readonly FoundFile[] {
    return this.those('before').map(({ file }) => file);
  }

  /** Takes in a file that lay there before anybody looked; it is nobody's yet. */
  takeIn(name: string): void {
    const before = this.watched.get(name);
    if (before?.is !== 'before') return;
    this.watched.set(name, { ...before, is: 'written' });
    this.ring();
  }

  leaveBefore(): void {
    for (const one of this.those('before')) this.note(one, { is: 'done' });
  }

  /** A file that the station itself put there. */
  ignore(file: FoundFile): void {
    this.watched.set(file.name, { file, takenFor: null, since: this.ports.now(), is: 'done' });
  }

  private ring(): void {
    this.isRung = true;
    void this.look();
  }

  /** Resolves when the folder was looked at; a ring meanwhile makes it look once more. */
  look(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    this.callOff?.();
    this.looking ??= this.lookWhileRung().finally(() => {
      this.looking = undefined;
      if (!this.isStopped) this.callOff = this.ports.after(this.nextLook(), () => void this.look());
    });
    return this.looking;
  }

  /** Once every file that can be taken now has been. */
  async atRest(): Promise<void> {
    await this.looking;
    await this.taking;
  }

  private async lookWhileRung(): Promise<void> {
    do {
      this.isRung = false;
      const listing = await this.ports.list();
      if (this.isStopped) return;
      if (listing.is === 'away') this.noteAway(listing.why);
      else this.noteListing(listing.files);
    } while (this.isRung);
  }

  private nextLook(): number {
    if (this.those('written', 'unfinished').length > 0) return WHILE_WRITTEN_MS;
    return LOOK_MS;
  }

  private noteAway(why: Extract<Listing, { is: 'away' }>['why']): void {
    this.silence?.();
    this.silence = undefined;
    this.hasBegun = false;
    const isNews = this.away?.why !== why;
    if (isNews) this.away = { why, since: this.ports.now() };
    for (const [name, { is }] of this.watched) if (is !== 'done') this.watched.delete(name);
    if (isNews) this.ports.changed();
  }

  private noteListing(files: readonly FoundFile[]): void {
    const isBeginning = !this.hasBegun;
    if (isBeginning) {
      this.silence = this.ports.alarm(() => this.ring());
      this.hasBegun = true;
      this.isRung = true;
      this.away = undefined;
    }
    this.noteGone(new Set(files.map(({ name }) => name)));
    const isNew = files.map(file => this.noteFile(file, isBeginning)).some(Boolean);
    if (isBeginning || isNew) this.ports.changed();
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
      this.note(one, { is: 'done' });
      this.ports.refuse(one.file.name, one.why ?? 'damaged', null);
    }
  }

  private take(one: Watched): void {
    this.note(one, { is: 'inHand' });
    this.taking = this.taking.then(async () => {
      if (this.isStopped) return;
      const outcome = await this.ports.take(one.file, one.takenFor);
      this.settle(one, outcome);
    });
  }

  private settle(one: Watched, outcome: Outcome): void {
    switch (outcome.is) {
      case 'taken':
        this.note(one, { is: 'done' });
        break;
      case 'unfinished':
        this.note(one, { is: 'unfinished', why: outcome.why });
        break;
      case 'later':
        this.note(one, { is: 'later', since: this.ports.now() });
        if (one.is !== 'later') this.ports.refuse(one.file.name, outcome.why, null);
        break;
      case 'refused':
        this.note(one, { is: 'done' });
        this.ports.refuse(one.file.name, outcome.why, outcome.of ?? null);
    }
    this.ports.changed();
    this.ring();
  }

  private note(one: Watched, change: Partial<Watched>): void {
    this.watched.set(one.file.name, { ...one, ...change });
  }

  private those(...states: readonly Watched['is'][]): readonly Watched[] {
    return [...this.watched.values()].filter(({ is }) => states.includes(is));
  }
}

const isSame = (one: FoundFile, other: FoundFile): boolean =>
  one.is === other.is && one.bytes === other.bytes && one.changedAt === other.changedAt;
