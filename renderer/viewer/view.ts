/** What is seen of a picture: the point in the middle, how much it is enlarged, and how it is turned. Widths of the picture are 1. */
export interface View {
  readonly x: number;
  readonly y: number;
  /** How many times the picture's width fits over the viewer's. */
  readonly zoom: number;
  /** Clockwise. */
  readonly degrees: number;
}

/** Where a second picture goes when the first moves: by as much, each from where it stood, so that labels at two places stay side by side. */
export function inStep(second: View, before: View, after: View): View {
  const ratio = after.zoom / before.zoom;
  const zoom = second.zoom * ratio;
  // A shift is as long on the screen in both, whatever each is enlarged to.
  const perShift = after.zoom / zoom;
  return {
    x: second.x + (after.x - before.x) * perShift,
    y: second.y + (after.y - before.y) * perShift,
    zoom,
    degrees: (second.degrees + after.degrees - before.degrees + 360) % 360,
  };
}

/** A part of a picture, as shares of its width from the left upper corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
