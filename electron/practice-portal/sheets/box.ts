/** A place on the sheet: pixels from its upper left corner, turned clockwise about its centre. */

export interface Box {
  /** The centre. */
  readonly x: number;
  readonly y: number;
  /** Before turning. */
  readonly width: number;
  readonly height: number;
  /** Degrees, clockwise. */
  readonly angle: number;
}

/** The upright box around a turned one. */
export function around(box: Box): Box {
  const turn = (box.angle * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  return {
    x: box.x,
    y: box.y,
    width: box.width * cos + box.height * sin,
    height: box.width * sin + box.height * cos,
    angle: 0,
  };
}

/** Whether the upright boxes around both come nearer than the gap. */
export function areNear(one: Box, other: Box, gap: number): boolean {
  const [a, b] = [around(one), around(other)];
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;
}
