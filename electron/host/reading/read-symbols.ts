/**
 * Reads the symbols of one picture. Bars are read where bars seem to be, at full size; an overview at a reduced size finds
 * matrix codes and what the map of edges missed; what only one pass has read is shown again in other ways. The jury decides.
 */
import { LINEAR_FORMATS, MATRIX_FORMATS } from '../../../shared/barcode/barcode-symbol.ts';
import type { Judgement, JuryRules } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blockMap } from './block-map.ts';
import { busyPlaces } from './busy-places.ts';
import type { Rectangle } from './crop.ts';
import { Hearing, type Readers } from './hearing.ts';
import { HARD_PASSES, LONGEST, MATRIX_PASSES, PLAIN_PASSES, SECOND_PASSES } from './passes.ts';
import { barRegions, matrixRegions, type Region } from './regions.ts';
import { halfView, wholeRegion, wholeView } from './view.ts';

const ALL_FORMATS = [...LINEAR_FORMATS, ...MATRIX_FORMATS];
/** Up to this size a picture is read whole. */
const SMALL_PIXELS = 4_000_000;
/** Up to this size no effort is spared: labels photographed by themselves, and not always well. */
const TINY_PIXELS = 600_000;
/** What looks most like bars comes first; further down there is nothing but ticks of rulers and lines of print. */
const MOST_REGIONS = 10;
/** Each silent region costs as much as ten that answer, and most pictures without a code have several. */
const MOST_SILENT_REGIONS = 3;
const LEAST_SILENT_SCORE = 500;
const MOST_MATRIX_REGIONS = 3;
const CONFIRMING = [...PLAIN_PASSES, ...SECOND_PASSES, ...HARD_PASSES];

export async function readSymbols(luma: Luma, readers: Readers, rules: JuryRules = {}): Promise<Judgement> {
  const hearing = new Hearing(luma, readers, rules);
  const pixels = luma.width * luma.height;
  const isTiny = pixels <= TINY_PIXELS;
  const map = blockMap(luma);
  if (pixels <= SMALL_PIXELS)
    await hearing.confirm(
      await hearing.hear(wholeView(luma), 'whole', ALL_FORMATS, isTiny ? 'everything' : 'around'),
      CONFIRMING,
    );
  await readBars(hearing, barRegions(map));
  if (pixels > SMALL_PIXELS) await lookOver(hearing, busyPlaces(map, luma.width, luma.height));
  if (hearing.judgement().verdict === 'none')
    await readMatrices(hearing, isTiny ? [wholeRegion(luma)] : matrixRegions(map));
  return hearing.judgement();
}

async function readBars(hearing: Hearing, regions: readonly Region[]): Promise<void> {
  const silent: Region[] = [];
  for (const region of regions.slice(0, MOST_REGIONS)) {
    if (hearing.isProvenAt(region)) continue;
    const heard = await hearing.hearBars(region, PLAIN_PASSES);
    if (heard.length > 0) await hearing.confirm(heard, CONFIRMING);
    else if (region.score >= LEAST_SILENT_SCORE && region.length <= LONGEST) silent.push(region);
  }
  for (const region of silent.slice(0, MOST_SILENT_REGIONS))
    await hearing.confirm(await hearing.hearBars(region, HARD_PASSES), CONFIRMING);
}

async function lookOver(hearing: Hearing, places: readonly Rectangle[]): Promise<void> {
  for (const place of places) {
    const view = halfView(hearing.picture, place);
    await hearing.confirm(await hearing.hear(view, 'half', ALL_FORMATS, 'around'), CONFIRMING);
  }
}

async function readMatrices(hearing: Hearing, regions: readonly Region[]): Promise<void> {
  for (const region of regions.slice(0, MOST_MATRIX_REGIONS)) await hearing.hearMatrix(region, MATRIX_PASSES);
}
