/** The readers of the live camera beside each other, frame by frame: why which is first is in renderer/barcode/README.md. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { test } from '@playwright/test';
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { frameOf, type Printed } from './camera-frames.ts';

const PER_FORMAT = 40;
const FORMATS = { code128: 'Code128', code39: 'Code39', datamatrix: 'DataMatrix', qrcode: 'QRCode' } as const;
const THEIRS = {
  code128: BarcodeFormat.CODE_128,
  code39: BarcodeFormat.CODE_39,
  datamatrix: BarcodeFormat.DATA_MATRIX,
  qrcode: BarcodeFormat.QR_CODE,
};

type Read = (frame: Printed) => Promise<readonly string[]>;

const wasm =
  (tryHarder: boolean): Read =>
  async ({ pixels, width, height }) => {
    const frame = { data: pixels, width, height, colorSpace: 'srgb' } as unknown as ImageData;
    const found = await readBarcodes(frame, {
      formats: [...Object.values(FORMATS), 'Codabar', 'ITF'],
      tryHarder,
      tryInvert: false,
      textMode: 'Plain',
    });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  };

const library =
  (tryHarder: boolean): Read =>
  async ({ pixels, width, height }) => {
    const grey = new Uint8ClampedArray(width * height);
    for (let at = 0; at < grey.length; at += 1) grey[at] = pixels[4 * at + 1] ?? 0;
    const formats = [...Object.values(THEIRS), BarcodeFormat.CODABAR, BarcodeFormat.ITF];
    const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.POSSIBLE_FORMATS, formats]]);
    if (tryHarder) hints.set(DecodeHintType.TRY_HARDER, true);
    try {
      const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)));
      return [new MultiFormatReader().decode(bitmap, hints).getText()];
    } catch {
      return [];
    }
  };

const READERS: Readonly<Record<string, Read>> = {
  wasm: wasm(false),
  wasm_harder: wasm(true),
  library: library(false),
  library_harder: library(true),
};

test('frames of a camera: right, wrong and milliseconds of each reader', async () => {
  test.setTimeout(600_000);
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(await readFile(file)).buffer },
    fireImmediately: true,
  });
  const frames: Printed[] = [];
  for (const as of Object.keys(FORMATS) as (keyof typeof FORMATS)[])
    for (let nth = 0; nth < PER_FORMAT; nth += 1) frames.push(await frameOf(as, nth));
  for (const [name, read] of Object.entries(READERS)) {
    const right: Record<string, number> = {};
    let wrong = 0;
    const times: number[] = [];
    for (const frame of frames) {
      const from = performance.now();
      const texts = await read(frame);
      times.push(performance.now() - from);
      if (texts.includes(frame.text)) right[frame.as] = (right[frame.as] ?? 0) + 1;
      wrong += texts.filter(text => text !== frame.text).length;
    }
    times.sort((a, b) => a - b);
    const rights = Object.keys(FORMATS).map(as => `${as}=${right[as] ?? 0}/${PER_FORMAT}`);
    const [median = 0, p95 = 0] = [times[times.length >> 1], times[Math.floor(times.length * 0.95)]];
    console.log(`reader=${name} ${rights.join(' ')} wrong=${wrong} ms=${median.toFixed(1)} p95_ms=${p95.toFixed(1)}`);
  }
});
