import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { look } from './folder-on-disk.ts';
import { renameOriginal } from './rename-original.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'vasculum-rename-'))));
afterEach(() => rm(folder, { recursive: true }));

async function original(name: string) {
  await writeFile(path.join(folder, name), `bytes of ${name}`);
  const found = await look(folder, name);
  if (!found) throw new Error('It was not written.');
  return found;
}

it('an original takes the name of its picture and keeps its bytes and its ending', async () => {
  const renamed = await renameOriginal(folder, await original('IMG_1.CR2'), 'VASC0000001');
  expect(renamed?.name).toBe('VASC0000001.cr2');
  expect(await readFile(path.join(folder, 'VASC0000001.cr2'), 'utf8')).toBe('bytes of IMG_1.CR2');
  expect(await readdir(folder)).toEqual(['VASC0000001.cr2']);
});

it('a file that is called so already is left as it is, and the original takes the next name', async () => {
  await original('VASC0000001.jpg');
  await original('VASC0000001_2.jpg');
  const renamed = await renameOriginal(folder, await original('IMG_1.JPG'), 'VASC0000001');
  expect(renamed?.name).toBe('VASC0000001_3.jpg');
  expect(await readFile(path.join(folder, 'VASC0000001.jpg'), 'utf8')).toBe('bytes of VASC0000001.jpg');
});

it('a file that is not what was taken in any more keeps its name', async () => {
  const taken = await original('IMG_1.JPG');
  await writeFile(path.join(folder, 'IMG_1.JPG'), 'other bytes');
  expect(await renameOriginal(folder, taken, 'VASC0000001')).toBeUndefined();
  expect(await readdir(folder)).toEqual(['IMG_1.JPG']);
});
