/**
 * The bench of Option 1: feeds the workflow with what happens and does what it asks for.
 *
 *   key, scan, answer -> happen(event) -> advance -> new task on the screen at once -> effects behind it
 */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { success, type Result } from '../../shared/failure/failure.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isLabelEnough,
  NOTHING_TYPED,
  wayToLook,
  type SheetWords,
  type WayToLook,
} from '../../shared/search/occurrence-query.ts';
import { checkCatalogNumber, type CatalogNumber } from '../../shared/specimen/catalog-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { advance, newTask } from '../../shared/workflow/barcode-while-imaging.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { ImagingEffect, ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { ImagingTask, ScannedBy } from '../../shared/workflow/imaging-task.ts';
import type { SheetAtCamera } from '../../shared/workflow/shot.ts';
import type { Both } from '../outbox/merge-wish.ts';
import { say, sayFailure } from '../strings/say.ts';
import { checkBarcode } from './barcode-check.ts';
import type { BenchPorts } from './bench-ports.ts';
import { soundOf } from './bench-sounds.ts';
import {
  endedBy,
  isUnread,
  linkedBy,
  numberInHand,
  sheetAtCamera,
  showing,
  type BenchView,
  type Ended,
} from './bench-view.ts';
import { caseOf, flagEntryOf, imagesOf, isKeptWithEntry, linkOf, mergesOf } from './entries.ts';
import { lookFor } from './look-up.ts';
import { mergeableHolder, readBoth } from './merge-case.ts';
import { isOnItsWay, lastLink } from '../outbox/queue-facts.ts';
import { taskShotOf } from './shots.ts';
import { WaitingSheets } from './waiting-sheets.ts';

export class Bench {
  readonly view: StoreApi<BenchView>;
  readonly waiting: WaitingSheets;
  /** The last link on its way into the queue: an undo waits for it. */
  private keeping: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: BenchPorts) {
    this.view = createStore<BenchView>(() => ({ ...this.emptyBench(), ended: null }));
    this.waiting = new WaitingSheets(ports);
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
    if (task?.step === 'imaging') void this.check(task.catalogNumber, task.occurrence);
    await this.ports.shots.mend(shot => isOnItsWay(shot, this.ports.outbox.view.getState().rows));
    await this.waiting.reload();
    void this.waiting.lookUp();
  }

  happen(event: ImagingEvent): void {
    const { task, effects } = advance(this.view.getState().task, event);
    this.show(task);
    if (!effects.some(isKeptWithEntry)) void this.keepTask(task);
    for (const effect of effects) void this.perform(effect, task);
    const sound = soundOf(event, task);
    if (sound) this.ports.play(sound);
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
    await this.keeping;
    const entry = shown?.is === 'linked' ? shown.entry : lastLink(this.ports.outbox.view.getState().rows);
    if (!entry) return;
    const taken = await this.ports.outbox.takeBack(entry);
    const number = catalogNumberOf(entry.change) ?? '';
    const ended = endedBy(taken, number);
    // Subtle: a word about the last sheet must not cover the fields in which the next one is being typed.
    if (this.view.getState().draft === draft) this.view.setState({ ended });
  }

  /** The specimen that was linked last, by the number its pictures are called by. */
  lastLinked(): { readonly entry: OutboxEntry; readonly catalogNumber: string } | undefined {
    const entry = lastLink(this.ports.outbox.view.getState().rows);
    const catalogNumber = entry && catalogNumberOf(entry.change);
    return entry && catalogNumber ? { entry, catalogNumber } : undefined;
  }

  /** A shot that came too late for its sheet goes after the sheet's link. */
  async giveToLast(shotId: string): Promise<Result<void>> {
    const last = this.lastLinked();
    const occid = last && occidOf(last.entry.change);
    if (!last || occid === undefined) return success(undefined);
    const { entry, catalogNumber } = last;
    const given = await this.ports.shots.give(shotId, { taskId: entry.id, catalogNumber });
    if (!given.ok) return given;
    const { image } = taskShotOf(given.value);
    if (!image) return success(undefined);
    const change = { kind: 'attachImage', occid, image } as const;
    const queued = await this.ports.outbox.queueAnother(entry, { why: 'image', change, after: entry.id });
    return queued.ok ? success(undefined) : queued;
  }

  private async perform(effect: ImagingEffect, task: ImagingTask): Promise<void> {
    switch (effect.do) {
      case 'search':
        return this.search(effect.words, effect.by);
      case 'releaseHeldLink':
        return this.ports.outbox.releaseHeld();
      case 'checkBarcode':
        return this.check(effect.catalogNumber, effect.occurrence);
      case 'queueLink': {
        const entry = linkOf(this.ports, effect);
        return this.link(effect, [entry, ...imagesOf(this.ports, effect, entry)], task);
      }
      case 'releaseShots':
        for (const { id } of effect.shots) await this.ports.shots.release(id, effect.to);
        return;
      case 'queueMerge':
        return this.link(effect, mergesOf(this.ports, effect), task);
      case 'flag':
        return this.hand(effect, task);
    }
  }

  private async search(words: SheetWords, by: WayToLook): Promise<void> {
    const answer = await lookFor(this.ports, words, by);
    // Subtle: an answer to a question that was asked again in other words meanwhile is nobody's.
    if (this.view.getState().task.words !== words) return;
    this.happen(answer);
    if (answer.type === 'searchFailed' && answer.failure)
      this.view.setState({ trouble: { sentence: sayFailure(answer.failure) } });
  }

  private async check(catalogNumber: CatalogNumber, occurrence: Occurrence | null): Promise<void> {
    const { id } = this.view.getState().task;
    const question = await checkBarcode(this.ports, catalogNumber, occurrence);
    // Subtle: after a step back and another scan, the answer about the first sticker says nothing of the second.
    const { task } = this.view.getState();
    if (task.id !== id || numberInHand(task) !== catalogNumber) return;
    if (question) return this.happen({ type: 'barcodeIsNotFree', question });
    this.happen({ type: 'barcodeIsFree', at: this.ports.now() });
    this.goOnWithoutPicture();
  }

  /** A station without a camera waits for none. Subtle: who writes a flag has second thoughts; nothing is linked behind the drawer. */
  private goOnWithoutPicture(): void {
    const { task, isFlagging } = this.view.getState();
    if (task.step === 'imaging' && task.isChecked && !isFlagging && !this.ports.shots.isOn)
      this.happen({ type: 'pictureSkipped', at: this.ports.now() });
  }

  private async link(
    effect: Extract<ImagingEffect, { do: 'queueLink' | 'queueMerge' }>,
    entries: readonly [OutboxEntry, ...OutboxEntry[]],
    task: ImagingTask,
  ): Promise<void> {
    const [entry] = entries;
    const linked = linkedBy(effect, entry);
    this.clear(linked);
    const keeping = this.ports.outbox.keep({ task, entries });
    this.keeping = keeping;
    const kept = await keeping;
    if (!kept.ok && kept.failure.kind === 'notKept')
      this.view.setState({ trouble: { sentence: sayFailure(kept.failure) } });
    if (this.view.getState().ended !== linked) return;
    const ended: Ended = kept.ok
      ? { ...linked, savedAt: this.ports.now() }
      : { ...linked, trouble: sayFailure(kept.failure) };
    this.view.setState({ ended });
  }

  private async hand(effect: Extract<ImagingEffect, { do: 'flag' }>, task: ImagingTask): Promise<void> {
    const expertCase = caseOf(this.ports, effect);
    const entry = flagEntryOf(this.ports, effect);
    this.clear({ is: 'flagged', what: effect.words.accession || effect.words.recordedBy || effect.scanned || '' });
    const kept = await this.ports.outbox.keep({ task, expertCase, entries: entry ? [entry] : [] });
    if (!kept.ok) this.view.setState({ trouble: { sentence: sayFailure(kept.failure) } });
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

  private clear(ended: Ended | null): void {
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
