/** The second juror: @zxing/library, another descendant of the same ancestor that binarizes and samples in its own way. */
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
  type Result,
} from '@zxing/library';
import type { Format } from '../../../shared/barcode/barcode-symbol.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import type { Found, Reader } from './reader.ts';

const THEIR_FORMATS: Readonly<Record<Format, BarcodeFormat>> = {
  Code39: BarcodeFormat.CODE_39,
  Code128: BarcodeFormat.CODE_128,
  Codabar: BarcodeFormat.CODABAR,
  ITF: BarcodeFormat.ITF,
  DataMatrix: BarcodeFormat.DATA_MATRIX,
  QRCode: BarcodeFormat.QR_CODE,
};

export const zxingLibraryReader: Reader = { name: 'zxing-library', read };

/** It gives one symbol at most, and looks equally hard whatever the effort. */
async function read({ width, height, data }: Luma, formats: readonly Format[]): Promise<readonly Found[]> {
  const grey = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)));
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, formats.map(format => THEIR_FORMATS[format])],
    [DecodeHintType.TRY_HARDER, true],
    [DecodeHintType.RETURN_CODABAR_START_END, true],
  ]);
  try {
    return found(new MultiFormatReader().decode(bitmap, hints));
  } catch {
    // Subtle: it throws where there is nothing to read, and plain errors of all kinds from noise that looks like a symbol.
    return [];
  }
}

function found(result: Result): readonly Found[] {
  const format = (Object.keys(THEIR_FORMATS) as Format[]).find(
    ours => THEIR_FORMATS[ours] === result.getBarcodeFormat(),
  );
  const corners = result.getResultPoints().map(point => ({ x: point.getX(), y: point.getY() }));
  return format ? [{ text: result.getText(), format, corners }] : [];
}
