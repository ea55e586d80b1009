/** Small pictures to be laid on the sheet: a turned SVG each, in the upright box around it. */
import sharp, { type OverlayOptions } from 'sharp';
import { around, type Box } from './box.ts';

/** Sharp refuses to blur by less. */
const LEAST_BLUR = 0.3;
/** Room for the blur to run out, in standard deviations. */
const BLUR_REACH = 4;

/** `inner` is drawn in the box's own coordinates: its upper left corner is 0 0 before turning. */
export async function layer(
  box: Box,
  inner: string,
  blur = 0,
  blend: 'over' | 'multiply' = 'over',
): Promise<OverlayOptions> {
  const reach = Math.ceil(blur * BLUR_REACH) + 2;
  const upright = around(box);
  const width = Math.ceil(upright.width) + 2 * reach;
  const height = Math.ceil(upright.height) + 2 * reach;
  const [left, top] = [Math.round(box.x - width / 2), Math.round(box.y - height / 2)];
  const turned = `translate(${box.x - left} ${box.y - top}) rotate(${box.angle}) translate(${-box.width / 2} ${-box.height / 2})`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="${turned}">${inner}</g></svg>`;
  const drawn = sharp(Buffer.from(svg), { limitInputPixels: false });
  const input = await (blur < LEAST_BLUR ? drawn : drawn.blur(blur)).png({ compressionLevel: 1 }).toBuffer();
  return { input, left, top, blend };
}
