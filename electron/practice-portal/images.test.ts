/** Pictures as a real portal takes, names, serves and loses them. */
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { jpeg, photo } from './photo-for-tests.ts';
import { EDITOR, statusOf } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

const originals = async (occid: number) =>
  (await bench.mediaOf(occid)).map(({ originalUrl }) => originalUrl?.replace('/portal/content/imglib/', ''));

describe('an uploaded picture (PORTAL_PROTOCOL 9.1)', () => {
  it('becomes a row with three files, their sizes and their sums, without moving the record', async () => {
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    const before = (await bench.record(1001)).dateLastModified;
    bench.now += 60_000;
    expect(statusOf(await ana.submitImage(1001, [], jpeg('VASC0104301.JPG')))).toBe('Media added successfully');
    const [row] = await bench.mediaOf(1001);
    const folder = '/portal/content/imglib/GREY_VASC/VASC0104';
    expect(row).toMatchObject({
      ...{ originalUrl: `${folder}/VASC0104301.JPG`, thumbnailUrl: `${folder}/VASC0104301_tn.JPG` },
      ...{ url: `${folder}/VASC0104301_lg.JPG`, mediaType: 'image', format: 'image/jpeg', username: 'practice' },
      ...{ sourceIdentifier: 'filename: VASC0104301.JPG', caption: null, pixelXDimension: 600, pixelYDimension: 900 },
      ...{ sortSequence: 50, sortOccurrence: 5, mediaMD5: null },
    });
    const { mediaMetadata } = await bench.tables();
    expect(mediaMetadata.map(({ field }) => field)).toEqual(['originalUrl', 'thumbnailUrl', 'url']);
    expect(mediaMetadata[0]).toMatchObject({ bytes: photo.length });
    expect((await bench.record(1001)).dateLastModified).toBe(before);
  });

  it('is served back byte for byte, to whoever asks, and small as the thumbnail', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [row] = await bench.mediaOf(1001);
    const served = async (url: string | null | undefined) =>
      Buffer.from(await (await fetch(bench.origin + url)).arrayBuffer());
    expect((await served(row?.originalUrl)).equals(photo)).toBe(true);
    expect((await sharp(await served(row?.thumbnailUrl)).metadata()).height).toBe(200);
    expect((await sharp(await served(row?.url)).metadata()).height).toBe(900);
    const outside = await fetch(`${bench.origin}/portal/content/imglib/..%2f..%2ftables.json`);
    expect(outside.status).toBe(404);
  });

  it('keeps what the client sends as its id, source and hashes, as it is (Q13)', async () => {
    const sent = {
      ...{ recordID: '11111111-2222-4333-8444-555555555555', sourceIdentifier: 'station:abc', mediaMD5: '0123' },
      ...{ hashFunction: 'SHA-256', hashValue: 'abcdef', caption: 'A  cap', notes: 'n', creator: 'Me' },
    };
    await ana.submitImage(1001, [...Object.entries(sent), ['sortOccurrence', '3']], jpeg('one.jpg'));
    expect(await bench.mediaOf(1001)).toMatchObject([{ ...sent, sortOccurrence: 3 }]);
    const found = await ana.get(`/api/v2/media/${sent.recordID}`);
    expect(JSON.parse(found.body)).toMatchObject({ occid: 1001, ...sent });
    expect(JSON.parse(found.body) as object).not.toHaveProperty('username');
    expect((await ana.get('/api/v2/media/no-such')).body).toBe(
      '{"status":"failure","error":"Media resource not found"}',
    );
  });

  it('has the taxon of its record, then and when a save lists its number', async () => {
    await ana.save(1001, [['tidinterpreted', '12']]);
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    expect((await bench.mediaOf(1001)).map(({ tid }) => tid)).toEqual([12]);
    await ana.save(1001, [['tidinterpreted', '13']]);
    expect((await bench.mediaOf(1001)).map(({ tid }) => tid)).toEqual([13]);
  });

  it('appears in the record as REST tells it', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [record] = JSON.parse((await ana.get('/api/v2/occurrence/1001?includeMedia=1')).body) as {
      media: { url: string; originalUrl: string }[];
    }[];
    expect(record?.media[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/portal\/content\/imglib\//);
    expect(record?.media[0]?.originalUrl).toMatch(/^\/portal\/content\/imglib\//);
  });

  it('is doubled when it is sent twice, the second with its number in the name', async () => {
    for (let nth = 0; nth < 2; nth += 1) await ana.submitImage(1001, [], jpeg('My sheet (1).v2.JPG'));
    const [first, second] = await bench.mediaOf(1001);
    expect(await originals(1001)).toEqual([
      expect.stringMatching(/\/My_sheet_1v2\.JPG$/),
      expect.stringMatching(new RegExp(`/My_sheet_1v2_${second?.mediaID}\\.JPG$`)),
    ]);
    expect([first?.sourceIdentifier, second?.sourceIdentifier]).toEqual(
      Array.from({ length: 2 }, () => 'filename: My_sheet_1v2.JPG'),
    );
    expect(first?.recordID).not.toBe(second?.recordID);
  });

  it.each([
    [
      'a name of more than thirty signs',
      'VASC0000001_abcdefghijklmnopqrstuvwxyz.jpg',
      'VASC0000001_abcdefghijklmnopqr.jpg',
    ],
    ['a name with other letters', '_Éüß__ x-.jpeg', 'x.jpeg'],
    ['a name of nothing else', '(((.jpg', '.jpg'],
  ])('%s is cleaned', async (_what, sent, stored) => {
    await ana.submitImage(1001, [], jpeg(sent));
    expect((await originals(1001))[0]?.split('/').at(-1)).toBe(stored);
  });

  it.each([
    ['without a number', '', 'GREY_VASC/202606'],
    ['with a number of other form', 'VASC-12-34567', 'GREY_VASC/00000'],
    ['with too many letters', 'HERBARIUMX0000077', 'GREY_VASC/00000'],
    ['with digits alone', '12345', 'GREY_VASC/00012'],
    ['with signs that files do not take', 'É:?0001234', 'GREY_VASC/É:?0001'],
  ])('of a record %s lies in its folder', async (_what, catalognumber, folder) => {
    await ana.save(1001, [['catalognumber', catalognumber]]);
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    expect(await originals(1001)).toEqual([`${folder}/one.jpg`]);
    const address = folder.split('/').map(encodeURIComponent).join('/');
    expect((await fetch(`${bench.origin}/portal/content/imglib/${address}/one.jpg`)).status).toBe(200);
  });
});

describe('deleting a picture (PORTAL_PROTOCOL 9.1)', () => {
  const remove = async (imgid: number, removeimg?: string) =>
    statusOf(
      await ana.post(EDITOR, [
        ...Object.entries({ submitaction: 'Delete Image', occid: '1001', collid: '1', imgid: String(imgid) }),
        ...(removeimg === undefined ? [] : [['removeimg', removeimg] as const]),
      ]),
    );

  it('says success for a row that is there and for one that is not, and leaves the files', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [row] = await bench.mediaOf(1001);
    expect([await remove(row?.mediaID ?? 0), await remove(row?.mediaID ?? 0)]).toEqual(
      Array.from({ length: 2 }, () => 'Media deleted successfully'),
    );
    expect((await bench.tables()).mediaMetadata).toEqual([]);
    expect((await fetch(bench.origin + row?.originalUrl)).status).toBe(200);
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    expect((await originals(1001))[0]).toMatch(/\/one_\d+\.jpg$/);
  });

  it('is done for all of them when the herbarium starts over, and their names are free again', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [row] = await bench.mediaOf(1001);
    await bench.control('start-over');
    expect((await fetch(bench.origin + row?.originalUrl)).status).toBe(404);
    await ana.signIn('practice');
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    expect((await bench.mediaOf(1001))[0]?.originalUrl).toBe(row?.originalUrl);
  });

  it('takes the files away where that is asked for', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [row] = await bench.mediaOf(1001);
    await remove(row?.mediaID ?? 0, '1');
    for (const url of [row?.originalUrl, row?.thumbnailUrl, row?.url])
      expect((await fetch(bench.origin + url)).status).toBe(404);
  });
});
