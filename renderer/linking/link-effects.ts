/** Does what the workflow asks of the desk: looks for a number, reads what a merge makes one of, and keeps what a picture ends in. */
import type { StoreApi } from 'zustand/vanilla';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { LinkingEffect, LinkingEvent } from '../../shared/workflow/linking-event.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { sayFailure } from '../strings/say.ts';
import { caseOf, flagEntry, mergeOf, numberEntry } from './entries.ts';
import { barcodeOf, type LinkEnded, type LinkView } from './link-view.ts';
import type { LinkingPorts } from './linking-ports.ts';
import type { NumberCheck } from './number-check.ts';
import type { WholeRecords } from './whole-records.ts';

/** What an effect may do to the desk. */
interface DeskAtWork {
  readonly view: StoreApi<LinkView>;
  happen(event: LinkingEvent): void;
  /** The picture has left. */
  takeNext(ended: LinkEnded): void;
}

type Effect<Name extends LinkingEffect['do']> = Extract<LinkingEffect, { do: Name }>;

export class LinkEffects {
  constructor(
    private readonly ports: LinkingPorts,
    private readonly check: NumberCheck,
    private readonly wholes: WholeRecords,
    private readonly desk: DeskAtWork,
  ) {}

  async perform(effect: LinkingEffect, task: LinkingTask): Promise<void> {
    switch (effect.do) {
      case 'check':
        return this.checkNumber(effect);
      case 'rehearse':
        return this.rehearse(effect);
      case 'queueNumber':
        return this.queue(effect, 'numbered', [numberEntry(this.ports, effect)], task);
      case 'queueMerge':
        return this.queue(effect, 'merged', mergeOf(this.ports, effect), task);
      case 'flag':
        return this.hand(effect, task);
    }
  }

  private async checkNumber({ number, picture }: Effect<'check'>): Promise<void> {
    const { view } = this.desk;
    const answer = await this.check.check(number, picture);
    // Subtle: an answer about another picture is nobody's by now, nor is one about a number that was typed over.
    const { task } = view.getState();
    if (task?.picture.occid !== picture.occid || task.step !== 'checking') return;
    this.desk.happen(answer);
    if (answer.failure) view.setState({ trouble: sayFailure(answer.failure) });
  }

  private async rehearse({ picture, occurrence }: Effect<'rehearse'>): Promise<void> {
    const { view } = this.desk;
    const [source, target] = await this.wholes.readBoth(picture.occid, occurrence.occid);
    if (view.getState().task?.picture.occid !== picture.occid) return;
    if (source.ok && target.ok)
      return this.desk.happen({ type: 'rehearsed', shown: { source: source.value, target: target.value } });
    this.desk.happen({ type: 'rehearsalFailed' });
    const failure = source.ok ? target : source;
    if (!failure.ok) view.setState({ trouble: sayFailure(failure.failure) });
  }

  private async queue(
    { number }: Effect<'queueNumber' | 'queueMerge'>,
    is: 'numbered' | 'merged',
    entries: readonly [OutboxEntry, ...OutboxEntry[]],
    task: LinkingTask,
  ): Promise<void> {
    const { view } = this.desk;
    const ended = { is, entry: entries[0], number, barcode: barcodeOf(task), savedAt: null, trouble: null } as const;
    const keeping = this.ports.outbox.keep({ task, entries });
    // To send takes time from the picture that is being painted.
    void this.ports.outbox.releaseHeld(this.ports.rest());
    this.desk.takeNext(ended);
    const kept = await keeping;
    if (!kept.ok && kept.failure.kind === 'notKept') view.setState({ trouble: sayFailure(kept.failure) });
    if (view.getState().ended !== ended) return;
    view.setState({
      ended: kept.ok ? { ...ended, savedAt: this.ports.now() } : { ...ended, trouble: sayFailure(kept.failure) },
    });
  }

  private async hand(effect: Effect<'flag'>, task: LinkingTask): Promise<void> {
    const [expertCase, entry] = [caseOf(this.ports, effect), flagEntry(this.ports, effect)];
    const keeping = this.ports.outbox.keep({ task, expertCase, entries: [entry] });
    this.desk.takeNext({ is: 'flagged', barcode: barcodeOf(task) });
    const kept = await keeping;
    if (!kept.ok) this.desk.view.setState({ trouble: sayFailure(kept.failure) });
  }
}
