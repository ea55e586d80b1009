/**
 * The folder that the camera's program writes into:
 *
 *   alarm or time -> look: list the folder -> what its files become: `watched-files.ts`
 *
 * The list is the truth and an alarm only a reason to look sooner: shares that tell nothing, folders that go away and come
 * back, and files that grow in bursts are all the same loop.
 */
import { QUIET_MS, WatchedFiles, type FilesPorts, type FoundFile } from './watched-files.ts';

export type Listing =
  | { readonly is: 'listed'; readonly files: readonly FoundFile[] }
  | { readonly is: 'away'; readonly why: 'missing' | 'noFolder' | 'forbidden' | 'broken' };

type Away = Extract<Listing, { is: 'away' }>['why'];

export interface HotFolderPorts extends FilesPorts {
  readonly after: (ms: number, then: () => void) => () => void;
  readonly list: () => Promise<Listing>;
  /** Calls whenever something may be different in the folder; answers how to stop. */
  readonly alarm: (ring: () => void) => () => void;
}

/** How often a folder is looked at where no alarm rings. */
const LOOK_MS = 1_000;
const WHILE_WRITTEN_MS = QUIET_MS / 2;

export class HotFolder {
  readonly files: WatchedFiles;
  away: { readonly why: Away; readonly since: number } | undefined;
  private hasBegun = false;
  private isStopped = false;
  private looking: Promise<void> | undefined;
  private isRung = false;
  private callOff: (() => void) | undefined;
  private silence: (() => void) | undefined;

  constructor(private readonly ports: HotFolderPorts) {
    this.files = new WatchedFiles(ports, () => this.ring());
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.callOff?.();
    this.silence?.();
    this.files.stop();
    await this.atRest();
  }

  /** Once every file that can be taken now has been. */
  async atRest(): Promise<void> {
    await this.looking;
    await this.files.atRest();
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
    return this.files.isGrowing ? WHILE_WRITTEN_MS : LOOK_MS;
  }

  private noteAway(why: Away): void {
    this.silence?.();
    this.silence = undefined;
    this.hasBegun = false;
    const isNews = this.away?.why !== why;
    if (isNews) this.away = { why, since: this.ports.now() };
    this.files.forget();
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
    const isNew = this.files.note(files, isBeginning);
    if (isBeginning || isNew) this.ports.changed();
  }
}
