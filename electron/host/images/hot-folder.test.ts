import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../../shared/outbox/builders.ts';
import { FolderStandIn } from './folder-stand-in.ts';
import { PATIENCE_MS, QUIET_MS } from './watched-files.ts';

const FIRST = { taskId: idOf(1), catalogNumber: 'VASC0000001' };
const SECOND = { taskId: idOf(2), catalogNumber: 'VASC0000002' };
const A_WHILE = QUIET_MS * 3;

let folder: FolderStandIn;
beforeEach(async () => {
  folder = new FolderStandIn();
  await folder.begin();
  folder.sheet = FIRST;
});
afterEach(() => folder.hotFolder.stop());

describe('a file in the camera’s folder', () => {
  it('is taken once, after its size has rested', async () => {
    folder.put('IMG_1.JPG', 900);
    await folder.pass(A_WHILE + 1_000);
    await folder.pass(60_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 900, 'VASC0000001']]);
  });

  it('is not touched while the camera still writes, in bursts shorter than its rest', async () => {
    for (let bytes = 100; bytes <= 1_000; bytes += 100) {
      folder.put('IMG_1.JPG', bytes);
      await folder.pass(QUIET_MS - 100);
      expect(folder.taken).toEqual([]);
    }
    await folder.pass(A_WHILE);
    expect(folder.taken).toEqual([['IMG_1.JPG', 1_000, 'VASC0000001']]);
  });

  it('whose camera stalls in the middle is waited for, and taken when the rest has come', async () => {
    folder.outcomes.set('IMG_1.JPG', { is: 'unfinished', why: 'damaged' });
    folder.put('IMG_1.JPG', 500);
    await folder.pass(PATIENCE_MS / 2);
    expect([folder.taken, folder.refused, folder.hotFolder.files.arriving]).toEqual([[], [], ['IMG_1.JPG']]);
    folder.outcomes.delete('IMG_1.JPG');
    folder.put('IMG_1.JPG', 1_000);
    await folder.pass(A_WHILE);
    expect(folder.taken).toEqual([['IMG_1.JPG', 1_000, 'VASC0000001']]);
    expect(folder.refused).toEqual([]);
  });

  it('that stays cut off is said to be damaged once, and is taken should it grow after all, but for nobody', async () => {
    folder.outcomes.set('IMG_1.JPG', { is: 'unfinished', why: 'damaged' });
    folder.put('IMG_1.JPG', 500);
    await folder.pass(PATIENCE_MS * 3);
    expect(folder.refused).toEqual([['IMG_1.JPG', 'damaged']]);
    folder.outcomes.delete('IMG_1.JPG');
    folder.put('IMG_1.JPG', 1_000);
    await folder.pass(2_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 1_000, null]]);
  });

  it('belongs to the sheet that waited when its first bytes came, not to the next one', async () => {
    folder.put('IMG_1.JPG', 500);
    await folder.pass(1_000);
    folder.put('IMG_2.JPG', 500);
    await folder.hotFolder.look();
    folder.sheet = SECOND;
    folder.put('IMG_2.JPG', 1_000);
    await folder.pass(A_WHILE);
    expect(folder.taken.at(-1)).toEqual(['IMG_2.JPG', 1_000, 'VASC0000001']);
  });

  it('is nobody’s where no sheet waited for its picture', async () => {
    folder.sheet = null;
    folder.put('IMG_1.JPG', 500);
    await folder.hotFolder.look();
    folder.sheet = SECOND;
    await folder.pass(2_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 500, null]]);
  });

  it('that vanishes before it is whole is said, and nothing else stops', async () => {
    folder.put('IMG_1.JPG', 500);
    folder.put('IMG_2.JPG', 500);
    await folder.hotFolder.look();
    folder.remove('IMG_1.JPG');
    await folder.pass(2_000);
    expect(folder.refused).toEqual([['IMG_1.JPG', 'gone']]);
    expect(folder.taken).toEqual([['IMG_2.JPG', 500, 'VASC0000001']]);
  });

  it.each([
    ['link', 'link'],
    ['folder', 'folder'],
    ['noFile', 'noFile'],
  ] as const)('that is a %s is refused with its reason, and the picture beside it is taken', async (is, why) => {
    folder.put('IMG_1.JPG', 500, is);
    folder.put('IMG_2.JPG', 500);
    await folder.pass(2_000);
    expect(folder.refused).toEqual([['IMG_1.JPG', why]]);
    expect(folder.taken).toEqual([['IMG_2.JPG', 500, 'VASC0000001']]);
  });

  it('for which the disk has no room is said once and tried again until there is', async () => {
    folder.outcomes.set('IMG_1.JPG', { is: 'later', why: 'diskFull' });
    folder.put('IMG_1.JPG', 500);
    await folder.pass(60_000);
    expect(folder.refused).toEqual([['IMG_1.JPG', 'diskFull']]);
    folder.outcomes.delete('IMG_1.JPG');
    await folder.pass(10_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 500, 'VASC0000001']]);
  });

  it('that is called like no picture, or hidden, is left alone without a word', async () => {
    for (const name of ['IMG_1.JPG.tmp', '.IMG_1.jpg', 'Thumbs.db', 'IMG_1.xmp']) folder.put(name, 500);
    await folder.pass(PATIENCE_MS * 2);
    expect([folder.taken, folder.refused]).toEqual([[], []]);
  });
});

describe('what lay in the folder before', () => {
  beforeEach(async () => {
    await folder.hotFolder.stop();
    folder = new FolderStandIn();
    folder.sheet = FIRST;
    folder.known.add('IMG_0.JPG');
    folder.put('IMG_0.JPG', 500);
    folder.put('IMG_1.JPG', 500);
    folder.put('IMG_2.JPG', 500);
    await folder.begin();
  });

  it('is shown for a decision, without what was taken in another time, and is given to nobody', async () => {
    await folder.pass(60_000);
    expect(folder.hotFolder.files.before.map(({ name }) => name)).toEqual(['IMG_1.JPG', 'IMG_2.JPG']);
    expect([folder.taken, folder.refused]).toEqual([[], []]);
  });

  it('is taken in where a person wants it, and is still nobody’s', async () => {
    folder.hotFolder.files.takeIn('IMG_1.JPG');
    await folder.pass(2_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 500, null]]);
    expect(folder.hotFolder.files.before.map(({ name }) => name)).toEqual(['IMG_2.JPG']);
  });

  it('is left where nobody wants it', async () => {
    folder.hotFolder.files.leaveBefore();
    await folder.pass(60_000);
    expect([folder.hotFolder.files.before, folder.taken]).toEqual([[], []]);
  });
});

describe('a folder that goes away', () => {
  it('is said to be missing, and what comes after it is back is taken as before', async () => {
    folder.away = 'missing';
    await folder.pass(5_000);
    expect(folder.hotFolder.away).toMatchObject({ why: 'missing' });
    folder.away = undefined;
    await folder.pass(2_000);
    expect(folder.hotFolder.away).toBeUndefined();
    folder.put('IMG_1.JPG', 500);
    await folder.pass(2_000);
    expect(folder.taken).toEqual([['IMG_1.JPG', 500, 'VASC0000001']]);
  });

  it('leaves what came meanwhile for a person: nobody knows which sheet waited', async () => {
    folder.away = 'missing';
    await folder.pass(5_000);
    folder.away = undefined;
    folder.put('IMG_1.JPG', 500);
    await folder.pass(10_000);
    expect(folder.taken).toEqual([]);
    expect(folder.hotFolder.files.before.map(({ name }) => name)).toEqual(['IMG_1.JPG']);
  });
});
