/** Draws the stamped number: every wheel for itself, the ink mottled as rubber leaves it. */
import type { OverlayOptions } from 'sharp';
import type { Box } from './box.ts';
import { layer } from './layers.ts';
import type { Stamp } from './stamp.ts';

/** A digit's height in font sizes, for the fonts that stamps are drawn with. */
const DIGIT_OF_FONT = 0.73;
/** Mottles a digit's height. */
const MOTTLES = 7;
/** How much of the ink the paper takes where rubber hardly touched: an alpha of 1.9 turbulence + this. */
const INK_FLOOR = 0.35;

export function stampLayer(stamp: Stamp, seed: number): Promise<OverlayOptions> {
  const { box, number } = stamp;
  const pitch = box.width / number.length;
  const digits = stamp.wheels.map(
    ({ offset, ink }, at) =>
      `<text x="${pitch * (at + 0.5)}" y="${box.height * (1 + offset)}" opacity="${ink}">${number[at] ?? ''}</text>`,
  );
  const inner = `<defs>${mottle(box.height, seed)}</defs>
<g ${stamp.font} font-size="${box.height / DIGIT_OF_FONT}" text-anchor="middle" fill="${stamp.colour}" filter="url(#ink)">${digits.join('')}</g>`;
  return layer(box, inner, stamp.blur, 'multiply');
}

/** Red, framed, across a corner: what a typist stamps on a sheet that is in the database. */
export function databasedLayer(box: Box): Promise<OverlayOptions> {
  const { width, height } = box;
  const inner = `<g fill="none" stroke="#a3262a" opacity="0.7"><rect x="2" y="2" width="${width - 4}" height="${height - 4}" stroke-width="${height * 0.08}"/>
<text x="${width / 2}" y="${height * 0.76}" font-size="${height * 0.68}" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold" stroke="none" fill="#a3262a">DATABASED</text></g>`;
  return layer(box, inner, 0, 'multiply');
}

const mottle = (height: number, seed: number): string =>
  `<filter id="ink" x="-5%" y="-20%" width="110%" height="140%"><feTurbulence type="fractalNoise" baseFrequency="${MOTTLES / height}" numOctaves="2" seed="${seed % 10_000}" result="rubber"/>
<feColorMatrix in="rubber" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.9 0 0 0 ${INK_FLOOR - 0.3}" result="taken"/><feComposite in="SourceGraphic" in2="taken" operator="in"/></filter>`;
