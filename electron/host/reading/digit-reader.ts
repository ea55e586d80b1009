/** Tesseract in a thread of its own, kept for the next stamp; nothing comes from the network. */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Worker as Thread } from 'node:worker_threads';
import { createWorker, OEM, PSM, type Page, type Worker } from 'tesseract.js';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';

export interface ReadText {
  /** Without blanks. */
  readonly text: string;
  /** Of the least certain character, 0 to 100. */
  readonly confidence: number;
}

export interface DigitReader {
  /** Reads one line from a PNG; `letters` allows any character. Fails with `unreadableImage`, and with `hostGone` once its thread is gone. */
  read(picture: Buffer, allowed: 'digits' | 'letters'): Promise<Result<ReadText>>;
  end(): Promise<void>;
}

const DATA = 'eng.traineddata.gz';
const ALLOWED = { digits: '0123456789', letters: '' } as const;
const GONE = failed({ kind: 'hostGone' });

/** Fails with `notUnderstood` where the reader or its data are not installed or broken. */
export async function openDigitReader(langPath: string = dataFolder()): Promise<Result<DigitReader>> {
  try {
    // Subtle: without its data the thread would neither answer nor end.
    await access(path.join(langPath, DATA));
    return success(readerOf(await startWorker(langPath)));
  } catch (error) {
    return failed({ kind: 'notUnderstood', detail: String(error) });
  }
}

function startWorker(langPath: string): Promise<Worker> {
  const workerPath = resolved('tesseract.js/src/worker-script/node/index.js');
  return new Promise((resolve, reject) => {
    // Subtle: a failure that no handler takes is thrown out of the thread's message and ends the process.
    const options = { langPath, workerPath, cacheMethod: 'none', gzip: true, errorHandler: reject };
    createWorker('eng', OEM.LSTM_ONLY, options).then(resolve, reject);
  });
}

const dataFolder = (): string =>
  path.join(path.dirname(resolved('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');

/** Subtle: a thread sees the system's files, so in a packed program the copies beside the archive. */
const resolved = (file: string): string =>
  createRequire(import.meta.url)
    .resolve(file)
    .replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);

function readerOf(worker: Worker): DigitReader {
  let isGone = false;
  const gone = whenGone(worker).finally(() => (isGone = true));
  let last: Promise<unknown> = Promise.resolve();
  return {
    // One at a time: what is allowed belongs to the thread, not to the call.
    read: (picture, allowed) => {
      const reading = last.then(() => (isGone ? GONE : Promise.race([readLine(worker, picture, allowed), gone])));
      last = reading;
      return reading;
    },
    end: async () => {
      await last;
      isGone = true;
      await worker.terminate();
    },
  };
}

/** Answers for a thread that has ended: its own answers would never come. */
function whenGone(worker: Worker): Promise<Result<never>> {
  const { worker: thread } = worker as Worker & { readonly worker: Thread };
  return new Promise(resolve => {
    thread.on('error', () => resolve(GONE));
    thread.on('exit', () => resolve(GONE));
  });
}

async function readLine(worker: Worker, picture: Buffer, allowed: 'digits' | 'letters'): Promise<Result<ReadText>> {
  try {
    await worker.setParameters({
      tessedit_char_whitelist: ALLOWED[allowed],
      tessedit_pageseg_mode: PSM.SINGLE_LINE,
      user_defined_dpi: '300',
    });
    const { data } = await worker.recognize(picture, {}, { text: true, blocks: true });
    return success({ text: data.text.replace(/\s/g, ''), confidence: leastConfidence(data) });
  } catch {
    return failed({ kind: 'unreadableImage', name: 'stamp' });
  }
}

function leastConfidence({ blocks }: Page): number {
  const lines = (blocks ?? []).flatMap(block => block.paragraphs.flatMap(paragraph => paragraph.lines));
  const symbols = lines.flatMap(line => line.words.flatMap(word => word.symbols));
  return symbols.length === 0 ? 0 : Math.min(...symbols.map(symbol => symbol.confidence));
}
