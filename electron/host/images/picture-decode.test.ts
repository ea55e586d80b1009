import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { aPicture, meanOf } from './picture-builders.ts';
import { asInput, decodeFirstView, decodeWhole, lookAt, lumaOf, type DecodedPicture } from './picture-decode.ts';

const SIZE = { width: 300, height: 200 };
const whole = async (bytes: Buffer): Promise<DecodedPicture> =>
  (await decodeWhole(bytes)) ?? expect.fail('The picture was not read.');

describe('a picture file', () => {
  it('is read whole, in the colours it has', async () => {
    const decoded = await whole(await aPicture(SIZE).jpeg({ quality: 95 }).toBuffer());
    expect(decoded).toMatchObject({ ...SIZE, channels: 3 });
    const [red = 0, green = 0, blue = 0] = await meanOf(asInput(decoded));
    expect([Math.abs(red - 127), Math.abs(green - 127), Math.abs(blue - 40)].every(off => off <= 2)).toBe(true);
  });

  it('stands upright as the camera was held', async () => {
    const lying = await aPicture(SIZE).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await lookAt(lying)).toMatchObject({ size: { width: 200, height: 300 } });
    expect(await whole(lying)).toMatchObject({ width: 200, height: 300 });
  });

  it.each([
    ['grey JPEG', () => aPicture(SIZE).toColourspace('b-w').jpeg().toBuffer()],
    ['JPEG in printing colours', () => aPicture(SIZE).toColourspace('cmyk').jpeg().toBuffer()],
    ['PNG of 16 bits', () => aPicture(SIZE).toColourspace('rgb16').png().toBuffer()],
    ['grey PNG of 16 bits', () => aPicture(SIZE).toColourspace('grey16').png().toBuffer()],
    ['TIFF of 16 bits', () => aPicture(SIZE).toColourspace('rgb16').tiff({ compression: 'lzw' }).toBuffer()],
    ['PNG with glass around', () => aPicture(SIZE).ensureAlpha(1).png().toBuffer()],
    ['WebP', () => aPicture(SIZE).webp().toBuffer()],
  ])('may be a %s: eight bits a channel come of it, no brighter and no darker', async (_, write) => {
    const decoded = await whole(await write());
    expect(decoded.pixels.length).toBe(SIZE.width * SIZE.height * decoded.channels);
    const grey = await meanOf(asInput(decoded).greyscale());
    const [expected = 0] = await meanOf(await aPicture(SIZE).greyscale().png().toBuffer());
    expect(Math.abs((grey[0] ?? 0) - expected)).toBeLessThan(12);
  });

  it('has its first view at once where it is a JPEG: at most 2048 pixels, at the scale of the first level', async () => {
    const size = { width: 3001, height: 4203 };
    const first = await decodeFirstView(await aPicture(size).jpeg().toBuffer(), size);
    const { width, height } = await sharp(first).metadata();
    expect([width, height]).toEqual([1001, 1401].map((_, nth) => Math.ceil((nth === 0 ? 3001 : 4203) / 4)));
  });

  it.each([
    ['cut off in the middle', (jpeg: Buffer) => jpeg.subarray(0, jpeg.length / 2)],
    ['with spoilt bytes', (jpeg: Buffer) => Buffer.from(jpeg).fill(0xff, 8000, 8300)],
    ['empty', () => Buffer.alloc(0)],
    ['no picture at all', () => Buffer.from('not a picture')],
    [
      'a drawing that may name other files',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ])('that is %s is not shown', async (_, spoil) => {
    const bytes = spoil(await aPicture(SIZE).jpeg({ quality: 100 }).toBuffer());
    expect((await decodeWhole(bytes)) === undefined).toBe(true);
    expect((await lookAt(bytes)) && (await decodeFirstView(bytes, SIZE))).toBeUndefined();
  });

  it('that claims more pixels than any camera has is not begun with', async () => {
    const bomb = Buffer.from(await aPicture(SIZE).png().toBuffer());
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(await lookAt(bomb)).toBeUndefined();
    expect(await decodeWhole(bomb)).toBeUndefined();
  });

  it('gives readers of barcodes its green light, from the same decode', async () => {
    const decoded = await whole(await aPicture(SIZE).png().toBuffer());
    const luma = await lumaOf(decoded);
    expect({ ...luma, data: luma.data.length }).toEqual({ ...SIZE, data: 300 * 200 });
    expect([luma.data[0], luma.data[100 * 300], luma.data[100 * 300 + 299]]).toEqual([0, 128, 128]);
  });
});
