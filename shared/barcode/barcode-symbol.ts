/** A printed symbol that was read from a picture. */

export const LINEAR_FORMATS = ['Code39', 'Code128', 'Codabar', 'ITF'] as const;
export const MATRIX_FORMATS = ['DataMatrix', 'QRCode'] as const;
export type Format = (typeof LINEAR_FORMATS)[number] | (typeof MATRIX_FORMATS)[number];

/** Upright, in pixels of the whole picture as it is looked at (turned by its EXIF orientation). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BarcodeSymbol {
  readonly text: string;
  readonly format: Format;
  readonly box: Box;
}

/** Matrix codes carry error correction: one valid read of them is proof. */
export const isMatrix = (format: Format): boolean => MATRIX_FORMATS.some(matrix => matrix === format);

/** Whether the middle of either box lies in the other: two readings of one printed symbol. */
export const isSamePlace = (a: Box, b: Box): boolean => holdsMiddle(a, b) || holdsMiddle(b, a);

function holdsMiddle(outer: Box, inner: Box): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}
