import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a station folder', () => {
  it('has one host at a time', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it('is taken over from a host that is gone', async () => {
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, born: '1', key: 'k' }));
    await (await lockFolder(folder)).release();
  });

  it('is taken over where the number of a dead host now belongs to another program', async () => {
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: process.pid, born: 'another birth', key: 'k' }));
    await (await lockFolder(folder)).release();
  });

  it('goes to exactly one of many who start at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('of a dead host goes to exactly one of many who find it at once, and stays theirs', async () => {
    for (let round = 0; round < 20; round += 1) {
      await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, born: '1', key: 'dead' }));
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
      const [lock, ...others] = tries.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
      expect(others).toEqual([]);
      await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
      await lock?.release();
    }
  });
});
