/** The links made at the bench: the last one can be taken back, and a picture that came too late for its sheet goes after it. */
import { success, type Result } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { lastLink } from '../outbox/queue-facts.ts';
import type { BenchPorts } from './bench-ports.ts';
import { endedBy, type Ended } from './bench-view.ts';
import { taskShotOf } from './shots.ts';

export class LinksMade {
  /** The last link on its way into the queue: an undo waits for it. */
  private keeping: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: Pick<BenchPorts, 'outbox' | 'shots'>) {}

  keep(task: ImagingTask, entries: readonly OutboxEntry[]): Promise<Result<void>> {
    const keeping = this.ports.outbox.keep({ task, entries });
    this.keeping = keeping;
    return keeping;
  }

  /** Of this link, or of the last one where none is named: what became of it. Undefined where there is none. */
  async takeBack(named: OutboxEntry | undefined): Promise<Ended | undefined> {
    await this.keeping;
    const entry = named ?? this.lastEntry();
    return entry && endedBy(await this.ports.outbox.takeBack(entry), catalogNumberOf(entry.change) ?? '');
  }

  /** The specimen that was linked last, by the number its pictures are called by. */
  last(): { readonly entry: OutboxEntry; readonly catalogNumber: string } | undefined {
    const entry = this.lastEntry();
    const catalogNumber = entry && catalogNumberOf(entry.change);
    return entry && catalogNumber ? { entry, catalogNumber } : undefined;
  }

  /** A shot that came too late for its sheet goes after the sheet's link. */
  async giveToLast(shotId: string): Promise<Result<void>> {
    const last = this.last();
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

  private lastEntry(): OutboxEntry | undefined {
    return lastLink(this.ports.outbox.view.getState().rows);
  }
}
