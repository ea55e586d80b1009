/** Draws a barcode sticker. */
import bwipjs from 'bwip-js/node';
import type { OverlayOptions } from 'sharp';
import { escaped } from '../html.ts';
import { layer } from './layers.ts';
import { isTwoDimensional, type Symbol } from './symbol.ts';

const PAPER = 244;
const DARKEST = 18;

export function symbolLayer(symbol: Symbol): Promise<OverlayOptions> {
  const { box, text, barsWidth, barsHeight, contrast } = symbol;
  const ink = grey(PAPER - (PAPER - DARKEST) * contrast);
  const left = (box.width - barsWidth) / 2;
  const top = isTwoDimensional(symbol.symbology) ? left : barsWidth * 0.04;
  const size = box.width * (text.length > 9 ? 0.085 : 0.1);
  const number = `<text x="${box.width / 2}" y="${top + barsHeight + size}" font-size="${size}" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" fill="${ink}">${escaped(text)}</text>`;
  const inner = `<rect width="${box.width}" height="${box.height}" fill="${grey(PAPER)}"/>
${bars(symbol, left, top, ink)}${symbol.isNumbered ? number : ''}`;
  return layer(box, inner, symbol.blur);
}

/** The encoder's drawing, stretched to the width that the plan says. */
function bars({ symbology, text, barsWidth, barsHeight }: Symbol, left: number, top: number, ink: string): string {
  const drawn = bwipjs.toSVG({ bcid: symbology, text, scale: 1, barcolor: ink.slice(1) });
  const place = `x="${left}" y="${top}" width="${barsWidth}" height="${barsHeight}" preserveAspectRatio="none"`;
  return drawn.replace('<svg', `<svg ${place}`);
}

function grey(level: number): string {
  const hex = Math.round(level).toString(16).padStart(2, '0');
  return `#${hex}${hex}${hex}`;
}
