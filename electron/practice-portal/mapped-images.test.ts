/** Pictures that lie elsewhere, known to a real portal by their address. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, statusOf } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

describe('a picture mapped by its address (PORTAL_PROTOCOL 9.1)', () => {
  it('needs the original alone, and is doubled when sent twice', async () => {
    for (let nth = 0; nth < 2; nth += 1)
      expect(statusOf(await ana.submitImage(1001, [['originalUrl', 'https://img.example/a/x y.jpg']]))).toBe(
        'Media added successfully',
      );
    expect(await bench.mediaOf(1001)).toMatchObject(
      Array.from({ length: 2 }, () => ({
        ...{ originalUrl: 'https://img.example/a/x y.jpg', url: null, thumbnailUrl: null, format: 'image/jpeg' },
        ...{ sourceIdentifier: 'filename: x_y.jpg', pixelXDimension: null },
      })),
    );
  });

  it('takes the addresses of the smaller pictures too', async () => {
    const urls = { weburl: 'https://img.example/w.jpg', thumbnailUrl: 'https://img.example/t.jpg' };
    await ana.submitImage(1001, Object.entries({ originalUrl: 'https://img.example/x.jpg', ...urls }));
    expect(await bench.mediaOf(1001)).toMatchObject([{ url: urls.weburl, thumbnailUrl: urls.thumbnailUrl }]);
  });

  it.each([
    ['nothing', '', 'ERROR: No file uploaded'],
    ['an archive picture', 'https://img.example/x.tif', 'ERROR: File type not allowed: image/tiff'],
    ['an address without ending', 'https://img.example/x', 'ERROR: Couldn&#39;t connect to server'],
  ])('is refused for %s', async (_what, originalUrl, why) => {
    const told = statusOf(await ana.submitImage(1001, [['originalUrl', originalUrl]]));
    expect(told).toBe(why.replace('&#39;', "'"));
  });

  it('fails without the empty file part that browsers send', async () => {
    const form = new FormData();
    for (const [name, value] of [
      ['submitaction', 'Submit New Image'],
      ['occid', '1001'],
      ['collid', '1'],
    ] as const)
      form.append(name, value);
    form.append('originalUrl', 'https://img.example/x.jpg');
    expect(statusOf(await ana.postParts(EDITOR, form))).toContain('must be of type array, null given');
  });
});
