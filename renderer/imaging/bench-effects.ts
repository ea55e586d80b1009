/** Does what the workflow asks of the bench: looks records up, checks stickers, and keeps what a sheet ends in. */
import type { StoreApi } from 'zustand/vanilla';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { SheetWords, WayToLook } from '../../shared/search/occurrence-query.ts';
import type { CatalogNumber } from '../../shared/specimen/catalog-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { ImagingEffect, ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { sayFailure } from '../strings/say.ts';
import { checkBarcode } from './barcode-check.ts';
import type { BenchPorts } from './bench-ports.ts';
import { linkedBy, numberInHand, type BenchView, type Ended } from './bench-view.ts';
import { caseOf, flagEntryOf, imagesOf, linkOf, mergesOf } from './entries.ts';
import type { LinksMade } from './links-made.ts';
import { lookFor } from './look-up.ts';

/** What an effect may do to the bench. */
interface BenchAtWork {
  readonly view: StoreApi<BenchView>;
  happen(event: ImagingEvent): void;
  /** The sheet has left. */
  clear(ended: Ended): void;
}

export class BenchEffects {
  constructor(
    private readonly ports: BenchPorts,
    private readonly links: LinksMade,
    private readonly bench: BenchAtWork,
  ) {}

  async perform(effect: ImagingEffect, task: ImagingTask): Promise<void> {
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

  async check(catalogNumber: CatalogNumber, occurrence: Occurrence | null): Promise<void> {
    const { view } = this.bench;
    const { id } = view.getState().task;
    const question = await checkBarcode(this.ports, catalogNumber, occurrence);
    // Subtle: after a step back and another scan, the answer about the first sticker says nothing of the second.
    const { task } = view.getState();
    if (task.id !== id || numberInHand(task) !== catalogNumber) return;
    this.bench.happen(
      question ? { type: 'barcodeIsNotFree', question } : { type: 'barcodeIsFree', at: this.ports.now() },
    );
  }

  private async search(words: SheetWords, by: WayToLook): Promise<void> {
    const { view } = this.bench;
    const answer = await lookFor(this.ports, words, by);
    // Subtle: an answer to a question that was asked again in other words meanwhile is nobody's.
    if (view.getState().task.words !== words) return;
    this.bench.happen(answer);
    if (answer.type === 'searchFailed' && answer.failure)
      view.setState({ trouble: { sentence: sayFailure(answer.failure) } });
  }

  private async link(
    effect: Extract<ImagingEffect, { do: 'queueLink' | 'queueMerge' }>,
    entries: readonly [OutboxEntry, ...OutboxEntry[]],
    task: ImagingTask,
  ): Promise<void> {
    const { view } = this.bench;
    const linked = linkedBy(effect, entries[0]);
    this.bench.clear(linked);
    const kept = await this.links.keep(task, entries);
    if (!kept.ok && kept.failure.kind === 'notKept') view.setState({ trouble: { sentence: sayFailure(kept.failure) } });
    if (view.getState().ended !== linked) return;
    const ended: Ended = kept.ok
      ? { ...linked, savedAt: this.ports.now() }
      : { ...linked, trouble: sayFailure(kept.failure) };
    view.setState({ ended });
  }

  private async hand(effect: Extract<ImagingEffect, { do: 'flag' }>, task: ImagingTask): Promise<void> {
    const expertCase = caseOf(this.ports, effect);
    const entry = flagEntryOf(this.ports, effect);
    this.bench.clear({
      is: 'flagged',
      what: effect.words.accession || effect.words.recordedBy || effect.scanned || '',
    });
    const kept = await this.ports.outbox.keep({ task, expertCase, entries: entry ? [entry] : [] });
    if (!kept.ok) this.bench.view.setState({ trouble: { sentence: sayFailure(kept.failure) } });
  }
}
