import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountBook, type Vault } from './account-book.ts';

const ACCOUNT = { user: 'ana', password: 'canary-4714' };
/** A keychain whose seal is the text turned round. */
const turned = (text: string) => [...text].reverse().join('');
const vault: Vault = {
  seal: async text => Buffer.from(turned(text)),
  unseal: async bytes => turned(bytes.toString()),
};

let root: string;
beforeEach(async () => void (root = await mkdtemp(path.join(tmpdir(), 'vasculum-accounts-'))));
afterEach(() => rm(root, { recursive: true }));
const file = () => path.join(root, 'connections', 'herbarium', 'account.sealed');

async function atNextStart(keychain: Vault | undefined) {
  const book = new AccountBook(root, keychain);
  await book.open('herbarium');
  return book.recall('herbarium');
}

describe('a password', () => {
  it('is known at the next start where there is a keychain, from a file that only its owner may read', async () => {
    await new AccountBook(root, vault).keep('herbarium', ACCOUNT);
    expect(await atNextStart(vault)).toEqual(ACCOUNT);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), 'utf8')).not.toContain('canary');
  });

  it('lives as long as the host where there is none, and touches no disk', async () => {
    const book = new AccountBook(root, undefined);
    await book.keep('herbarium', ACCOUNT);
    expect(book.recall('herbarium')).toEqual(ACCOUNT);
    expect(await readdir(root)).toEqual([]);
    expect(await atNextStart(undefined)).toBeUndefined();
  });

  it('is forgotten with its seal', async () => {
    const book = new AccountBook(root, vault);
    await book.keep('herbarium', ACCOUNT);
    await book.forget('herbarium');
    expect(book.recall('herbarium')).toBeUndefined();
    expect(await atNextStart(vault)).toBeUndefined();
  });

  it('is asked for again where the seal is broken or the keychain has changed', async () => {
    await new AccountBook(root, vault).keep('herbarium', ACCOUNT);
    await writeFile(file(), 'broken');
    expect(await atNextStart(vault)).toBeUndefined();
  });

  it('that the keychain does not take leaves no older one behind', async () => {
    await new AccountBook(root, vault).keep('herbarium', { ...ACCOUNT, password: 'old' });
    const locked: Vault = { ...vault, seal: () => Promise.reject(new Error('locked')) };
    const book = new AccountBook(root, locked);
    await book.keep('herbarium', ACCOUNT);
    expect(book.recall('herbarium')).toEqual(ACCOUNT);
    expect(await atNextStart(vault)).toBeUndefined();
  });
});
