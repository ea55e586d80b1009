/** Draws a planned sheet: paper and plant once at full size, what was stuck on and stamped above, the camera's noise over all. */
import sharp from 'sharp';
import { diceOf } from './dice.ts';
import { labelSvg } from './label-svg.ts';
import { chartSvg, paperSvg, scaleBarSvg } from './paper.ts';
import { plantSvg } from './plant-svg.ts';
import { addNoise } from './sensor-noise.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { databasedLayer, stampLayer } from './stamp-layer.ts';
import { symbolLayer } from './symbol-layer.ts';

/** The sheet as JPEG. */
export async function drawSheet(plan: SheetPlan): Promise<Buffer> {
  const { width, height } = plan;
  const layers = await Promise.all([
    ...plan.symbols.map(symbolLayer),
    ...(plan.stamp ? [stampLayer(plan.stamp, plan.seed)] : []),
    ...(plan.databased ? [databasedLayer(plan.databased)] : []),
  ]);
  const pixels = await sharp(Buffer.from(sheetSvg(plan)), { limitInputPixels: false, unlimited: true })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer();
  addNoise(pixels, plan.noise, plan.seed);
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .withMetadata({ density: Math.round(plan.scale * 25.4) })
    .jpeg({ quality: plan.quality })
    .toBuffer();
}

function sheetSvg({ width, height, scale, seed, label, plant, chart, scaleBar }: SheetPlan): string {
  const dice = diceOf(seed + 1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
${paperSvg(width, height, scale, dice)}${plantSvg(plant, dice)}${labelSvg(label, label.box)}${chartSvg(chart)}${scaleBarSvg(scaleBar, scale)}</svg>`;
}
