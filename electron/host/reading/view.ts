/** A picture given to a reader, with the way back from its pixels to those of the whole picture. */
import type { BarcodeSymbol, Box } from '../../../shared/barcode/barcode-symbol.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { cropUpright, halved, type Rectangle } from './crop.ts';
import type { Found, Point } from './reader.ts';
import type { Region } from './regions.ts';

export interface View {
  readonly luma: Luma;
  readonly place: (point: Point) => Point;
}

export const wholeView = (luma: Luma): View => ({ luma, place: point => point });

export const wholeRegion = ({ width, height }: Luma): Region => ({
  ...{ x: width / 2, y: height / 2, angle: 0, length: width, height, score: 0 },
});

export const halfView = (luma: Luma, part: Rectangle): View => ({
  luma: halved(luma, part),
  place: ({ x, y }) => ({ x: part.left + 2 * x, y: part.top + 2 * y }),
});

export function cropView(picture: Luma, region: Region, scale: number): View {
  const luma = cropUpright(picture, region, scale);
  const [cos, sin] = [Math.cos(region.angle), Math.sin(region.angle)];
  const place = ({ x, y }: Point): Point => {
    const [u, v] = [(x - luma.width / 2) / scale, (y - luma.height / 2) / scale];
    return { x: region.x + u * cos - v * sin, y: region.y + u * sin + v * cos };
  };
  return { luma, place };
}

/** The symbol with its upright box in the whole picture; line ends in its text are one character. */
export function placed({ text, format, corners }: Found, { place }: View): BarcodeSymbol {
  return { text: text.replace(/\r\n/g, '\n'), format, box: boxAround(corners.map(place)) };
}

/** Where a symbol lies, turned as its reader saw it: from the first corner to the second across, to the last along. */
export function regionOf({ corners }: Found, { place }: View): Region {
  const points = corners.map(place);
  const [start, end] = [points[0] ?? ORIGIN, points[1] ?? ORIGIN];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const far = points[3] ?? start;
  const angle = Math.atan2(dy, dx);
  const height = Math.abs((far.y - start.y) * Math.cos(angle) - (far.x - start.x) * Math.sin(angle));
  return { ...middleOf(points), angle, length: Math.hypot(dx, dy), height: Math.max(height, LEAST_HEIGHT), score: 0 };
}

const ORIGIN: Point = { x: 0, y: 0 };
/** Readers of rows tell of one row only where they needed no more. */
const LEAST_HEIGHT = 24;

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), ORIGIN);
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
  return { x, y, width: Math.round(Math.max(...xs)) - x, height: Math.round(Math.max(...ys)) - y };
}
