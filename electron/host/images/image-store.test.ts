import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeDurably, writeDurably } from '../durable-files.ts';
import { ImageStore, type ImageDisk } from './image-store.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'vasculum-images-'))));
afterEach(() => rm(folder, { recursive: true }));

const SHEET = Buffer.from('a sheet of Carex');
const SHA = createHash('sha256').update(SHEET).digest('hex');
const disk = (different: Partial<ImageDisk>): ImageDisk => ({
  write: writeDurably,
  read: file => readFile(file),
  place: placeDurably,
  ...different,
});
const failing = (code: string) => async () => Promise.reject(Object.assign(new Error(code), { code }));
const kept = async () => (await readdir(folder, { recursive: true })).filter(name => name.includes(SHA));

describe('the image store', () => {
  it('gives back what it was given, by its hash, whether it came whole or in parts', async () => {
    const store = new ImageStore(folder);
    const answer = { ok: true, value: { sha256: SHA, bytes: SHEET.length } };
    expect(await store.keep(SHEET)).toEqual(answer);
    expect(await store.keep([SHEET.subarray(0, 5), SHEET.subarray(5)])).toEqual(answer);
    expect(await new ImageStore(folder).read(SHA)).toEqual(SHEET);
    expect(await kept()).toHaveLength(1);
    expect(await readdir(path.join(folder, 'arriving'))).toEqual([]);
  });

  it('says what the disk says, and keeps nothing then', async () => {
    const full = new ImageStore(folder, disk({ write: failing('ENOSPC') }));
    expect(await full.keep(SHEET)).toEqual({ ok: false, failure: { kind: 'diskFull' } });
    const broken = new ImageStore(folder, disk({ place: failing('EIO') }));
    expect(await broken.keep(SHEET)).toEqual({ ok: false, failure: { kind: 'diskBroken' } });
    expect(await kept()).toEqual([]);
  });

  it('does not answer for bytes that the disk did not take as they were', async () => {
    const spoiling = new ImageStore(
      folder,
      disk({ write: file => writeDurably(file, [Buffer.from('a sheet of C4rex')]) }),
    );
    expect(await spoiling.keep(SHEET)).toEqual({ ok: false, failure: { kind: 'diskBroken' } });
    expect(await kept()).toEqual([]);
  });

  it('neither replaces nor hands out a picture that was spoilt on the disk', async () => {
    const store = new ImageStore(folder);
    await store.keep(SHEET);
    const file = path.join(folder, SHA.slice(0, 2), SHA);
    await writeFile(file, 'a sheet of nothing');
    expect(await store.read(SHA)).toBeUndefined();
    expect(await store.keep(SHEET)).toEqual({ ok: false, failure: { kind: 'diskBroken' } });
    expect(await readFile(file, 'utf8')).toBe('a sheet of nothing');
  });

  it('lists the pictures that no entry names', async () => {
    const store = new ImageStore(folder);
    const other = await store.keep(Buffer.from('another'));
    await store.keep(SHEET);
    expect(other.ok && (await store.orphans(new Set([other.value.sha256])))).toEqual([
      { sha256: SHA, bytes: SHEET.length },
    ]);
  });

  it('knows pictures by their hash alone', async () => {
    const store = new ImageStore(folder);
    for (const name of ['../../connection.json', '/etc/passwd', `${SHA}/..`, ''])
      expect([await store.has(name), await store.read(name)]).toEqual([false, undefined]);
  });
});
