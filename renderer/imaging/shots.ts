/**
 * The camera as this window works with it: which sheet waits for its picture, what came, what nobody has claimed.
 * The host keeps the truth; a shot becomes a sheet's only where the host saw it begin while that sheet waited.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import { keptImageId } from '../../shared/contract/image-url.ts';
import type { CameraState } from '../../shared/contract/shot-contract.ts';
import { success, type Result } from '../../shared/failure/failure.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { say, sayFailure } from '../strings/say.ts';
import { imageOf, type SheetAtCamera, type Shot, type TaskShot } from '../../shared/workflow/shot.ts';

export interface ShotsPorts {
  readonly host: Host;
  readonly journalId: () => string;
}

/** Whoever has the sheet: the bench. */
export interface ShotTaker {
  readonly sheet: () => SheetAtCamera | null;
  readonly take: (shot: TaskShot) => void;
  /** A shot that was given to a sheet was read. */
  readonly read: (shotId: string, numbers: readonly string[]) => void;
  /** A file did not become a picture, or a picture belongs to nobody. */
  readonly refused: () => void;
  readonly waits: () => void;
}

const NO_CAMERA: CameraState = {
  folder: { is: 'off' },
  renamesOriginals: false,
  canShoot: false,
  arriving: [],
  before: { count: 0, newest: [] },
  refused: [],
  shots: [],
  last: null,
};

export class Shots {
  readonly view: StoreApi<CameraState> = createStore<CameraState>(() => NO_CAMERA);
  private taker: ShotTaker | undefined;
  private pointedAt: SheetAtCamera | null = null;

  constructor(private readonly ports: ShotsPorts) {}

  /** Whether a picture is waited for at all: a station without a camera's folder does not wait. */
  get isOn(): boolean {
    return this.view.getState().folder.is !== 'off';
  }

  /** Who has the sheet under the camera. */
  serve(taker: ShotTaker): void {
    this.taker = taker;
  }

  /** Listens to the host; answers how to stop. */
  follow(): () => void {
    const { host } = this.ports;
    const leave = [
      host.on('shots.arrived', shot => void this.noteArrived(shot)),
      host.on('shots.refused', () => void this.noteRefused()),
      host.on('shots.changed', () => void this.reload()),
    ];
    // What was different before anybody listened.
    void this.reload();
    return () => leave.forEach(stop => stop());
  }

  /** Asks for everything anew: the host may be another than before, or may have been told by another window. */
  async begin(): Promise<void> {
    this.pointedAt = null;
    await this.reload();
  }

  /**
   * What a window that ended in the middle left behind: a shot of the sheet on the bench is shown there; one whose sheet went on
   * without it waits again. `isOnItsWay`: an entry of this window carries it that the host may not know yet.
   */
  async mend(isOnItsWay: (shot: Shot) => boolean): Promise<void> {
    const given = this.view.getState().shots.filter(({ place }) => place === 'given');
    for (const shot of given) {
      if (shot.sheet && isSameSheet(this.taker?.sheet() ?? null, shot.sheet)) this.taker?.take(taskShotOf(shot));
      // A picture that no portal takes stays with its specimen, and nothing carries it.
      else if (shot.sent && !isOnItsWay(shot)) await this.release(shot.id, 'waiting');
    }
  }

  async reload(): Promise<void> {
    const answer = await this.ports.host.call('shots.state', {});
    if (!answer.ok) return;
    this.view.setState(answer.value, true);
    for (const { id, place, read } of answer.value.shots)
      if (place === 'given' && read) this.taker?.read(id, read.numbers);
  }

  /** Tells the host which sheet waits, where that is another than before. */
  pointAt(sheet: SheetAtCamera | null): void {
    const same = sheet?.taskId === this.pointedAt?.taskId && sheet?.catalogNumber === this.pointedAt?.catalogNumber;
    if (same) return;
    this.pointedAt = sheet;
    void this.ports.host.call('shots.pointAt', { journalId: this.ports.journalId(), sheet });
  }

  async give(shotId: string, sheet: SheetAtCamera): Promise<Result<Shot>> {
    return this.ports.host.call('shots.give', { journalId: this.ports.journalId(), shotId, sheet });
  }

  async release(shotId: string, to: 'waiting' | 'setAside'): Promise<void> {
    await this.ports.host.call('shots.release', { journalId: this.ports.journalId(), shotId, to });
  }

  /** Releases the camera; what went wrong in words, empty where nothing did. */
  async shoot(): Promise<string> {
    const answer = await this.ports.host.call('shots.shoot', { journalId: this.ports.journalId() });
    if (answer.ok) return '';
    const { failure } = answer;
    return say('shots.notShot', { why: failure.kind === 'rejected' ? failure.reason : sayFailure(failure) });
  }

  async refusedSeen(): Promise<void> {
    await this.ports.host.call('shots.refusedSeen', { journalId: this.ports.journalId() });
  }

  async takeIn(name: string): Promise<void> {
    await this.ports.host.call('shots.takeIn', { journalId: this.ports.journalId(), name });
  }

  async leaveBefore(): Promise<void> {
    await this.ports.host.call('shots.leaveBefore', { journalId: this.ports.journalId() });
  }

  /** Gives a shot to the sheet that waits; nothing where none does any more. */
  async giveToBench(shotId: string): Promise<Result<void>> {
    const sheet = this.taker?.sheet();
    if (!sheet) return success(undefined);
    const given = await this.give(shotId, sheet);
    if (!given.ok) return given;
    // Subtle: the sheet may have left the camera while the host wrote.
    if (!isSameSheet(this.taker?.sheet() ?? null, sheet)) await this.release(shotId, 'waiting');
    else this.taker?.take(taskShotOf(given.value));
    // Subtle: it may have been read while its sheet did not have it yet.
    void this.reload();
    return success(undefined);
  }

  private async noteRefused(): Promise<void> {
    this.taker?.refused();
    await this.reload();
  }

  private async noteArrived(shot: Shot): Promise<void> {
    if (shot.takenFor && isSameSheet(this.taker?.sheet() ?? null, shot.takenFor)) await this.giveToBench(shot.id);
    else this.taker?.waits();
  }
}

export const taskShotOf = (shot: Shot): TaskShot => ({
  ...{ id: shot.id, image: imageOf(shot) },
  ...{ read: shot.read && [...shot.read.numbers], isConfirmed: false },
});

const isSameSheet = (one: SheetAtCamera | null, other: SheetAtCamera): boolean =>
  one?.taskId === other.taskId && one.catalogNumber === other.catalogNumber;

/** Shots that nobody has claimed. */
export const waitingShots = ({ shots }: Pick<CameraState, 'shots'>): readonly Shot[] =>
  shots.filter(({ place }) => place === 'waiting');

/** The id under which a shot is shown: a RAW file by what was made of it; null where it shows nothing of itself. */
export function pictureOf({ format, sha256, sent }: Shot): string | null {
  if (format !== 'raw') return keptImageId(sha256);
  return sent && keptImageId(sent.sha256);
}

/** The ids of a task's pictures, the newest first. */
export function picturesOf(task: ImagingTask, { shots }: Pick<CameraState, 'shots'>): readonly string[] {
  const given = task.step === 'imaging' ? task.shots : [];
  return given
    .flatMap(({ id }) => shots.filter(shot => shot.id === id).flatMap(shot => pictureOf(shot) ?? []))
    .reverse();
}
