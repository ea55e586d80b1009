/**
 * The stamped accession number on a picture of a sheet, as a suggestion:
 *
 *     small map -> ink -> blots -> runs of digit-sized blots -> crops turned upright -> several readings of each -> verdict
 */
import type { Luma } from '../../../shared/barcode/luma.ts';
import { success, type Result } from '../../../shared/failure/failure.ts';
import type { DigitReader } from './digit-reader.ts';
import { asPng, blackAndWhite, cropStamp, smallMap } from './stamp-crop.ts';
import { blotsOf, inkOf } from './stamp-ink.ts';
import type { Place } from './stamp-place.ts';
import { digitRuns, type DigitRun } from './stamp-runs.ts';
import { judge, ranked, type JudgedRun, type Passes, type StampReading } from './stamp-verdict.ts';

/** More runs than this are a label's, and cost time. */
const MOST_RUNS = 5;
/** Digit heights in pixels that suit the reader, one for each pass. */
const GREY_HEIGHT = 30;
const PLAIN_HEIGHT = 40;
const PLAIN_SHARE = 0.54; // of what is spread already: about six tenths of the way from ink to paper
/** Steeper than this the writing runs up or down. */
const LEVEL = 45;

/**
 * The numbers that may be the sheet's, the likeliest first; only the first can be sure. `paddedTo`: the lengths of the
 * collection's stamps in digits; none where not known. Fails with `unreadableImage` where the reader failed.
 */
export async function readStamps(
  luma: Luma,
  reader: DigitReader,
  paddedTo: readonly number[],
): Promise<Result<readonly StampReading[]>> {
  const map = await smallMap(luma);
  const scale = luma.width / map.width;
  const judged: JudgedRun[] = [];
  for (const run of digitRuns(blotsOf(inkOf(map))).slice(0, MOST_RUNS)) {
    const found = await readRun(luma, run, scaled(run.place, scale), reader, paddedTo);
    if (!found.ok) return found;
    if (found.value) judged.push(found.value);
  }
  return success(ranked(judged));
}

const scaled = ({ x, y, width, height, angle }: Place, scale: number): Place => ({
  ...{ x: x * scale, y: y * scale, width: width * scale, height: height * scale },
  angle,
});

async function readRun(
  luma: Luma,
  run: DigitRun,
  place: Place,
  reader: DigitReader,
  paddedTo: readonly number[],
): Promise<Result<JudgedRun | undefined>> {
  const ways = Math.abs(place.angle) > LEVEL ? [place, { ...place, angle: place.angle + 180 }] : [place];
  const greys = [];
  for (const way of ways) {
    const crop = await asPng(await cropStamp(luma, way, GREY_HEIGHT));
    const grey = await reader.read(crop, 'digits');
    if (!grey.ok) return grey;
    greys.push({ way, crop, grey: grey.value });
  }
  const [best, other] = greys.sort((a, b) => b.grey.confidence - a.grey.confidence);
  if (!best || best.grey.text === '') return success(undefined);
  const black = await asPng(blackAndWhite(await cropStamp(luma, best.way, PLAIN_HEIGHT), PLAIN_SHARE));
  const plain = await reader.read(black, 'digits');
  const free = await reader.read(best.crop, 'letters');
  if (!plain.ok) return plain;
  if (!free.ok) return free;
  const passes: Passes = { grey: best.grey, plain: plain.value, free: free.value, upsideDown: other?.grey };
  return success(judge(run, best.way, passes, paddedTo));
}
