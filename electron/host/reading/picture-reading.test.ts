import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../shared/barcode/jury.ts';
import type { Luma } from '../../../shared/barcode/luma.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { DecodedPicture } from '../images/picture-decode.ts';
import { PictureReading, type PictureReadingOptions } from './picture-reading.ts';
import type { StampReading } from './stamp-verdict.ts';

const GREY: DecodedPicture = { width: 4, height: 4, channels: 1, pixels: Buffer.alloc(16, 7) };
const STAMP: StampReading = {
  ...{ number: '041207', isSure: true, crop: { x: 2, y: 2, width: 2, height: 1, angle: 0 } },
};
const PROFILE = { catalogNumber: { prefix: 'VASC', digits: 7 }, accession: { paddedTo: [6] } };
const NONE: Judgement = { verdict: 'none', symbols: [], others: [] };

/** Answers as it is told, and counts how many pictures it has at once. */
class Thread<Wish, Found> {
  readonly asked: { readonly name: string; readonly luma: Luma; readonly wish: Wish | undefined }[] = [];
  most = 0;
  private inHand = 0;

  constructor(private readonly answer: Result<Found>) {}

  async read(name: string, luma: Luma, wish?: Wish): Promise<Result<Found>> {
    this.asked.push({ name, luma, wish });
    this.most = Math.max(this.most, (this.inHand += 1));
    await new Promise(resolve => setImmediate(resolve));
    this.inHand -= 1;
    return this.answer;
  }

  close = async () => undefined;
}

function readingWith(options: Partial<PictureReadingOptions> = {}) {
  const decoded: string[] = [];
  const whole = async (imageId: string) => {
    decoded.push(imageId);
    return success(GREY);
  };
  const reading = new PictureReading({
    desk: { whole },
    barcodes: new Thread(success(NONE)),
    stamps: new Thread(success([STAMP])),
    profile: PROFILE,
    ...options,
  });
  return { reading, decoded };
}

describe('reading the stamp on a picture', () => {
  it('brings a suggestion from the viewer’s own decode, which stays the viewer’s', async () => {
    const stamps = new Thread<readonly number[], readonly StampReading[]>(success([STAMP]));
    const { reading } = readingWith({ stamps });
    expect(await reading.stamp('portal-1')).toMatchObject({ value: { number: '041207', isSure: true } });
    expect(stamps.asked).toMatchObject([{ name: 'portal-1', wish: [6] }]);
    expect(stamps.asked[0]?.luma.data.buffer).not.toBe(GREY.pixels.buffer);
  });

  it('is done once for two who ask at once, and one picture at a time', async () => {
    const stamps = new Thread<readonly number[], readonly StampReading[]>(success([STAMP]));
    const { reading, decoded } = readingWith({ stamps });
    await Promise.all(['portal-1', 'portal-1', 'portal-2', 'portal-3'].map(imageId => reading.stamp(imageId)));
    expect([decoded, stamps.most]).toEqual([['portal-1', 'portal-2', 'portal-3'], 1]);
  });

  it('brings none, and stops nothing, where the picture or its reader fails', async () => {
    const dead = new Thread<readonly number[], readonly StampReading[]>(
      failed({ kind: 'unreadableImage', name: 'portal-1', reason: 'Its reader stopped.' }),
    );
    expect(await readingWith({ stamps: dead }).reading.stamp('portal-1')).toEqual(success(null));
    const desk = { whole: async () => failed({ kind: 'unreadableImage', name: 'portal-1' }) };
    expect(await readingWith({ desk }).reading.stamp('portal-1')).toEqual(success(null));
  });

  it('fails where the portal does, so that it is asked again', async () => {
    const desk = { whole: async () => failed({ kind: 'offline' }) };
    expect(await readingWith({ desk }).reading.stamp('portal-1')).toEqual(failed({ kind: 'offline' }));
  });
});

describe('reading the barcodes on a picture', () => {
  it('tells the jury how the collection’s look', async () => {
    const barcodes = new Thread<{ readonly pattern?: RegExp | undefined }, Judgement>(success(NONE));
    const { reading } = readingWith({ barcodes });
    expect(await reading.barcodes('kept-1', 'ahead')).toEqual(success(NONE));
    const { pattern } = barcodes.asked[0]?.wish ?? {};
    expect(['VASC0104327', 'VASC010432', 'XVASC0104327'].map(text => pattern?.test(text))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('takes the picture of a sheet that waits before all others', async () => {
    const { reading, decoded } = readingWith();
    const ahead = ['kept-1', 'kept-2', 'kept-3'].map(imageId => reading.barcodes(imageId, 'ahead'));
    await Promise.all([...ahead, reading.barcodes('kept-9', 'front')]);
    expect(decoded).toEqual(['kept-1', 'kept-9', 'kept-2', 'kept-3']);
  });
});
