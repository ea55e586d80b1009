/** Tesseract in a worker of its own, kept for the next stamp; nothing comes from the network. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { createWorker, PSM, type Worker } from 'tesseract.js';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';

export interface ReadText {
  /** Without blanks. */
  readonly text: string;
  /** Of the least certain character, 0 to 100. */
  readonly confidence: number;
}

export interface DigitReader {
  /** Reads one line from a PNG; `letters` allows any character, to tell words from numbers. Fails with `unreadableImage`. */
  read(picture: Buffer, allowed: 'digits' | 'letters'): Promise<Result<ReadText>>;
  end(): Promise<void>;
}

/** Fails with `notUnderstood` where the reader or its data are not installed. */
export async function openDigitReader(): Promise<Result<DigitReader>> {
  try {
    const worker = await createWorker('eng', 1, {
      langPath: path.join(path.dirname(resolve('@tesseract.js-data/eng')), '4.0.0_best_int'),
      cacheMethod: 'none',
      gzip: true,
      // Subtle: without it a failed reading is thrown from the worker's message and ends the process.
      errorHandler: () => undefined,
    });
    return success(readerOf(worker));
  } catch (error) {
    return failed({ kind: 'notUnderstood', detail: String(error) });
  }
}

const resolve = (name: string): string => createRequire(import.meta.url).resolve(name);

function readerOf(worker: Worker): DigitReader {
  const read = async (picture: Buffer, allowed: 'digits' | 'letters'): Promise<Result<ReadText>> => {
    try {
      await worker.setParameters({
        tessedit_char_whitelist: allowed === 'digits' ? '0123456789' : '',
        tessedit_pageseg_mode: PSM.SINGLE_LINE,
        user_defined_dpi: '300',
      });
      const { data } = await worker.recognize(picture, {}, { text: true, blocks: true });
      const words = (data.blocks ?? []).flatMap(block =>
        block.paragraphs.flatMap(part => part.lines.flatMap(line => line.words)),
      );
      const symbols = words.flatMap(word => word.symbols);
      return success({
        text: data.text.replace(/\s/g, ''),
        confidence: symbols.length === 0 ? 0 : Math.min(...symbols.map(symbol => symbol.confidence)),
      });
    } catch {
      return failed({ kind: 'unreadableImage', name: 'stamp' });
    }
  };
  let queue: Promise<unknown> = Promise.resolve();
  return {
    // One at a time: what is allowed belongs to the worker, not to the call.
    read: (picture, allowed) => {
      const reading = queue.then(() => read(picture, allowed));
      queue = reading;
      return reading;
    },
    end: async () => {
      await queue;
      await worker.terminate();
    },
  };
}
