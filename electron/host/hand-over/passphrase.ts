/**
 * A hand-over file behind a passphrase: a title, a line with salt and nonce, then AES-256-GCM over all that a plain file is, and its
 * tag. What scrypt costs is this program's to say, not the file's.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import type { Chunks } from '../durable-files.ts';

export const ENCRYPTED_TITLE = 'VASCULUM HAND-OVER 1, ENCRYPTED';
export const TAG_BYTES = 16;

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]{16,64}=*$/);
export const Lock = z.object({ salt: Base64, nonce: Base64, check: Base64 });
export type Lock = z.infer<typeof Lock>;

export async function* encrypted(plain: Chunks, passphrase: string): AsyncGenerator<Buffer> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const { key, check } = await derive(passphrase, salt);
  const lock: Lock = { salt: salt.toString('base64'), nonce: nonce.toString('base64'), check };
  yield Buffer.from(`${ENCRYPTED_TITLE}\n${JSON.stringify(lock)}\n`);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  for await (const chunk of plain) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** The key where the passphrase is the right one. */
export async function unlock({ salt, check }: Lock, passphrase: string): Promise<Buffer | undefined> {
  const derived = await derive(passphrase, Buffer.from(salt, 'base64'));
  return derived.check === check ? derived.key : undefined;
}

/** Throws at the end where a bit was altered. */
export async function* decrypted(cipherText: Chunks, key: Buffer, lock: Lock, tag: Buffer): AsyncGenerator<Buffer> {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(lock.nonce, 'base64'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(tag);
  for await (const chunk of cipherText) yield decipher.update(chunk);
  yield decipher.final();
}

/** Half of what scrypt gives is the key, the hash of the other half tells a wrong passphrase at once. */
function derive(passphrase: string, salt: Buffer): Promise<{ readonly key: Buffer; readonly check: string }> {
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 2 * KEY_BYTES, COST, (error, bytes) => {
      if (error) return reject(error);
      const check = createHash('sha256').update(bytes.subarray(KEY_BYTES)).digest('base64');
      resolve({ key: bytes.subarray(0, KEY_BYTES), check });
    }),
  );
}
