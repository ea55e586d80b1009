/** The camera's noise over the whole picture: without it a drawn sheet is a tenth of a photograph's size. */
import { diceOf, type Dice } from './dice.ts';

/** Two coprime lengths, so that brightness and colour never repeat together. */
const BRIGHTNESS_LENGTH = 1_048_573;
const COLOUR_LENGTH = 65_521;
/** A sensor's colours differ less than its brightness once a camera has smoothed them. */
const COLOUR_SHARE = 0.35;

/** Adds noise of this standard deviation to raw RGB pixels, in place. */
export function addNoise(pixels: Uint8Array, deviation: number, seed: number): void {
  const dice = diceOf(seed);
  const brightness = bellShaped(BRIGHTNESS_LENGTH, deviation, dice);
  const colour = bellShaped(COLOUR_LENGTH, deviation * COLOUR_SHARE, dice);
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  let [light, tint] = [0, 0];
  for (let at = 0; at < clamped.length; at += 3) {
    const noise = brightness[light] ?? 0;
    clamped[at] = (clamped[at] ?? 0) + noise + (colour[tint] ?? 0);
    clamped[at + 1] = (clamped[at + 1] ?? 0) + noise;
    clamped[at + 2] = (clamped[at + 2] ?? 0) + noise - (colour[tint] ?? 0);
    light = light + 1 === BRIGHTNESS_LENGTH ? 0 : light + 1;
    tint = tint + 1 === COLOUR_LENGTH ? 0 : tint + 1;
  }
}

/** The sum of three even throws between -1 and 1 is bell-shaped enough, and its standard deviation is one. */
function bellShaped(length: number, deviation: number, dice: Dice): Int8Array {
  const throwOne = (): number => dice.between(-1, 1);
  return Int8Array.from({ length }, () => Math.round((throwOne() + throwOne() + throwOne()) * deviation));
}
