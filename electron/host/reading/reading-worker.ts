/** The thread that reads symbols, so that the host's own loop goes on. Lies beside `zxing_reader.wasm`. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { JuryRules } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { readSymbols } from './read-symbols.ts';
import { zxingLibraryReader } from './zxing-library-reader.ts';
import { zxingWasmReader } from './zxing-wasm-reader.ts';

const wasm = await readFile(new URL('./zxing_reader.wasm', import.meta.url));
const readers = { first: await zxingWasmReader(wasm), second: zxingLibraryReader };

// Subtle: what throws here ends the thread, and the reading thread's owner starts another.
parentPort?.on('message', ({ luma, wish }: { luma: Luma; wish: JuryRules | undefined }) => {
  void readSymbols(luma, readers, wish).then(judgement => parentPort?.postMessage(judgement));
});
