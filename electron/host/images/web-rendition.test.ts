import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { webRendition } from './web-rendition.ts';

// Pictures are compressed for real, however busy the computer is.
vi.setConfig({ testTimeout: 30_000 });

const LIMITS = { mimes: ['image/jpeg', 'image/png'], mostBytes: 8_000_000, mostPixels: null } as const;
const small = (mostBytes: number) => ({ ...LIMITS, mostBytes });

/** Noise, so that it does not become small by itself. */
const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
const size = { width: 1_000, height: 1_500, channels: 3 } as const;
const pixels = await sharp({ create: { ...size, background: '#000', noise } })
  .raw()
  .toBuffer();
const sheet = sharp(pixels, { raw: size });
/** The upper half red, the lower blue. */
const halves = async () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#f00' } })
    .extend({ bottom: 20, background: '#00f' })
    .png()
    .toBuffer();

const sheetJpeg = await sheet.clone().jpeg({ quality: 95 }).toBuffer();

const made = async (original: Uint8Array, limits = LIMITS as Parameters<typeof webRendition>[1]) => {
  const rendition = await webRendition(original, limits);
  if (!rendition) throw new Error('Nothing was small enough.');
  const { format, width, height, space, depth, orientation } = await sharp(rendition.bytes).metadata();
  return { ...rendition, format, width, height, space, depth, orientation };
};

describe('what a portal is sent of a picture', () => {
  it('is the JPEG itself, byte for byte, where it is small enough, turned or not', async () => {
    expect((await webRendition(sheetJpeg, LIMITS))?.bytes).toBe(sheetJpeg);
    const turned = await sharp(sheetJpeg).withMetadata({ orientation: 6 }).toBuffer();
    expect((await webRendition(turned, LIMITS))?.bytes).toBe(turned);
  });

  it('is a PNG itself only where the portal takes PNGs and it has eight bits', async () => {
    const png = await halves();
    expect((await webRendition(png, LIMITS))?.bytes).toBe(png);
    expect(await made(png, { ...LIMITS, mimes: ['image/jpeg'] })).toMatchObject({ format: 'jpeg', width: 40 });
    const deep = await sharp(png).toColourspace('rgb16').png().toBuffer();
    expect(await made(deep)).toMatchObject({ mime: 'image/jpeg', format: 'jpeg', depth: 'uchar', space: 'srgb' });
  });

  it('is a JPEG in sRGB with all pixels where a TIFF, of sixteen bits or in another colour space, comes', async () => {
    for (const picture of [sheet.clone(), sheet.clone().toColourspace('rgb16'), sheet.clone().toColourspace('cmyk')]) {
      const tiff = await picture.tiff({ compression: 'lzw' }).toBuffer();
      const all = { format: 'jpeg', width: 1_000, height: 1_500, space: 'srgb', depth: 'uchar' };
      expect(await made(tiff)).toMatchObject(all);
    }
  });

  it('stands upright where the camera lay', async () => {
    const lying = await sharp(await halves())
      .tiff()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { bytes, width, height, orientation } = await made(lying);
    expect([width, height, orientation ?? 1]).toEqual([40, 40, 1]);
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    // Turned to the right, what was above is on the right.
    const colourAt = (x: number) => (data[(20 * 40 + x) * 3] ?? 0) > 128;
    expect([colourAt(5), colourAt(34)]).toEqual([false, true]);
  });

  it('loses quality first and pixels after that, and is the best that fits', async () => {
    const at90 = (await made(await sheet.clone().tiff().toBuffer())).bytes.length;
    const less = await made(sheetJpeg, small(Math.floor(at90 * 0.9)));
    expect(less).toMatchObject({ width: 1_000, height: 1_500 });
    const fewer = await made(sheetJpeg, small(Math.floor(at90 / 2.4)));
    expect(fewer.height).toBeLessThan(1_500);
    expect(fewer.bytes.length).toBeLessThanOrEqual(at90 / 2.4);
    expect(fewer.width / fewer.height).toBeCloseTo(2 / 3, 2);
  });

  it('is never more pixels than there were, and the same bytes each time', async () => {
    const tiny = await sharp(await halves())
      .tiff()
      .toBuffer();
    expect(await made(tiny)).toMatchObject({ width: 40, height: 40 });
    const twice = await Promise.all([1, 2].map(() => webRendition(sheetJpeg, small(sheetJpeg.length / 3))));
    expect(Buffer.compare(twice[0]?.bytes ?? Buffer.of(1), twice[1]?.bytes ?? Buffer.of(2))).toBe(0);
  });

  it('has no more pixels than the portal can work up, however few bytes they are', async () => {
    const fewer = await made(sheetJpeg, { ...LIMITS, mostPixels: 600_000 });
    expect(fewer.width * fewer.height).toBeLessThanOrEqual(600_000);
    expect(fewer.width * fewer.height).toBeGreaterThan(590_000);
    expect((await webRendition(sheetJpeg, { ...LIMITS, mostPixels: 1_500_000 }))?.bytes).toBe(sheetJpeg);
  });

  it('is nothing where nothing useful is small enough', async () => {
    expect(await webRendition(sheetJpeg, small(1_000))).toBeUndefined();
  });

  it('shows what is see-through on white', async () => {
    const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const { bytes } = await made(clear, { ...LIMITS, mimes: ['image/jpeg'] });
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it('is refused where it is no picture', async () => {
    await expect(webRendition(Buffer.from('no picture'), LIMITS)).rejects.toThrow();
  });
});
