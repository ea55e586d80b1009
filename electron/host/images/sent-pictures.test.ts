import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredImage } from '../../../shared/portal/change.ts';
import { NOTHING_TOLD, USUAL_IMAGE_UPLOAD } from '../../../shared/portal/image-upload.ts';
import { ImageStore } from './image-store.ts';
import { SentPictures, type SentPicturesOptions } from './sent-pictures.ts';
import { UploadBound } from './upload-bound.ts';

// Pictures are compressed for real, however busy the computer is.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let store: ImageStore;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-sent-'));
  store = new ImageStore(path.join(folder, 'images'));
});
afterEach(() => rm(folder, { recursive: true }));

const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
const size = { width: 1_000, height: 1_400, channels: 3 } as const;
const pixels = await sharp({ create: { ...size, background: '#000', noise } })
  .raw()
  .toBuffer();
const picture = sharp(pixels, { raw: size });
const jpeg = await picture.clone().jpeg({ quality: 95 }).toBuffer();
const tiff = await picture.clone().tiff().toBuffer();

const open = async (different: Partial<SentPicturesOptions> = {}) =>
  new SentPictures({ store, upload: USUAL_IMAGE_UPLOAD, learned: await UploadBound.open(folder), ...different });

async function kept(bytes: Uint8Array): Promise<string> {
  const answer = await store.keep(bytes);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.sha256;
}

const named = async (bytes: Uint8Array): Promise<StoredImage> => ({
  ...{ sha256: await kept(bytes), bytes: bytes.length, mime: 'image/jpeg', name: 'VASC0000001.jpg' },
});

describe('the pictures of a portal', () => {
  it('are the originals where those fit, and renditions that are kept beside them where not', async () => {
    const pictures = await open();
    const [plain, deep] = [await kept(jpeg), await kept(tiff)];
    expect(await pictures.renditionOf(plain)).toEqual({
      ok: true,
      value: { sha256: plain, bytes: jpeg.length, mime: 'image/jpeg' },
    });
    const made = await pictures.renditionOf(deep);
    if (!made.ok) throw new Error(made.failure.kind);
    expect(made.value).toMatchObject({ mime: 'image/jpeg' });
    expect((await store.read(made.value.sha256))?.length).toBe(made.value.bytes);
    expect((await store.read(deep))?.equals(tiff)).toBe(true);
    expect(await (await open()).renditionOf(deep)).toEqual(made);
  });

  it('are none of a file that shows no picture', async () => {
    const raw = await kept(Buffer.from('a RAW file of some camera'));
    expect(await (await open()).renditionOf(raw)).toMatchObject({ ok: false, failure: { kind: 'unreadableImage' } });
  });

  it('go as their entry names them, and smaller once the portal refused one, at the next start too', async () => {
    const image = await named(jpeg);
    const pictures = await open();
    const first = await pictures.ready(image);
    expect(first).toMatchObject({ ok: true, value: { image } });
    expect(first.ok && jpeg.equals(first.value.bytes)).toBe(true);
    await pictures.wereRefused({ image, bytes: jpeg }, { kind: 'tooLarge', bytes: jpeg.length, most: null });
    for (const later of [pictures, await open()]) {
      const ready = await later.ready(image);
      if (!ready.ok) throw new Error(ready.failure.kind);
      expect(ready.value.image).toMatchObject({ name: 'VASC0000001.jpg', mime: 'image/jpeg' });
      expect(ready.value.bytes.length).toBeLessThanOrEqual(jpeg.length / 2);
    }
  });

  it('are refused before anything is sent where nothing useful is small enough', async () => {
    const image = await named(jpeg);
    const upload = { ...USUAL_IMAGE_UPLOAD, maxBytes: 10_000 };
    const tooLarge = { kind: 'tooLarge', bytes: jpeg.length, most: 10_000 - 4096 };
    expect(await (await open({ upload })).ready(image)).toEqual({ ok: false, failure: tooLarge });
  });

  it('that are not there any more are named', async () => {
    const gone: StoredImage = { sha256: '0'.repeat(64), bytes: 3, mime: 'image/jpeg', name: 'VASC0000001.jpg' };
    const failure = { kind: 'unreadableImage', name: 'VASC0000001.jpg' };
    expect(await (await open()).ready(gone)).toEqual({ ok: false, failure });
  });

  it('lose pixels and no more once the portal had no memory for them, at the next start too', async () => {
    const image = await named(jpeg);
    await (await open()).wereRefused({ image, bytes: jpeg }, { kind: 'tooManyPixels' });
    const ready = await (await open()).ready(image);
    if (!ready.ok) throw new Error(ready.failure.kind);
    const { width, height } = await sharp(ready.value.bytes).metadata();
    expect((width * height) / (size.width * size.height)).toBeCloseTo(0.5, 2);
    const few = await named(await picture.clone().resize(500).jpeg().toBuffer());
    expect(await (await open()).ready(few)).toMatchObject({ value: { image: few } });
  });

  it('become JPEGs where the portal turned out to take no PNG, and none are left where it takes no JPEG', async () => {
    const bytes = await picture.clone().resize(400).png().toBuffer();
    const image: StoredImage = { ...(await named(bytes)), mime: 'image/png', name: 'VASC0000001.png' };
    const pictures = await open();
    expect(await pictures.ready(image)).toMatchObject({ value: { image } });
    const refuse = (mime: string) => pictures.wereRefused({ image, bytes }, { kind: 'typeNotTaken', mime });
    await refuse('image/png');
    const jpegOfIt = { mime: 'image/jpeg', name: 'VASC0000001.jpg' };
    expect(await pictures.ready(image)).toMatchObject({ value: { image: jpegOfIt } });
    await refuse('image/jpeg');
    expect(await pictures.ready(image)).toEqual({ ok: false, failure: { kind: 'typeNotTaken', mime: 'image/jpeg' } });
  });

  it('keep what the portal’s form says, and say all that is known of it', async () => {
    const form = { maxBytes: 20_000_000, mimes: ['image/jpeg' as const] };
    await (await open()).noteForm(form);
    expect((await open()).rules).toMatchObject({ upload: USUAL_IMAGE_UPLOAD, told: { form } });
  });

  it('forget what was kept of it and cannot be read', async () => {
    await writeFile(path.join(folder, 'upload-bound.json'), '{"v":2,"told":');
    expect((await UploadBound.open(folder)).told).toEqual(NOTHING_TOLD);
  });
});
