/** The thread that finds and reads stamped numbers; the reader of digits has a thread below it. */
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { openDigitReader } from './digit-reader.ts';
import { readStamps } from './stamps.ts';

// Whoever works at the screen comes first. Subtle: elsewhere this would be said of the whole program; the reader's thread inherits it.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const reader = await openDigitReader();
if (!reader.ok) throw new Error(`The reader of digits does not start: ${JSON.stringify(reader.failure)}`);

// Subtle: what throws here ends the thread, and the reading thread's owner starts another with another reader of digits.
parentPort?.on('message', ({ luma, wish }: { luma: Luma; wish: readonly number[] | undefined }) => {
  void readStamps(luma, reader.value, wish ?? []).then(stamps => {
    if (!stamps.ok) throw new Error(`The reader of digits failed: ${JSON.stringify(stamps.failure)}`);
    parentPort?.postMessage(stamps.value);
  });
});
