/**
 * Reads the symbols of one picture. Bars are read where bars seem to be, at full size; an overview at a reduced size finds
 * matrix codes and what the map of edges missed; what only one pass has read is shown again in other ways. The jury decides.
 */
import { LINEAR_FORMATS, MATRIX_FORMATS } from '../../../shared/barcode/barcode-symbol.ts';
import type { Judgement, JuryRules } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blockMap } from './block-map.ts';
import { Hearing, type Readers } from './hearing.ts';
import { HARD_PASSES, MATRIX_PASSES, PLAIN_PASSES } from './passes.ts';
import { barRegions, type Region } from './regions.ts';
import { halfView, wholeRegion, wholeView } from './view.ts';

const ALL_FORMATS = [...LINEAR_FORMATS, ...MATRIX_FORMATS];
/** Up to this size a picture is read whole: looking for regions would cost more than it saves. */
const SMALL_PIXELS = 4_000_000;
const ALL_PASSES = [...PLAIN_PASSES, ...HARD_PASSES];
const MOST_REGIONS = 10;
const MOST_HARD_REGIONS = 4;

export async function readSymbols(luma: Luma, readers: Readers, rules: JuryRules = {}): Promise<Judgement> {
  const hearing = new Hearing(luma, readers, rules);
  if (luma.width * luma.height <= SMALL_PIXELS) await readSmall(hearing);
  else await readLarge(hearing);
  return hearing.judgement();
}

async function readSmall(hearing: Hearing): Promise<void> {
  const heard = await hearing.hear(wholeView(hearing.picture), 'whole', ALL_FORMATS, 'everything');
  await hearing.confirm(heard, ALL_PASSES);
  await readRegions(hearing);
  if (hearing.judgement().verdict === 'none') await hearing.hearMatrix(wholeRegion(hearing.picture), MATRIX_PASSES);
}

async function readLarge(hearing: Hearing): Promise<void> {
  await readRegions(hearing);
  await hearing.confirm(await hearing.hear(halfView(hearing.picture), 'half', ALL_FORMATS, 'around'), ALL_PASSES);
}

async function readRegions(hearing: Hearing): Promise<void> {
  const silent: Region[] = [];
  for (const region of barRegions(blockMap(hearing.picture)).slice(0, MOST_REGIONS)) {
    const heard = await hearing.hearBars(region, PLAIN_PASSES);
    if (heard.length === 0) silent.push(region);
    else if (!heard.some(reading => hearing.isProven(reading))) await hearing.hearBars(region, HARD_PASSES);
  }
  for (const region of silent.slice(0, MOST_HARD_REGIONS)) await hearing.hearBars(region, HARD_PASSES);
}
