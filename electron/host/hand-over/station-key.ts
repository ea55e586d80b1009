/** The key by which other stations know this one: made at first need, kept in the station folder, never sent. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { placeDurably, writeDurably } from '../durable-files.ts';

export interface StationKey {
  /** The public half, as DER in base64. */
  readonly publicKey: string;
  sign(text: string): string;
}

/** Throws what the disk throws; a key that cannot be read is never replaced by another. */
export async function openStationKey(root: string): Promise<StationKey> {
  const file = path.join(root, 'station-key.pem');
  const known = await readIfThere(file);
  if (known !== undefined) return stationKeyFrom(known);
  await mkdir(root, { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  await writeDurably(beside, [Buffer.from(newStationKey())]);
  await placeDurably(beside, file);
  return stationKeyFrom(await readFile(file, 'utf8'));
}

export const newStationKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export function stationKeyFrom(pem: string): StationKey {
  const key = createPrivateKey(pem);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return { publicKey, sign: text => sign(null, Buffer.from(text), key).toString('base64') };
}

/** False for anything that is no Ed25519 key or no signature of it. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

const FINGERPRINT_GROUPS = 8;

/** What two people compare: `a1b2 c3d4 …`, half of the key's hash. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return (hash.match(/.{4}/g) ?? []).slice(0, FINGERPRINT_GROUPS).join(' ');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
