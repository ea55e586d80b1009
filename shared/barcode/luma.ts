/** A grey picture for reading: the green channel, one byte a pixel, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
