import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawSheet } from './draw-sheet.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';

const CODE_128 = { text: 'VASC0104301', symbology: 'code128' } as const;
const MATRIX = { text: 'GRW-638803', symbology: 'datamatrix' } as const;

/** Small and in focus: this is about the drawing, not about readers. */
function smallSheet(): SheetPlan {
  const plan = planSheet('small.jpg', 5, 2, { stamp: '012345', barcodes: [CODE_128, MATRIX] });
  return { ...plan, symbols: plan.symbols.map(symbol => ({ ...symbol, blur: 0, contrast: 0.9 })) };
}

describe('a drawn sheet', () => {
  const plan = smallSheet();
  let picture: Buffer;

  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    prepareZXingModule({ overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer } });
    picture = await drawSheet(plan);
  });

  it('is a JPEG of the planned size, and the same bytes again', async () => {
    const { format, width, height } = await sharp(picture).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: plan.width, height: plan.height });
    expect(picture.equals(await drawSheet(plan))).toBe(true);
  });

  it('shows the barcodes that its truth names', async () => {
    const found = await readBarcodes(new Blob([new Uint8Array(picture)]), { tryHarder: true, textMode: 'Plain' });
    expect(found.map(({ text }) => text).sort()).toEqual(['GRW-638803', 'VASC0104301']);
  });

  it('shows ink where its truth says that the stamp is, and paper beside it', async () => {
    const { x, y, width, height } = plan.stamp?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const size = { width: Math.round(width * 0.8), height: Math.round(height * 0.6) };
    const darkest = async (left: number, top: number) => {
      const pixels = await sharp(picture)
        .extract({ left, top, ...size })
        .greyscale()
        .raw()
        .toBuffer();
      return Math.min(...pixels);
    };
    const left = Math.round(x - size.width / 2);
    const top = Math.round(y - size.height / 2);
    expect(Math.abs(plan.stamp?.box.angle ?? 90)).toBeLessThan(7);
    expect((await darkest(left, top + Math.round(height * 1.6))) - (await darkest(left, top))).toBeGreaterThan(40);
  });
});
