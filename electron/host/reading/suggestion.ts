/** Which of the numbers read on a picture is offered to a person as its stamp. Pure. */
import type { PictureSize } from '../../../shared/specimen/picture-levels.ts';
import type { PictureBox, SuggestedNumber } from '../../../shared/workflow/suggested-number.ts';
import type { Place } from './stamp-place.ts';
import type { StampReading } from './stamp-verdict.ts';

/** Paper around the digits, in digit heights. */
const MARGIN = 0.5;

/** `readings`: the likeliest first. `paddedTo`: the lengths of the collection's stamps; a number of another length is a label's. */
export function suggestionOf(
  readings: readonly StampReading[],
  paddedTo: readonly number[],
  size: PictureSize,
): SuggestedNumber | undefined {
  const likely = readings.find(({ number }) => paddedTo.length === 0 || paddedTo.includes(number.length));
  return likely && { number: likely.number, crop: boxOf(likely.crop, size), isSure: likely.isSure };
}

/** The upright box around a place that may lie askew. */
function boxOf(place: Place, { width, height }: PictureSize): PictureBox {
  const [wide, high] = [place.width + 2 * MARGIN * place.height, place.height * (1 + 2 * MARGIN)];
  const turn = (place.angle * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  const [halfWide, halfHigh] = [(wide * cos + high * sin) / 2, (wide * sin + high * cos) / 2];
  const [left, right] = [share(place.x - halfWide, width), share(place.x + halfWide, width)];
  const [top, bottom] = [share(place.y - halfHigh, height), share(place.y + halfHigh, height)];
  return { left, top, width: right - left, height: bottom - top };
}

const share = (pixels: number, of: number): number => Math.min(1, Math.max(0, pixels / of));
