/**
 * Reads pictures on a thread of its own, one after the other; the thread is told what to look for and answers what it found. A
 * picture on which the thread dies or stays silent is unreadable; those that wait go to a new thread.
 *
 *     waiting -> in hand -> found
 *                        -> thread died or too long: unreadableImage, new thread
 */
import type { Worker } from 'node:worker_threads';
import type { Judgement, JuryRules } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';

/** Ten times what the largest picture takes on a slow computer. */
const LONGEST_READING_MS = 60_000;

interface Job<Wish, Found> {
  readonly name: string;
  readonly luma: Luma;
  readonly wish: Wish | undefined;
  readonly answer: (result: Result<Found>) => void;
}

export class ReadingThread<Wish = JuryRules, Found = Judgement> {
  readonly #start: () => Worker;
  readonly #longestMs: number;
  readonly #waiting: Job<Wish, Found>[] = [];
  #inHand: Job<Wish, Found> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #worker: Worker | undefined;

  constructor(start: () => Worker, longestMs: number = LONGEST_READING_MS) {
    this.#start = start;
    this.#longestMs = longestMs;
  }

  /** The picture's pixels are given away: they may be gone for the caller afterwards. `name` is what a failure calls it. */
  read(name: string, luma: Luma, wish?: Wish): Promise<Result<Found>> {
    return new Promise(answer => {
      this.#waiting.push({ name, luma, wish, answer });
      this.#next();
    });
  }

  /** Whatever has not been read fails. */
  async close(): Promise<void> {
    const worker = this.#worker;
    for (const job of this.#waiting.splice(0)) job.answer(unreadable(job, 'The station is closing.'));
    this.#drop('The station is closing.');
    await worker?.terminate();
  }

  #next(): void {
    if (this.#inHand) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#inHand = job;
    this.#timer = setTimeout(() => this.#drop('Reading it took too long.'), this.#longestMs);
    this.#worker ??= this.#newWorker();
    hand(this.#worker, job);
  }

  #newWorker(): Worker {
    const worker = this.#start();
    worker.unref();
    worker.on('message', (found: Found) => worker === this.#worker && this.#settle(success(found)));
    worker.on('error', error => worker === this.#worker && this.#drop(error.message));
    worker.on('exit', () => worker === this.#worker && this.#drop('Its reader stopped.'));
    return worker;
  }

  #drop(reason: string): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    if (this.#inHand) this.#settle(unreadable(this.#inHand, reason));
  }

  #settle(result: Result<Found>): void {
    clearTimeout(this.#timer);
    const job = this.#inHand;
    this.#inHand = undefined;
    job?.answer(result);
    this.#next();
  }
}

const unreadable = ({ name }: { readonly name: string }, reason: string): Result<never> =>
  failed({ kind: 'unreadableImage', name, reason });

/** Subtle: pixels that a native library lent cannot be given away on every Node, and are copied then. */
function hand(worker: Worker, { luma, wish }: { readonly luma: Luma; readonly wish: unknown }): void {
  try {
    worker.postMessage({ luma, wish }, transferable(luma));
  } catch {
    worker.postMessage({ luma, wish });
  }
}

/** Pixels that are a part of a larger buffer are copied: the rest of it is somebody else's. */
function transferable({ data }: Luma): ArrayBuffer[] {
  const { buffer, byteLength } = data;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
