/** Where something lies on a picture. */

/** Pixels; x and y are the centre; the angle in degrees clockwise turns an upright box of this size to where it lies. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}
