/**
 * The levels of a picture: each has half the side of the one above it, the last is the picture itself, and level 0 is the
 * whole picture in one tile, which is the first view. Sides are pixels; a side that does not halve evenly is rounded up.
 */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A tile by its place: columns from the left, rows from the top. */
export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** What a tile shows of the whole picture, and how large it is itself. */
export interface TileCut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly size: PictureSize;
}

export const TILE_SIDE = 512;

/** A first view is at most so large and, of a larger picture, more than half of it: enough for any bench's screen. */
export const LARGEST_FIRST_VIEW = 2048;

export function lastLevelOf(size: PictureSize): number {
  let last = 0;
  while (Math.ceil(longerSide(size) / 2 ** last) > LARGEST_FIRST_VIEW) last += 1;
  return last;
}

/** How many pixels of the picture's side one pixel of this level stands for. */
export const shrinkAt = (size: PictureSize, level: number): number => 2 ** (lastLevelOf(size) - level);

export function sizeAt(size: PictureSize, level: number): PictureSize {
  const shrink = shrinkAt(size, level);
  return { width: Math.ceil(size.width / shrink), height: Math.ceil(size.height / shrink) };
}

/** The side of this level's tiles; those at the right and at the bottom may be smaller. */
export const tileSideAt = (size: PictureSize, level: number): number =>
  level === 0 ? longerSide(sizeAt(size, 0)) : TILE_SIDE;

/** Undefined where the picture has no such tile. */
export function tileCut(size: PictureSize, { level, column, row }: TilePlace): TileCut | undefined {
  if (level > lastLevelOf(size)) return undefined;
  const [shrink, side, whole] = [shrinkAt(size, level), tileSideAt(size, level), sizeAt(size, level)];
  const across = Math.min(side, whole.width - column * side);
  const down = Math.min(side, whole.height - row * side);
  if (across <= 0 || down <= 0) return undefined;
  const [left, top] = [column * side * shrink, row * side * shrink];
  return {
    left,
    top,
    width: Math.min(across * shrink, size.width - left),
    height: Math.min(down * shrink, size.height - top),
    size: { width: across, height: down },
  };
}

const longerSide = ({ width, height }: PictureSize): number => Math.max(width, height);
