/** Pictures that a real portal does not take, and how it says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { jpeg, photo } from './photo-for-tests.ts';
import { EDITOR, statusOf } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

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
    expect(await bench.mediaOf(1001)).toEqual([]);
  });

  it('for a size the form itself forbids, for a text too long, for a record that is not there', async () => {
    expect(statusOf(await ana.submitImage(1001, [['MAX_FILE_SIZE', '1000']], jpeg('one.jpg')))).toBe(
      'ERROR: The file exceeds the maximum allowed size: 1000',
    );
    expect(statusOf(await ana.submitImage(1001, [['MAX_FILE_SIZE', '2048']], jpeg('one.jpg')))).toContain(': 2 KB');
    expect(statusOf(await ana.submitImage(1001, [['recordID', 'r'.repeat(46)]], jpeg('one.jpg')))).toBe(
      "ERROR: Data too long for column 'recordID' at row 1",
    );
    expect(statusOf(await ana.submitImage(99_999, [], jpeg('one.jpg')))).toContain('a foreign key constraint fails');
  });

  it('for a size the server forbids names the limit only where the form came along', async () => {
    await bench.control('rules', { fileLimitBytes: 2000 });
    expect(statusOf(await ana.submitImage(1001, [], jpeg('one.jpg')))).toMatch(/formatBytes\(\).*null given/);
    expect(statusOf(await ana.submitImage(1001, [['MAX_FILE_SIZE', '900000']], jpeg('one.jpg')))).toMatch(/: 2 KB$/);
    expect(await bench.mediaOf(1001)).toEqual([]);
  });

  it('for more pixels than there is memory for', async () => {
    await bench.control('rules', { mostPixels: 600 * 900 - 1 });
    expect(statusOf(await ana.submitImage(1001, [], jpeg('one.jpg')))).toContain('Not enough memory to create image');
    expect(await bench.mediaOf(1001)).toEqual([]);
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
    expect(await bench.mediaOf(1001)).toEqual([]);
  });

  it('for who has no right or is not signed in does nothing', async () => {
    const seen = await (await bench.visitor('visitor')).submitImage(1001, [], jpeg('one.jpg'));
    expect(seen.body).toContain('not authorized to edit');
    expect((await (await bench.visitor()).submitImage(1001, [], jpeg('one.jpg'))).status).toBe(302);
    expect(await bench.mediaOf(1001)).toEqual([]);
  });

  it('takes eight megabytes and more on the editor page only', async () => {
    const large = Buffer.concat([photo, Buffer.alloc(9 * 1024 * 1024)]);
    expect(statusOf(await ana.submitImage(1001, [], jpeg('large.jpg', large)))).toBe('Media added successfully');
    const elsewhere = await ana.post('/profile/index.php', [['login', 'x'.repeat(9 * 1024 * 1024)]]);
    expect(elsewhere.status).toBe(413);
  });
});
