/**
 * Reads the barcodes in one frame of the camera: zxing-wasm first, @zxing/library as second juror for bar codes, and alone
 * where WebAssembly does not run. Why this way round: README.
 */
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
  type Result,
} from '@zxing/library';
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';
import type { Sighting } from './live-jury.ts';

export type FrameReader = (frame: ImageData) => Promise<readonly Sighting[]>;

const BARS = {
  Code39: BarcodeFormat.CODE_39,
  Code128: BarcodeFormat.CODE_128,
  Codabar: BarcodeFormat.CODABAR,
  ITF: BarcodeFormat.ITF,
};
const MATRICES = { DataMatrix: BarcodeFormat.DATA_MATRIX, QRCode: BarcodeFormat.QR_CODE };
const FORMATS = [...Object.keys(BARS), ...Object.keys(MATRICES)] as (keyof typeof BARS | keyof typeof MATRICES)[];

/** Looking harder takes some five times as long. */
const BLANK_BEFORE_HARDER = 3;

const isMatrix = (format: string | undefined): boolean => format !== undefined && format in MATRICES;

/** Takes the address of `zxing_reader.wasm`: from our own host, nothing is looked for elsewhere. */
export async function prepareFrameReader(wasmUrl: string): Promise<FrameReader> {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
    return bothReaders();
  } catch {
    return readWithLibrary;
  }
}

/** A quick look reads most frames that can be read; where some brought nothing, the next one is looked at harder. */
function bothReaders(): FrameReader {
  let blankFrames = 0;
  return async frame => {
    const sightings = await readWithBoth(frame, blankFrames >= BLANK_BEFORE_HARDER);
    blankFrames = sightings.length > 0 || blankFrames >= BLANK_BEFORE_HARDER ? 0 : blankFrames + 1;
    return sightings;
  };
}

async function readWithBoth(frame: ImageData, tryHarder: boolean): Promise<readonly Sighting[]> {
  const results = await readBarcodes(frame, {
    formats: FORMATS,
    tryHarder,
    tryInvert: false,
    // Subtle: the default writes control characters out, and a text is not what the symbol says any more.
    textMode: 'Plain',
  });
  return results.filter(({ isValid, text }) => isValid && text !== '').map(one => sightingOf(one, frame));
}

function sightingOf({ text, symbology, position }: ReadResult, frame: ImageData): Sighting {
  const box = boxOf([position.topLeft, position.topRight, position.bottomRight, position.bottomLeft]);
  const isSure = isMatrix(symbology);
  const second = isSure ? undefined : readGrey(cropped(frame, withQuietZone(box, frame)), Object.values(BARS));
  return { text, isMatrix: isSure, readers: second?.getText() === text ? 2 : 1, ...middleOf(box) };
}

async function readWithLibrary(frame: ImageData): Promise<readonly Sighting[]> {
  const whole = cropped(frame, { x: 0, y: 0, width: frame.width, height: frame.height });
  const result = readGrey(whole, [...Object.values(BARS), ...Object.values(MATRICES)]);
  if (!result || result.getText() === '') return [];
  const box = boxOf(result.getResultPoints().map(point => ({ x: point.getX(), y: point.getY() })));
  const isSure = Object.values(MATRICES).includes(result.getBarcodeFormat());
  return [{ text: result.getText(), isMatrix: isSure, readers: 1, ...middleOf(box) }];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One byte a pixel, row by row. */
interface Grey extends Omit<Box, 'x' | 'y'> {
  readonly data: Uint8ClampedArray;
}

function readGrey({ data, width, height }: Grey, formats: readonly BarcodeFormat[]): Result | undefined {
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, formats],
    [DecodeHintType.TRY_HARDER, true],
    [DecodeHintType.RETURN_CODABAR_START_END, true],
  ]);
  try {
    const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(data, width, height)));
    return new MultiFormatReader().decode(bitmap, hints);
  } catch {
    // Subtle: it throws where there is nothing to read, and plain errors of all kinds from noise that looks like a symbol.
    return undefined;
  }
}

/** The green channel of a part of the frame. */
function cropped(frame: ImageData, { x, y, width, height }: Box): Grey {
  const data = new Uint8ClampedArray(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      data[row * width + column] = frame.data[((y + row) * frame.width + x + column) * 4 + 1] ?? 0;
  return { data, width, height };
}

/** Bars are told by the white around them. */
function withQuietZone({ x, y, width, height }: Box, frame: ImageData): Box {
  const margin = Math.ceil(Math.max(width, height) / 6);
  const [left, top] = [Math.max(0, Math.floor(x - margin)), Math.max(0, Math.floor(y - margin))];
  const right = Math.min(frame.width, Math.ceil(x + width + margin));
  const bottom = Math.min(frame.height, Math.ceil(y + height + margin));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function boxOf(corners: readonly { readonly x: number; readonly y: number }[]): Box {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const middleOf = ({ x, y, width, height }: Box) => ({
  x: x + width / 2,
  y: y + height / 2,
  reach: Math.max(width, height) / 2,
});
