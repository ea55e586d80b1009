/** Reads the symbols of one picture: small ones whole, large ones where bars seem to be, and tells the jury every reading. */
import { LINEAR_FORMATS, MATRIX_FORMATS } from '../../../shared/barcode/barcode-symbol.ts';
import { judge, type Judgement, type JuryRules, type Reading } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { blockMap } from './block-map.ts';
import { stretched } from './crop.ts';
import type { Effort, Reader } from './reader.ts';
import { barRegions, type Region } from './regions.ts';
import { cropView, halfView, placed, wholeView, type View } from './view.ts';

export interface Readers {
  readonly first: Reader;
  readonly second: Reader;
}

const ALL = [...LINEAR_FORMATS, ...MATRIX_FORMATS];

export async function readSymbols(luma: Luma, readers: Readers, rules: JuryRules = {}): Promise<Judgement> {
  const readings: Reading[] = [];
  const add = async (view: View, reader: Reader, pass: string, formats: typeof ALL, effort: Effort) => {
    const found = await reader.read(view.luma, formats, effort);
    readings.push(...found.map(symbol => ({ ...placed(symbol, view), reader: reader.name, pass })));
  };
  if (luma.width * luma.height < 4e6) {
    const whole = wholeView(luma);
    await add(whole, readers.first, 'whole', ALL, 'everything');
    await add(whole, readers.second, 'whole', ALL, 'everything');
    await add(halfView(luma), readers.first, 'half', ALL, 'everything');
  } else {
    for (const region of barRegions(blockMap(luma)).slice(0, 10))
      for (const offset of [-0.2, 0.2]) {
        const view = cropView(luma, band(region, offset), 1);
        await add(
          { ...view, luma: stretched(view.luma) },
          readers.first,
          `band${offset}`,
          [...LINEAR_FORMATS],
          'upright',
        );
      }
    await add(halfView(luma), readers.first, 'half', ALL, 'around');
  }
  return judge(readings, rules);
}

function band(region: Region, offset: number): Region {
  const along = offset * region.height;
  return {
    ...region,
    x: region.x - along * Math.sin(region.angle),
    y: region.y + along * Math.cos(region.angle),
    length: region.length + 2 * Math.min(60, 24 + region.length * 0.08),
    height: Math.max(16, Math.min(110, region.height * 0.35)),
  };
}
