/** Draws sheets on a thread of its own, one after the other, so that the portal answers everybody meanwhile. */
import { Worker } from 'node:worker_threads';
import type { SheetPlan } from './sheet-plan.ts';

/** What the thread answers to a plan. */
export type Drawn = { readonly picture: Uint8Array } | { readonly reason: string };

export class DrawingThread {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly start: () => Worker = threadBeside) {}

  /** Rejects where the sheet cannot be drawn; the next one is drawn all the same. */
  draw = (plan: SheetPlan): Promise<Buffer> => {
    const drawing = this.last.then(() => this.drawNow(plan));
    this.last = drawing.catch(() => undefined);
    return drawing;
  };

  private drawNow(plan: SheetPlan): Promise<Buffer> {
    const worker = (this.worker ??= this.newWorker());
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        worker.off('message', answered).off('error', failed).off('exit', left);
        settle();
      };
      const answered = (drawn: Drawn): void =>
        'picture' in drawn ? end(() => resolve(Buffer.from(drawn.picture))) : failed(new Error(drawn.reason));
      const failed = (error: Error): void => end(() => reject(error));
      const left = (): void => failed(new Error('The thread that draws has ended.'));
      worker.on('message', answered).on('error', failed).on('exit', left);
      worker.postMessage(plan);
    });
  }

  /** Subtle: a thread that dies may fail before or after its sheet does; in any case the next sheet gets another. */
  private newWorker(): Worker {
    const worker = this.start();
    worker.unref();
    const forget = (): void => void (this.worker === worker && (this.worker = undefined));
    return worker.on('error', forget).on('exit', forget);
  }
}

/** Subtle: a thread sees the system's files, so in a packed program it is started from the copy beside the archive. */
function threadBeside(): Worker {
  const here = import.meta.url.replace('/app.asar/', '/app.asar.unpacked/');
  return new Worker(new URL('./sheet-worker.js', here));
}
