/** Sheets that wait for the portal: looked up in the background, taken up by a person, never linked unseen. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import type { BenchPorts } from './bench-ports.ts';
import { lookForLater } from './look-up.ts';
import { withQueuedNumbers } from '../outbox/queue-facts.ts';

type Found = Extract<ImagingEvent, { type: 'found' }>;

export interface WaitingSheet {
  readonly task: TaskAt<'parked'>;
  /** What the portal has answered meanwhile. */
  readonly found: Found | undefined;
}

export class WaitingSheets {
  readonly view: StoreApi<{ readonly sheets: readonly WaitingSheet[] }> = createStore<{
    readonly sheets: readonly WaitingSheet[];
  }>(() => ({ sheets: [] }));
  private isLooking = false;

  constructor(private readonly ports: BenchPorts) {}

  async reload(): Promise<void> {
    const known = new Map(this.view.getState().sheets.map(sheet => [sheet.task.id, sheet.found]));
    const tasks = await this.ports.database.parkedTasks();
    this.view.setState({ sheets: tasks.map(task => ({ task, found: known.get(task.id) })) });
  }

  /** Asks the portal for every sheet that has no answer yet; ends at the first that it cannot answer. */
  async lookUp(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      for (const sheet of this.view.getState().sheets.filter(({ found }) => !found)) {
        const answer = await lookForLater(this.ports, sheet.task.words);
        if (answer?.type !== 'found') return;
        this.view.setState(({ sheets }) => ({
          sheets: sheets.map(one => (one.task.id === sheet.task.id ? { ...one, found: answer } : one)),
        }));
      }
    } finally {
      this.isLooking = false;
    }
  }

  /** The oldest sheet with an answer, with what was linked here since; from now on it is on the bench. */
  takeNext(): { readonly task: TaskAt<'parked'>; readonly found: Found } | undefined {
    const next = this.view.getState().sheets.find(({ found }) => found !== undefined);
    if (!next?.found) return undefined;
    this.view.setState(({ sheets }) => ({ sheets: sheets.filter(one => one !== next) }));
    const { rows } = this.ports.outbox.view.getState();
    return { task: next.task, found: { ...next.found, candidates: withQueuedNumbers(next.found.candidates, rows) } };
  }
}
