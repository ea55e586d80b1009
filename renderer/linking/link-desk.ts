/**
 * The desk of Option 2: feeds the workflow with what happens and does what it asks for.
 *
 *   key, answer -> happen(event) -> advance -> new task on the screen at once -> effects behind it -> the next picture
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { advance, isLinkingOpen, newLinkingTask, numberOf } from '../../shared/workflow/link-from-images.ts';
import type { LinkingEvent } from '../../shared/workflow/linking-event.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import type { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import type { ListedPicture } from '../database/station-database.ts';
import { say, sayFailure } from '../strings/say.ts';
import { dealtWith, lastHere, pictureOf } from './dealt-with.ts';
import { LinkEffects } from './link-effects.ts';
import { soundOf } from './link-sounds.ts';
import { barcodeOf, EMPTY, type LinkEnded, type LinkView } from './link-view.ts';
import type { LinkingPorts } from './linking-ports.ts';
import { nextOf, openPictures } from './next-picture.ts';
import { NumberCheck } from './number-check.ts';
import { WholeRecords } from './whole-records.ts';
import { WorkList } from './work-list.ts';

/** As many records are fetched ahead as a person works through in some minutes without a network. */
const AHEAD = 12;

const BY_MACHINE: ReadonlySet<LinkingEvent['type']> = new Set<LinkingEvent['type']>([
  'suggestionRead',
  'checked',
  'checkFailed',
  'rehearsed',
  'rehearsalFailed',
  'portalAnswered',
]);

export class LinkDesk {
  readonly view: StoreApi<LinkView> = createStore<LinkView>(() => EMPTY);
  readonly list: WorkList;
  private readonly wholes: WholeRecords;
  private readonly effects: LinkEffects;
  private begun: Promise<void> | undefined;

  constructor(private readonly ports: LinkingPorts) {
    const check = new NumberCheck(ports);
    this.wholes = new WholeRecords(ports);
    this.list = new WorkList(ports, check, this.wholes);
    const { view } = this;
    const [happen, takeNext] = [this.happen.bind(this), this.takeNext.bind(this)];
    this.effects = new LinkEffects(ports, check, this.wholes, { view, happen, takeNext });
    this.list.view.subscribe(() => this.noteList());
  }

  /** When the room is entered first: what is kept at once, and then what the portal says. */
  begin(): Promise<void> {
    this.begun ??= this.readKept();
    return this.begun.then(() => this.list.refresh()).then(() => this.noteList());
  }

  /**
   * The portal answers again: what was put by comes next. Subtle: never in the place of the sheet at hand; whoever is reading that
   * one's number would type it for another.
   */
  async portalAnswers(): Promise<void> {
    if (!this.begun) return;
    await this.list.refresh();
    const { task } = this.view.getState();
    if (task) this.list.prepareAhead(this.comingAfter(task.picture.occid));
    else this.takeNext();
  }

  happen(event: LinkingEvent): void {
    const before = this.view.getState().task;
    if (!before) return;
    const { task, effects } = advance(before, event);
    if (task === before) return;
    this.show(task, BY_MACHINE.has(event.type));
    const sound = soundOf(before, task);
    if (sound) this.ports.play(sound);
    if (isLinkingOpen(task)) void this.list.noteTask(task).catch(() => this.noteBroken());
    for (const effect of effects) void this.effects.perform(effect, task);
    if (task.step === 'found') void this.wholes.readBoth(task.picture.occid, task.occurrence.occid);
    if (task.step === 'parked') this.takeNext({ is: 'parked', barcode: barcodeOf(task) });
  }

  /**
   * Subtle: a pedal that bounces types a blank into the next sheet's field; nobody has typed anything then. Whoever types over
   * a suggestion has done with it: what it finds, be it found later, must not come between.
   */
  type(typed: string): void {
    const { draft: before, task } = this.view.getState();
    const draft = typed.trimStart();
    if (draft === before) return;
    if (task && 'isSuggested' in task && task.isSuggested) this.happen({ type: 'wentBack' });
    this.view.setState({ draft, ended: null, trouble: null, changedAt: 0 });
  }

  enterNumber(): void {
    const { draft } = this.view.getState();
    if (draft.trim() === '') return this.view.setState({ trouble: say('linking.nothingTyped') });
    this.happen({ type: 'numberEntered', number: draft });
  }

  openFlag(isFlagging: boolean): void {
    this.view.setState({ isFlagging });
  }

  flag(flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>): void {
    this.happen({ type: 'flagged', flag, at: this.ports.now() });
  }

  /** Takes the last link back while it waits, and goes to its picture. */
  async undoLast(): Promise<void> {
    const row = lastHere(this.ports.outbox.view.getState().rows);
    const occid = row && pictureOf(row.entry);
    const listed = occid === undefined ? undefined : this.list.listed(occid);
    if (!row || !listed) return;
    const taken = await this.ports.outbox.takeBack(row.entry);
    if (!taken.ok) return this.view.setState({ ended: { is: 'cannotUndo', why: sayFailure(taken.failure) } });
    this.take({ ...listed, task: null }, { is: 'undone', barcode: listed.picture.catalogNumber ?? '' });
  }

  private async readKept(): Promise<void> {
    await this.list.readKept();
    for (const { prepared } of this.list.view.getState().pictures) if (prepared) this.wholes.know(prepared.whole);
  }

  /** Something new is known of the list: the picture at hand may be among it, and so may the first to work on. */
  private noteList(): void {
    const { task } = this.view.getState();
    if (!task) return this.takeNext();
    if (task.step === 'reading') this.suggest(this.list.suggested(task.picture.occid));
  }

  private takeNext(ended: LinkEnded | null = null): void {
    const next = nextOf(this.open(), this.view.getState().task, this.ports.isOffline());
    if (next) return this.take(next, ended);
    this.view.setState({ ...EMPTY, ended });
  }

  private take({ picture, task }: ListedPicture, ended: LinkEnded | null): void {
    const taken = task ?? newLinkingTask(this.ports.newId(), this.ports.now(), picture);
    this.view.setState({ ...EMPTY, task: taken, draft: numberOf(taken), ended, changedAt: this.ports.now() });
    this.list.prepareAhead(this.comingAfter(picture.occid));
    if (taken.step === 'parked') this.happen({ type: 'portalAnswered' });
    else if (taken.step === 'rehearsing')
      void this.effects.perform({ do: 'rehearse', picture, occurrence: taken.occurrence }, taken);
    else if (taken.step === 'checking')
      void this.effects.perform({ do: 'check', picture, number: taken.number }, taken);
    else this.suggest(this.list.suggested(picture.occid));
  }

  /** Subtle: whoever types already needs no suggestion, and it must not come between. */
  private suggest(suggestion: SuggestedNumber | null | undefined): void {
    if (suggestion === undefined) return;
    this.happen({ type: 'suggestionRead', suggestion: this.view.getState().draft === '' ? suggestion : null });
  }

  /** The word on the last picture stays until this one's person has done something. */
  private show(task: LinkingTask, isByMachine: boolean): void {
    const { draft, ended, isFlagging, task: before } = this.view.getState();
    const isTyping = task.step === 'entering' && before?.step === 'reading';
    this.view.setState({
      task,
      draft: isTyping ? draft : numberOf(task),
      ended: isByMachine ? ended : null,
      trouble: null,
      changedAt: this.ports.now(),
      isFlagging: isFlagging && isLinkingOpen(task),
    });
  }

  private noteBroken(): void {
    this.view.setState({ trouble: say('app.storageTitle') });
  }

  private open(): readonly ListedPicture[] {
    const { pictures } = this.list.view.getState();
    return openPictures(pictures, dealtWith(this.ports.outbox.view.getState().rows));
  }

  private comingAfter(occid: number): readonly number[] {
    const occids = this.open().map(({ picture }) => picture.occid);
    const at = Math.max(0, occids.indexOf(occid));
    return [...occids.slice(at), ...occids.slice(0, at)].slice(0, AHEAD);
  }
}
