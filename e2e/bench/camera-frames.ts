/** Frames as a webcam on a bench gives them: a sticker at some size and angle, out of focus, noisy, in uneven light. The same at every run. */
import bwip from 'bwip-js/node';
import sharp from 'sharp';

export interface Printed {
  readonly as: 'code128' | 'code39' | 'datamatrix' | 'qrcode';
  readonly text: string;
  /** RGBA, row by row. */
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const [WIDTH, HEIGHT] = [1280, 720];

export async function frameOf(as: Printed['as'], nth: number): Promise<Printed> {
  const chance = randomFrom(nth * 31 + as.length * 7919);
  const text = `VASC${String(100_000 + Math.floor(chance() * 899_999)).padStart(7, '0')}`;
  const isFlat = as === 'code128' || as === 'code39';
  const flat = await bwip.toBuffer({
    bcid: as,
    text,
    scale: 4,
    height: isFlat ? 14 : 24,
    padding: 10,
    backgroundcolor: 'FFFFFF',
  });
  const wide = isFlat ? 380 + chance() * 420 : 110 + chance() * 190;
  const tilt = (chance() - 0.5) * (isFlat ? 24 : 80);
  const blur = 0.5 + chance() * 1.6;
  const sticker = await sharp(flat)
    .resize(Math.round(wide))
    .rotate(tilt, { background: '#c9c2b4' })
    .png()
    .toBuffer({ resolveWithObject: true });
  const table = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#c9c2b4' } });
  const left = Math.floor(chance() * (WIDTH - sticker.info.width));
  const top = Math.floor(chance() * Math.max(1, HEIGHT - sticker.info.height));
  const scene = await table
    .composite([{ input: sticker.data, left, top }])
    .png()
    .toBuffer();
  const { data } = await sharp(scene).blur(blur).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const noise = 4 + chance() * 18;
  const pixels = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const light = 0.55 + (0.45 * ((at / 4) % WIDTH)) / WIDTH;
    const grain = (chance() + chance() - 1) * noise;
    for (let channel = 0; channel < 3; channel += 1) pixels[at + channel] = (data[at + channel] ?? 0) * light + grain;
    pixels[at + 3] = 255;
  }
  return { as, text, pixels, width: WIDTH, height: HEIGHT };
}

/** Numbers from 0 to 1, always the same ones for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
