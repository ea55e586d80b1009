import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry, clash } from '../../../shared/outbox/builders.ts';
import type { OpenFile } from './hand-over-folder.ts';
import { diskFolder } from './hand-over-folder.ts';
import { LIMITS, type CarriedEntry, type Manifest } from './manifest.ts';
import { readHandOver } from './read-file.ts';
import { signText, TITLES } from './signed-text.ts';
import { newStationKey, stationKeyFrom } from './station-key.ts';
import { handOverFile, linesOf, sha256Of } from './write-file.ts';

const KEY = stationKeyFrom(newStationKey());
const SHEET = Buffer.from('a sheet of Carex, as bytes');
const SHA = sha256Of(SHEET);
const image = {
  kind: 'attachImage',
  occid: 7,
  image: { sha256: SHA, bytes: SHEET.length, mime: 'image/jpeg', name: 'a.jpg' },
} as const;
const CARRIED: readonly CarriedEntry[] = [
  { seq: 2, entry: anEntry(1), delivery: { is: 'waiting' } },
  { seq: 3, entry: anEntry(2, { change: image }), delivery: { is: 'waiting' } },
  { seq: 5, entry: anEntry(3), delivery: clash('changed') },
];
const ABOUT = {
  token: anEntry(99).id,
  journalId: anEntry(98).id,
  station: 'field',
  portal: { address: 'http://portal.example/portal', collid: 1, name: 'Portal' },
  collection: 'Vascular plants',
  accounts: ['ana'],
  givenAt: 1,
};
const IMAGES = [{ sha256: SHA, bytes: SHEET.length }];

const opened = (bytes: Buffer, piece = 7): OpenFile => ({
  bytes: bytes.length,
  async *chunks(from, to) {
    for (let at = from; at < to; at += piece) yield bytes.subarray(at, Math.min(at + piece, to));
  },
  close: async () => undefined,
});

async function written(passphrase?: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const contents = { about: ABOUT, carried: CARRIED, images: IMAGES, image: async () => SHEET };
  for await (const part of handOverFile(contents, KEY, passphrase)) parts.push(part);
  return Buffer.concat(parts);
}

/** A file of somebody who holds a key and says what they like. */
function forged(more: Partial<Record<keyof Manifest, unknown>>, lines = linesOf(CARRIED), rest = SHEET): Buffer {
  const manifest = {
    v: 1,
    ...ABOUT,
    seq: { first: 2, last: 5 },
    entries: { count: 3, bytes: lines.length, sha256: sha256Of(lines) },
    images: IMAGES,
    ...more,
  };
  return Buffer.concat([Buffer.from(signText(TITLES.handOver, manifest, KEY)), lines, rest]);
}

const read = (bytes: Buffer, passphrase?: string) => readHandOver(opened(bytes), passphrase);
const ALTERED = { is: 'refused', why: 'altered' };

describe('a hand-over file', () => {
  it('gives back the entries and pictures that were put into it, and who signed', async () => {
    const images: Buffer[] = [];
    const whole = await readHandOver(opened(await written()), undefined, async bytes => images.push(bytes) > 0);
    expect(whole).toMatchObject({ is: 'read', key: KEY.publicKey, carried: CARRIED });
    expect(images).toEqual([SHEET]);
  });

  it('is refused whichever of its bytes is altered', async () => {
    const whole = await written();
    for (let at = 0; at < whole.length; at += 1) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect((await read(altered)).is, `byte ${at}`).toBe('refused');
    }
  });

  it('is refused where it ends too early, or goes on behind its end', async () => {
    const whole = await written();
    for (let length = 0; length < whole.length; length += 13)
      expect((await read(whole.subarray(0, length))).is, `${length} bytes`).toBe('refused');
    expect(await read(Buffer.concat([whole, Buffer.from('x')]))).toEqual(ALTERED);
  });

  it('is refused where another key signed than the one that it names, or none did', async () => {
    const lines = (await written()).toString('latin1').split('\n');
    const [, , seal = ''] = lines;
    const other = stationKeyFrom(newStationKey());
    lines[2] = JSON.stringify({ ...(JSON.parse(seal) as object), key: other.publicKey });
    expect(await read(Buffer.from(lines.join('\n'), 'latin1'))).toEqual(ALTERED);
    lines[2] = '{}';
    expect(await read(Buffer.from(lines.join('\n'), 'latin1'))).toEqual(ALTERED);
  });

  it('has no names that could lead anywhere: a picture of any other name than its hash is refused', async () => {
    for (const name of ['../../x', '/etc/x', 'C:\\x', '..\\x', 'CON', 'a\0b', 'a:b', SHA.toUpperCase()])
      expect(await read(forged({ images: [{ sha256: name, bytes: SHEET.length }] })), name).toEqual(ALTERED);
    expect(await read(forged({ images: [...IMAGES, ...IMAGES] }))).toEqual(ALTERED);
    expect(await read(forged({ images: [{ ...IMAGES[0], name: '../../x' }] }))).toEqual(ALTERED);
  });

  it('is refused where it says more, less or other than it holds, though signed', async () => {
    const lines = linesOf(CARRIED);
    const entries = { count: 3, bytes: lines.length, sha256: sha256Of(lines) };
    for (const lie of [
      { entries: { ...entries, count: 4 } },
      { entries: { ...entries, bytes: lines.length + 5 } },
      { entries: { ...entries, sha256: SHA } },
      { seq: { first: 3, last: 5 } },
      { seq: { first: 2, last: 4 } },
      { images: [] },
      { images: [{ sha256: SHA, bytes: SHEET.length - 1 }] },
      { portal: { ...ABOUT.portal, collid: 2 } },
    ])
      expect(await read(forged(lie)), JSON.stringify(lie)).toEqual(ALTERED);
  });

  it('is refused where an entry came twice, out of order, as being sent, or is none', async () => {
    const [first, , third] = CARRIED as [CarriedEntry, CarriedEntry, CarriedEntry];
    const sending = { is: 'sending', attempt: 1, since: 1 } as const;
    for (const carried of [
      [first, { ...first, seq: 3 }, third],
      [
        { ...third, seq: 2 },
        { ...first, seq: 1 },
        { ...first, seq: 5 },
      ],
      [{ ...first, delivery: sending }, third],
      [{ ...first, entry: { ...anEntry(1), change: { kind: 'dropEverything' } } }, third],
    ] as CarriedEntry[][]) {
      const lines = linesOf(carried);
      const entries = { count: carried.length, bytes: lines.length, sha256: sha256Of(lines) };
      expect(await read(forged({ entries, images: [] }, lines, Buffer.alloc(0)))).toEqual(ALTERED);
    }
  });

  it('is bounded: sizes and counts beyond the limits are refused before anything is read', async () => {
    const entries = { count: 3, bytes: LIMITS.entriesBytes + 1, sha256: SHA };
    expect(await read(forged({ entries }))).toEqual(ALTERED);
    const images = Array.from({ length: 10 }, (_, nth) => ({
      sha256: sha256Of(Buffer.from([nth])),
      bytes: LIMITS.imageBytes,
    }));
    expect(await read(forged({ images }))).toEqual({ is: 'refused', why: 'tooLarge' });
    const huge = { ...opened(await written()), bytes: LIMITS.fileBytes + 1 };
    expect(await readHandOver(huge, undefined)).toEqual({ is: 'refused', why: 'tooLarge' });
    const endless = opened(
      Buffer.concat([Buffer.from(`${TITLES.handOver}\n`), Buffer.alloc(3 * 1024 * 1024, 0x61)]),
      65_536,
    );
    expect(await readHandOver(endless, undefined)).toEqual(ALTERED);
  });

  it('is nothing else than itself: archives, pages and empty files are told apart at once', async () => {
    for (const other of ['PK\u0003\u0004', '<!doctype html>', '', '\n\n\n'])
      expect(await read(Buffer.from(other))).toEqual({ is: 'refused', why: 'notOurs' });
  });
});

describe('a locked hand-over file', () => {
  it('opens with its passphrase, and shows nothing without', async () => {
    const locked = await written('correct horse');
    expect(locked.includes('J. Pell')).toBe(false);
    expect(await read(locked, 'correct horse')).toMatchObject({ is: 'read', carried: CARRIED });
    expect(await read(locked)).toEqual({ is: 'wantsPassphrase', wasWrong: false });
    expect(await read(locked, 'wrong horse')).toEqual({ is: 'wantsPassphrase', wasWrong: true });
  });

  it('is refused where a byte was altered, its seal among them', async () => {
    const locked = await written('correct horse');
    const head = locked.indexOf('\n', locked.indexOf('\n') + 1) + 1;
    for (const at of [head, head + 300, locked.length - 17, locked.length - 1]) {
      const altered = Buffer.from(locked);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(await read(altered, 'correct horse'), `byte ${at}`).toEqual(ALTERED);
    }
  });
});

describe('the folder that stations exchange through', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'vasculum-hand-over-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('follows no link and opens no name that is a path', async () => {
    await writeFile(path.join(folder, 'secret'), 'x');
    await symlink(path.join(folder, 'secret'), path.join(folder, 'a.handover'));
    const disk = diskFolder(folder);
    for (const name of ['a.handover', '../secret', '/etc/passwd', '.', ''])
      expect(await disk.open(name), name).toBeUndefined();
  });

  it('lets one of many make a file, and replaces none', async () => {
    const disk = diskFolder(folder);
    const made = await Promise.all(['one', 'two', 'three'].map(text => disk.createOnce('a.claim', text)));
    expect(made.filter(Boolean)).toHaveLength(1);
    await disk.write('b.part', [Buffer.from('b')]);
    expect(await disk.place('b.part', 'a.claim')).toBe(false);
  });
});
