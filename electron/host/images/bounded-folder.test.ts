import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BoundedFolder } from './bounded-folder.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'vasculum-bounded-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const make = (bounded: BoundedFolder, name: string, bytes: number) =>
  bounded.make(name, file => writeFile(file, Buffer.alloc(bytes)));

/** As if it had been used so many seconds ago. */
async function usedAgo(name: string, seconds: number): Promise<void> {
  const then = new Date((await stat(path.join(folder, name))).mtimeMs - seconds * 1000);
  await utimes(path.join(folder, name), then, then);
}

describe('a folder within a bound', () => {
  it('removes what was used longest ago once it is too full', async () => {
    const bounded = new BoundedFolder(folder, 100);
    for (const [name, seconds] of [
      ['a', 30],
      ['b', 20],
      ['c', 10],
    ] as const) {
      await make(bounded, name, 30);
      await usedAgo(name, seconds);
    }
    await bounded.find('a');
    await make(bounded, 'd', 30);
    expect((await readdir(folder)).sort()).toEqual(['a', 'c', 'd']);
  });

  it('keeps the newest even where it alone is too large', async () => {
    const bounded = new BoundedFolder(folder, 10);
    await make(bounded, 'large', 50);
    expect(await bounded.find('large')).toBe(path.join(folder, 'large'));
  });

  it('has nothing under a name whose making failed, and leaves nothing behind', async () => {
    const bounded = new BoundedFolder(folder, 10);
    const made = await bounded.make('a', async file => {
      await writeFile(file, 'half');
      throw new Error('disk full');
    });
    expect([made, await bounded.find('a'), await readdir(folder)]).toEqual([undefined, undefined, []]);
  });

  it.each(['../a', 'a/b', '', 'A', 'a.b', '..'])('takes no path for a name: %j', async name => {
    const bounded = new BoundedFolder(path.join(folder, 'inside'), 10);
    await writeFile(path.join(folder, 'a'), 'outside');
    expect(await make(bounded, name, 5)).toBeUndefined();
    expect(await bounded.find(name)).toBeUndefined();
    await bounded.remove(name);
    expect(await readFile(path.join(folder, 'a'), 'utf8')).toBe('outside');
  });
});
