/** The first juror: zxing-cpp compiled to WebAssembly. */
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';
import { LINEAR_FORMATS, MATRIX_FORMATS, type Format } from '../../../shared/barcode/barcode-symbol.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Effort, Found, Reader } from './reader.ts';

const EFFORT: Readonly<Record<Effort, ReaderOptions>> = {
  upright: { tryRotate: false, tryDownscale: false, tryInvert: false, tryDenoise: false },
  around: { tryRotate: true, tryDownscale: true, tryInvert: false, tryDenoise: false },
  everything: { tryRotate: true, tryDownscale: true, tryInvert: true, tryDenoise: true },
  'one threshold': { tryRotate: true, tryDownscale: true, tryInvert: true, binarizer: 'GlobalHistogram' },
};
const MOST_SYMBOLS = 50;

/** Takes the bytes of `zxing_reader.wasm`, so that nothing is looked for on the network. */
export async function zxingWasmReader(wasm: Uint8Array): Promise<Reader> {
  const wasmBinary = new Uint8Array(wasm).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return { name: 'zxing-wasm', read };
}

async function read(picture: Luma, formats: readonly Format[], effort: Effort): Promise<readonly Found[]> {
  const results = await readBarcodes(asPgm(picture), {
    formats: [...formats],
    tryHarder: true,
    // Subtle: the default writes control characters out, and a text is not what the symbol says any more.
    textMode: 'Plain',
    maxNumberOfSymbols: MOST_SYMBOLS,
    ...EFFORT[effort],
  });
  return results.filter(({ isValid }) => isValid).flatMap(found);
}

/** One byte a pixel with a short head: a quarter of the memory of the RGBA that the reader takes otherwise. */
function asPgm({ width, height, data }: Luma): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const pgm = new Uint8Array(head.length + data.length);
  pgm.set(head);
  pgm.set(data, head.length);
  return pgm;
}

function found({ text, symbology, position }: ReadResult): readonly Found[] {
  const format = [...LINEAR_FORMATS, ...MATRIX_FORMATS].find(known => known === symbology);
  const corners = [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft];
  return format ? [{ text, format, corners }] : [];
}
