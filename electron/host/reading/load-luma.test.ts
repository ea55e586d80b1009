import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLuma } from './load-luma.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-luma-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(name: string, bytes: Uint8Array) {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return loadLuma(file);
}

async function loaded(name: string, bytes: Uint8Array) {
  const luma = await load(name, bytes);
  if (!luma.ok) throw new Error(`${name} was not loaded.`);
  return luma.value;
}

const paint = (background: string) => sharp({ create: { width: 40, height: 20, channels: 3, background } });
const GREEN_OF_PAINT = 100;

describe('a picture for reading', () => {
  it('is the green channel, one byte a pixel', async () => {
    const { width, height, data } = await loaded('colour.png', await paint('#c86414').png().toBuffer());
    expect([width, height, data.length]).toEqual([40, 20, 800]);
    expect(data[0]).toBe(GREEN_OF_PAINT);
  });

  it('stands as its orientation says', async () => {
    const lying = await paint('#c86414').withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await loaded('lying.jpg', lying)).toMatchObject({ width: 20, height: 40 });
  });

  it('is eight bits deep where the file has sixteen', async () => {
    const deep = await paint('#c86414').toColourspace('rgb16').png().toBuffer();
    expect((await loaded('deep.png', deep)).data[0]).toBe(GREEN_OF_PAINT);
  });

  it('is as grey as a grey file', async () => {
    const grey = await paint('#646464').toColourspace('b-w').jpeg().toBuffer();
    const { data } = await loaded('grey.jpg', grey);
    expect([data.length, data[0]]).toEqual([800, 100]);
  });

  it('is white where the file is transparent', async () => {
    const clear = await paint('#000000').ensureAlpha(0).png().toBuffer();
    expect((await loaded('clear.png', clear)).data[0]).toBe(255);
  });
});

describe('a file that is no whole picture', () => {
  const unreadable = (name: string) => ({ ok: false, failure: { kind: 'unreadableImage', name } });

  it('is unreadable where it is something else', async () => {
    expect(await load('notes.jpg', Buffer.from('Sedum acre L.'))).toMatchObject(unreadable('notes.jpg'));
  });

  it('is unreadable where the camera stopped in the middle', async () => {
    const whole = await sharp(Buffer.alloc(400 * 400 * 3, 77), { raw: { width: 400, height: 400, channels: 3 } })
      .jpeg()
      .toBuffer();
    expect(await load('cut.jpg', whole.subarray(0, whole.length / 2))).toMatchObject(unreadable('cut.jpg'));
  });

  it('is unreadable where it is missing, with the reason', async () => {
    const luma = await loadLuma(path.join(folder, 'gone.jpg'));
    expect(luma).toMatchObject({ ok: false, failure: { reason: expect.stringContaining('missing') } });
  });

  it('is unreadable where it claims to be larger than any camera’s', async () => {
    const bomb = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>');
    expect(await load('bomb.svg', bomb)).toMatchObject(unreadable('bomb.svg'));
  });
});
