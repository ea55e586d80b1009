/** Labels drawn for tests: a symbol of known text on paper, turned, faded and blurred at will. */
import { build } from 'esbuild';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import bwipjs from 'bwip-js/node';
import sharp, { type Sharp } from 'sharp';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { zxingLibraryReader } from './zxing-library-reader.ts';
import { zxingWasmReader } from './zxing-wasm-reader.ts';

export interface DrawnLabel {
  readonly text?: string;
  readonly symbology?: 'code128' | 'code39' | 'datamatrix' | 'qrcode' | 'interleaved2of5' | 'rationalizedCodabar';
  /** Pixels of one narrow line. */
  readonly module?: number;
  /** Degrees clockwise. */
  readonly angle?: number;
  readonly blur?: number;
  /** From 0 (nothing to see) to 1 (black on white). */
  readonly contrast?: number;
}

const PAPER = '#e6e2d8';

export async function drawnLabel(label: DrawnLabel = {}): Promise<Buffer> {
  const { text = 'VASC0000001', symbology = 'code128', module = 3, angle = 0, blur = 0, contrast = 1 } = label;
  const drawn = await bwipjs.toBuffer({
    bcid: symbology,
    text,
    scale: module,
    height: 14,
    paddingwidth: 10,
    paddingheight: 4,
    backgroundcolor: 'FFFFFF',
  });
  const faded = await sharp(drawn)
    .linear(contrast, 255 * (1 - contrast))
    .png()
    .toBuffer();
  const turned = await sharp(faded).rotate(angle, { background: PAPER }).png().toBuffer();
  return blur > 0 ? sharp(turned).blur(blur).png().toBuffer() : turned;
}

/** A sheet of paper of this size with pictures laid on it, each by its upper left corner. */
export function sheetOf(
  width: number,
  height: number,
  laid: readonly { input: Buffer; left: number; top: number }[],
): Sharp {
  return sharp({ create: { width, height, channels: 3, background: PAPER } }).composite([...laid]);
}

export async function lumaOf(picture: Sharp): Promise<Luma> {
  const { data, info } = await picture
    .flatten({ background: '#fff' })
    .extractChannel(1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const wasmFile = (): string => createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

export async function bothReaders() {
  return { first: await zxingWasmReader(await readFile(wasmFile())), second: zxingLibraryReader };
}

/** A program of this folder, bundled with what it needs beside it, where it still finds the packages that stay outside. */
export async function builtProgram(name: string) {
  await mkdir('node_modules/.cache', { recursive: true });
  const folder = path.resolve(await mkdtemp('node_modules/.cache/reading-'));
  const file = path.join(folder, `${name}.mjs`);
  await build({
    entryPoints: [`electron/host/reading/${name}.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['sharp', 'tesseract.js'],
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  await copyFile(wasmFile(), path.join(folder, 'zxing_reader.wasm'));
  return { file, folder, discard: () => rm(folder, { recursive: true, force: true }) };
}
