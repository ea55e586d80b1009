import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Readers } from './hearing.ts';
import { readSymbols } from './read-symbols.ts';
import { bothReaders, drawnLabel, lumaOf, sheetOf, type DrawnLabel } from './reading-bench.ts';

// Drawing a sheet takes longer than reading it, on a busy computer seconds.
vi.setConfig({ testTimeout: 30_000 });

let readers: Readers;
beforeAll(async () => {
  readers = await bothReaders();
});

const textsOf = async (luma: Luma) => (await readSymbols(luma, readers)).symbols.map(({ text }) => text);
const labelRead = async (label: DrawnLabel) => textsOf(await lumaOf(sharp(await drawnLabel(label))));
/** Large enough to be read by regions, not whole. */
const onLargeSheet = async (...labels: readonly DrawnLabel[]) =>
  lumaOf(
    sheetOf(
      1800,
      2300,
      await Promise.all(
        labels.map(async (label, nth) => ({ input: await drawnLabel(label), left: 300, top: 200 + nth * 700 })),
      ),
    ),
  );

describe('a label photographed by itself', () => {
  it.each([
    ['code128', 'VASC0000001'],
    ['code39', 'VASC0000001'],
    ['interleaved2of5', '09627509'],
    ['datamatrix', 'VASC0000001'],
    ['qrcode', 'https://herbarium.example/VASC0000001'],
  ] as const)('is read where it bears a %s', async (symbology, text) => {
    expect(await labelRead({ symbology, text })).toEqual([text]);
  });

  it('is read with the line ends of its text as one character', async () => {
    expect(await labelRead({ symbology: 'qrcode', text: 'Sedum\r\nacre' })).toEqual(['Sedum\nacre']);
  });

  it('is read as full ASCII where a Code 39 says small letters', async () => {
    expect(await labelRead({ symbology: 'code39', text: '+V+A+S+C-12' })).toEqual(['vasc-12']);
  });
});

describe('a whole sheet', () => {
  it.each([0, 4, 37, 90, 180, 291])('is read where its label lies turned by %i degrees', async angle => {
    expect(await textsOf(await onLargeSheet({ angle }))).toEqual(['VASC0000001']);
  });

  it('is read where its bars are two pixels wide, tilted and blurred', async () => {
    expect(await textsOf(await onLargeSheet({ module: 2, angle: 2, blur: 1 }))).toEqual(['VASC0000001']);
  });

  it('is read where its print has faded', async () => {
    expect(await textsOf(await onLargeSheet({ contrast: 0.3, angle: 3, blur: 0.8 }))).toEqual(['VASC0000001']);
  });

  it('gives all of its codes, bars and matrices', async () => {
    const sheet = await onLargeSheet(
      { text: 'VASC0000001', angle: 3 },
      { text: 'GRW-000002', symbology: 'datamatrix', module: 10, angle: 12 },
      { text: 'E00000003', symbology: 'code39', module: 2 },
    );
    const { verdict, symbols } = await readSymbols(sheet, readers);
    expect(verdict).toBe('several');
    expect(symbols.map(({ text }) => text).sort()).toEqual(['E00000003', 'GRW-000002', 'VASC0000001']);
  });

  it.each([4, 16, 36])('is read where the squares of its matrix code are %i pixels wide', async square => {
    const label = { text: 'VASC0000001', symbology: 'qrcode', module: square / 2, angle: 8 } as const;
    expect(await textsOf(await onLargeSheet(label))).toEqual(['VASC0000001']);
  });

  it('tells where the symbol lies in the whole picture', async () => {
    const { symbols } = await readSymbols(await onLargeSheet({ angle: 0 }), readers);
    const { x, y, width } = symbols[0]?.box ?? { x: NaN, y: NaN, width: NaN };
    const margin = 30; // ten narrow lines of three pixels
    expect(Math.abs(x - (300 + margin))).toBeLessThan(12);
    expect(y).toBeGreaterThan(200);
    expect(Math.abs(width - 134 * 3)).toBeLessThan(40);
  });

  it('without a code gives none', async () => {
    expect(await readSymbols(await onLargeSheet(), readers)).toEqual({ verdict: 'none', symbols: [], others: [] });
  });

  it('with nothing but the ticks of a ruler gives none', async () => {
    const ticks = Array.from(
      { length: 120 },
      (_, nth) => `<rect x="${nth * 8}" width="2" height="${nth % 5 ? 40 : 70}"/>`,
    );
    const ruler = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="980" height="90">${ticks.join('')}</svg>`,
    );
    const sheet = await lumaOf(sheetOf(2000, 2400, [{ input: ruler, left: 200, top: 100 }]));
    expect((await readSymbols(sheet, readers)).verdict).toBe('none');
  });
});

describe('a picture hardly there', () => {
  it.each([
    [1, 1],
    [3, 40],
    [17, 17],
  ])('of %i by %i pixels gives none', async (width, height) => {
    const luma = { width, height, data: new Uint8Array(width * height).fill(200) };
    expect((await readSymbols(luma, readers)).verdict).toBe('none');
  });
});
