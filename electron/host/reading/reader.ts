/** What every reader of barcodes offers the jury. */
import type { Format } from '../../../shared/barcode/barcode-symbol.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A symbol as a reader saw it, its corners in pixels of the picture that it was given. */
export interface Found {
  readonly text: string;
  readonly format: Format;
  readonly corners: readonly Point[];
}

/**
 * How to look: `upright` expects one row of upright bars, `around` finds symbols at any angle and size, `everything` looks also
 * for light symbols on dark and for those that need their edges closed, `one threshold` takes one grey for all of the picture.
 */
export type Effort = 'upright' | 'around' | 'everything' | 'one threshold';

export interface Reader {
  readonly name: string;
  /** Only symbols whose own checks hold. */
  readonly read: (picture: Luma, formats: readonly Format[], effort: Effort) => Promise<readonly Found[]>;
}
