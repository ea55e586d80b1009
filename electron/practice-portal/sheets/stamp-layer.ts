/** Draws the stamped number: every wheel for itself, the ink mottled as rubber leaves it. */
import type { OverlayOptions } from 'sharp';
import { layer } from './layers.ts';
import type { Stamp } from './stamp.ts';

/** A digit's height in font sizes, for the fonts that stamps are drawn with. */
const DIGIT_OF_FONT = 0.73;
/** Mottles a digit's height. */
const MOTTLES = 7;
/** How much of the ink the paper takes where rubber hardly touched: an alpha of 1.9 turbulence + this. */
const INK_FLOOR = 0.35;

export function stampLayer(stamp: Stamp, seed: number): Promise<OverlayOptions> {
  const { box, number, wheels } = stamp;
  const pitch = box.width / number.length;
  const digits = Array.from(number, (digit, at) => {
    const y = box.height * (1 + (wheels[at] ?? 0));
    return `<text x="${pitch * (at + 0.5)}" y="${y}">${digit}</text>`;
  });
  const inner = `<defs>${mottle(box.height, seed)}</defs>
<g ${stamp.font} font-size="${box.height / DIGIT_OF_FONT}" text-anchor="middle" fill="${stamp.colour}" opacity="${stamp.ink}" filter="url(#ink)">${digits.join('')}</g>`;
  return layer(box, inner, stamp.blur, 'multiply');
}

const mottle = (height: number, seed: number): string =>
  `<filter id="ink" x="-5%" y="-20%" width="110%" height="140%"><feTurbulence type="fractalNoise" baseFrequency="${MOTTLES / height}" numOctaves="2" seed="${seed % 10_000}" result="rubber"/>
<feColorMatrix in="rubber" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.9 0 0 0 ${INK_FLOOR - 0.3}" result="taken"/><feComposite in="SourceGraphic" in2="taken" operator="in"/></filter>`;
