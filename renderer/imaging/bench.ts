/**
 * The bench of Option 1: feeds the workflow with what happens, and shows what comes of it.
 *
 *   key, scan, answer -> happen(event) -> advance -> new task on the screen at once -> BenchEffects behind it
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isLabelEnough,
  NOTHING_TYPED,
  wayToLook,
  type SheetWords,
  type WayToLook,
} from '../../shared/search/occurrence-query.ts';
import { checkCatalogNumber } from '../../shared/specimen/catalog-number.ts';
import { advance, newTask } from '../../shared/workflow/barcode-while-imaging.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { ImagingTask, ScannedBy } from '../../shared/workflow/imaging-task.ts';
import type { SheetAtCamera } from '../../shared/workflow/shot.ts';
import type { Both } from '../outbox/merge-wish.ts';
import { say, sayFailure } from '../strings/say.ts';
import { BenchEffects } from './bench-effects.ts';
import type { BenchPorts } from './bench-ports.ts';
import { soundOf } from './bench-sounds.ts';
import { isUnread, sheetAtCamera, showing, type BenchView, type Ended } from './bench-view.ts';
import { isKeptWithEntry } from './entries.ts';
import { LinksMade } from './links-made.ts';
import { mergeableHolder, readBoth } from './merge-case.ts';
import { isOnItsWay } from '../outbox/queue-facts.ts';
import { WaitingSheets } from './waiting-sheets.ts';

export class Bench {
  readonly view: StoreApi<BenchView>;
  readonly waiting: WaitingSheets;
  readonly links: LinksMade;
  private readonly effects: BenchEffects;

  constructor(private readonly ports: BenchPorts) {
    this.view = createStore<BenchView>(() => ({ ...this.emptyBench(), ended: null }));
    this.waiting = new WaitingSheets(ports);
    this.links = new LinksMade(ports);
    this.effects = new BenchEffects(ports, this.links, this);
    ports.shots.serve({
      sheet: this.sheet,
      take: shot => this.happen({ type: 'shotArrived', shot }),
      // Told anew whenever something about the camera is different; only the first time is news.
      read: (shotId, numbers) =>
        isUnread(this.view.getState().task, shotId) &&
        this.happen({ type: 'shotRead', shotId, numbers, at: this.ports.now() }),
      waits: () => ports.play('stop'),
      refused: () => ports.play('stop'),
    });
  }

  /** Goes on with the sheet that was on the bench when the window closed. */
  async begin(): Promise<void> {
    const task = await this.ports.database.taskOnBench();
    if (!task) this.clear(null);
    else this.show(task.step === 'seeking' ? { ...task, isAsking: false } : task);
    if (task?.step === 'imaging') void this.effects.check(task.catalogNumber, task.occurrence);
    await this.ports.shots.mend(shot => isOnItsWay(shot, this.ports.outbox.view.getState().rows));
    await this.waiting.reload();
    void this.waiting.lookUp();
  }

  happen(event: ImagingEvent): void {
    const { task, effects } = advance(this.view.getState().task, event);
    this.show(task);
    if (!effects.some(isKeptWithEntry)) void this.keepTask(task);
    for (const effect of effects) void this.effects.perform(effect, task);
    const sound = soundOf(event, task);
    if (sound) this.ports.play(sound);
    if (event.type === 'barcodeIsFree') this.goOnWithoutPicture();
  }

  type(words: Partial<SheetWords>): void {
    this.view.setState(({ draft }) => ({ draft: { ...draft, ...words }, ended: null, trouble: null, changedAt: 0 }));
  }

  /** Asks for what stands in the fields, by stamp where there is one; too little is said, not asked. */
  ask(by: WayToLook | undefined = wayToLook(this.view.getState().draft)): void {
    const { draft } = this.view.getState();
    const isEnough = by === 'label' ? isLabelEnough(draft) : by === 'accession';
    if (by && isEnough) this.happen({ type: 'asked', words: draft, by });
    else this.view.setState({ trouble: 'tooLittle' });
  }

  scan(text: string, by: ScannedBy = 'keyboard'): void {
    // Subtle: who writes a flag or reads a merge has not looked at a sticker; a scan behind the drawer must not link.
    const { isFlagging, merging } = this.view.getState();
    if (isFlagging || merging) return this.ports.play('stop');
    const check = checkCatalogNumber(text, this.ports.profile.catalogNumber);
    const stamp = this.view.getState().draft.accession;
    this.happen({ type: 'barcodeRead', check, at: this.ports.now(), by, stamp });
  }

  openFlag(isFlagging: boolean): void {
    this.view.setState({ isFlagging });
    this.goOnWithoutPicture();
  }

  flag(flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>): void {
    const { task, draft } = this.view.getState();
    if (task.step === 'seeking' || task.step === 'choosing') this.view.setState({ task: { ...task, words: draft } });
    this.happen({ type: 'flagged', flag, at: this.ports.now() });
  }

  /** Reads the record that bears the scanned number, and the sheet's own, for a look at what a merge would do. */
  async openMerge(): Promise<void> {
    const { task } = this.view.getState();
    const holder = mergeableHolder(task);
    if (task.step !== 'stopped' || !holder) return;
    const read = await readBoth(this.ports, holder.occid, task.occurrence.occid);
    if (this.view.getState().task !== task) return;
    this.view.setState(read.ok ? { merging: read.value } : { trouble: { sentence: sayFailure(read.failure) } });
  }

  closeMerge(): void {
    this.view.setState({ merging: null });
  }

  merge(shown: Both): void {
    this.happen({ type: 'mergeConfirmed', shown, at: this.ports.now() });
  }

  /** Takes up the next sheet whose record has been looked up meanwhile. */
  async takeUpWaiting(): Promise<void> {
    await this.ports.outbox.known;
    const { task, draft } = this.view.getState();
    const isEmpty = Object.values(draft).every(words => words === '') && task.kept === null;
    if (task.step !== 'seeking' || !isEmpty) return;
    const next = this.waiting.takeNext();
    if (!next) return;
    void this.ports.database.dropTask(task.id);
    this.show(next.task);
    this.happen(next.found);
  }

  /** The last shot of the sheet under the camera, else the last link. */
  async undoLast(): Promise<void> {
    const { draft, ended: shown, task } = this.view.getState();
    if (task.step === 'imaging' && task.shots.length > 0) return this.happen({ type: 'lastShotTakenBack' });
    const ended = await this.links.takeBack(shown?.is === 'linked' ? shown.entry : undefined);
    // Subtle: a word about the last sheet must not cover the fields in which the next one is being typed.
    if (ended && this.view.getState().draft === draft) this.view.setState({ ended });
  }

  /** A station without a camera waits for none. Subtle: who writes a flag has second thoughts; nothing is linked behind the drawer. */
  private goOnWithoutPicture(): void {
    const { task, isFlagging } = this.view.getState();
    if (task.step === 'imaging' && task.isChecked && !isFlagging && !this.ports.shots.isOn)
      this.happen({ type: 'pictureSkipped', at: this.ports.now() });
  }

  /** A sheet that was put by leaves the bench only once it is kept. */
  private async keepTask(task: ImagingTask): Promise<void> {
    try {
      await this.ports.database.keep({ task });
    } catch {
      return this.view.setState({ trouble: { sentence: say('app.storageTitle') } });
    }
    if (task.step !== 'parked' || this.view.getState().task.id !== task.id) return;
    this.clear({ is: 'parked', what: task.words.accession || task.words.recordedBy });
    await this.waiting.reload();
  }

  clear(ended: Ended | null): void {
    this.view.setState({ ...this.emptyBench(), ended });
    this.pointCamera();
  }

  private emptyBench() {
    const task = newTask(this.ports.newId(), this.ports.now());
    return { task, draft: NOTHING_TYPED, trouble: null, changedAt: this.ports.now(), isFlagging: false, merging: null };
  }

  /** The sheet that waits for its picture. */
  sheet = (): SheetAtCamera | null => sheetAtCamera(this.view.getState().task);

  /** Tells the camera whose the next shot is. */
  pointCamera(): void {
    this.ports.shots.pointAt(this.sheet());
  }

  private show(task: ImagingTask): void {
    this.view.setState(before => showing(before, task, this.ports.now()));
    this.pointCamera();
  }
}
