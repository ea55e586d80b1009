/** Pictures as a real portal takes, names, serves and loses them. */
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, type Seen, type SentFile } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

let photo: Buffer;
beforeAll(async () => {
  const sheet = { width: 600, height: 900, channels: 3, background: '#ded6c4' } as const;
  photo = await sharp({ create: sheet }).jpeg().toBuffer();
});

const jpeg = (name: string, bytes = photo, type = 'image/jpeg'): SentFile => ({ name, type, bytes });
const statusOf = ({ body }: Seen): string | undefined =>
  /Action Status: <\/b><span style="color:(?:red|green);">([^<]*)/.exec(body)?.[1];
const mediaOf = async (occid: number) => (await bench.tables()).media.filter(media => media.occid === occid);
const originals = async (occid: number) =>
  (await mediaOf(occid)).map(({ originalUrl }) => originalUrl?.replace('/portal/content/imglib/', ''));

describe('an uploaded picture (PORTAL_PROTOCOL 9.1)', () => {
  it('becomes a row with three files, their sizes and their sums, without moving the record', async () => {
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    const before = (await bench.record(1001)).dateLastModified;
    bench.now += 60_000;
    expect(statusOf(await ana.submitImage(1001, [], jpeg('VASC0104301.JPG')))).toBe('Media added successfully');
    const [row] = await mediaOf(1001);
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
    const [row] = await mediaOf(1001);
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
    expect(await mediaOf(1001)).toMatchObject([{ ...sent, sortOccurrence: 3 }]);
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
    expect((await mediaOf(1001)).map(({ tid }) => tid)).toEqual([12]);
    await ana.save(1001, [['tidinterpreted', '13']]);
    expect((await mediaOf(1001)).map(({ tid }) => tid)).toEqual([13]);
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
    const [first, second] = await mediaOf(1001);
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

describe('an upload that is refused (PORTAL_PROTOCOL 9.1)', () => {
  const text = Buffer.from('just text\n');
  it.each([
    ['a text in a picture’s clothes', () => jpeg('t.jpg', text), 'ERROR: Suspicious File'],
    [
      'a type that is not a picture’s',
      () => jpeg('t.jpg', photo, 'application/octet-stream'),
      'ERROR: Suspicious File',
    ],
    ['an ending of another picture', () => jpeg('p.png'), 'ERROR: Suspicious File'],
    ['no ending', () => jpeg('noext'), 'ERROR: File must have an extension'],
    ['an unknown ending', () => jpeg('p.xyz'), 'ERROR: File extension is not supported: xyz'],
    ['an ending of an archive picture', () => jpeg('p.tif'), 'ERROR: File extension is not supported: tif'],
    [
      'the type of an archive picture',
      () => jpeg('p.tif', photo, 'image/tiff'),
      'ERROR: File type not allowed: image/tiff',
    ],
  ])('for %s leaves no row', async (_what, file, why) => {
    expect(statusOf(await ana.submitImage(1001, [], file()))).toBe(why);
    expect(await mediaOf(1001)).toEqual([]);
  });

  it('for a size the form itself forbids, for a text too long, for a record that is not there', async () => {
    expect(statusOf(await ana.submitImage(1001, [['MAX_FILE_SIZE', '1000']], jpeg('one.jpg')))).toBe(
      'ERROR: The file exceeds the maximum allowed size: 1000',
    );
    expect(statusOf(await ana.submitImage(1001, [['recordID', 'r'.repeat(46)]], jpeg('one.jpg')))).toBe(
      "ERROR: Data too long for column 'recordID' at row 1",
    );
    expect(statusOf(await ana.submitImage(99_999, [], jpeg('one.jpg')))).toContain('a foreign key constraint fails');
  });

  it('for a body above the limit sends the browser back, to be told there once', async () => {
    await bench.control('rules', { uploadLimitBytes: 2000 });
    await ana.get(`${EDITOR}?collid=1&occid=1001`);
    const seen = await ana.submitImage(1001, [], jpeg('one.jpg', Buffer.alloc(4000)));
    expect([seen.status, seen.location]).toEqual([
      302,
      `${bench.origin}/portal/collections/editor/occurrenceeditor.php?occid=1001&collid=1`,
    ]);
    const told = async () => statusOf(await ana.get(`${EDITOR}?collid=1&occid=1001`));
    expect(await told()).toContain('ERROR: The file exceeds the maximum allowed size');
    expect(await told()).toBeUndefined();
    expect(await mediaOf(1001)).toEqual([]);
  });

  it('for who has no right or is not signed in does nothing', async () => {
    const seen = await (await bench.visitor('visitor')).submitImage(1001, [], jpeg('one.jpg'));
    expect(seen.body).toContain('not authorized to edit');
    expect((await (await bench.visitor()).submitImage(1001, [], jpeg('one.jpg'))).status).toBe(302);
    expect(await mediaOf(1001)).toEqual([]);
  });

  it('takes eight megabytes and more on the editor page only', async () => {
    const large = Buffer.concat([photo, Buffer.alloc(9 * 1024 * 1024)]);
    expect(statusOf(await ana.submitImage(1001, [], jpeg('large.jpg', large)))).toBe('Media added successfully');
    const elsewhere = await ana.post('/profile/index.php', [['login', 'x'.repeat(9 * 1024 * 1024)]]);
    expect(elsewhere.status).toBe(413);
  });
});

describe('a picture mapped by its address (PORTAL_PROTOCOL 9.1)', () => {
  it('needs the original alone, and is doubled when sent twice', async () => {
    for (let nth = 0; nth < 2; nth += 1)
      expect(statusOf(await ana.submitImage(1001, [['originalUrl', 'https://img.example/a/x y.jpg']]))).toBe(
        'Media added successfully',
      );
    expect(await mediaOf(1001)).toMatchObject(
      Array.from({ length: 2 }, () => ({
        ...{ originalUrl: 'https://img.example/a/x y.jpg', url: null, thumbnailUrl: null, format: 'image/jpeg' },
        ...{ sourceIdentifier: 'filename: x_y.jpg', pixelXDimension: null },
      })),
    );
  });

  it('takes the addresses of the smaller pictures too', async () => {
    const urls = { weburl: 'https://img.example/w.jpg', thumbnailUrl: 'https://img.example/t.jpg' };
    await ana.submitImage(1001, Object.entries({ originalUrl: 'https://img.example/x.jpg', ...urls }));
    expect(await mediaOf(1001)).toMatchObject([{ url: urls.weburl, thumbnailUrl: urls.thumbnailUrl }]);
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
    const [row] = await mediaOf(1001);
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
    const [row] = await mediaOf(1001);
    await bench.control('start-over');
    expect((await fetch(bench.origin + row?.originalUrl)).status).toBe(404);
    await ana.signIn('practice');
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    expect((await mediaOf(1001))[0]?.originalUrl).toBe(row?.originalUrl);
  });

  it('takes the files away where that is asked for', async () => {
    await ana.submitImage(1001, [], jpeg('one.jpg'));
    const [row] = await mediaOf(1001);
    await remove(row?.mediaID ?? 0, '1');
    for (const url of [row?.originalUrl, row?.thumbnailUrl, row?.url])
      expect((await fetch(bench.origin + url)).status).toBe(404);
  });
});
