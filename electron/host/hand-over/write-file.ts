/** The parts of a hand-over file, in their order: three signed lines, the entries, the pictures. */
import { createHash } from 'node:crypto';
import type { Chunks } from '../durable-files.ts';
import type { CarriedEntry, Manifest } from './manifest.ts';
import { encrypted } from './passphrase.ts';
import { signText, TITLES } from './signed-text.ts';
import type { StationKey } from './station-key.ts';

export interface Contents {
  /** What the file says of itself, but for what is reckoned from its parts. */
  readonly about: Omit<Manifest, 'v' | 'seq' | 'entries' | 'images'>;
  readonly carried: readonly CarriedEntry[];
  readonly images: Manifest['images'];
  readonly image: (sha256: string) => Promise<Uint8Array | undefined>;
}

export const linesOf = (carried: readonly CarriedEntry[]): Buffer =>
  Buffer.from(carried.map(one => `${JSON.stringify(one)}\n`).join(''));

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Throws where a picture is gone from the store. */
export function handOverFile(contents: Contents, key: StationKey, passphrase: string | undefined): Chunks {
  const plain = plainFile(contents, key);
  return passphrase === undefined ? plain : encrypted(plain, passphrase);
}

async function* plainFile({ about, carried, images, image }: Contents, key: StationKey): AsyncGenerator<Uint8Array> {
  const lines = linesOf(carried);
  const manifest: Manifest = {
    v: 1,
    ...about,
    seq: { first: carried[0]?.seq ?? 0, last: carried.at(-1)?.seq ?? 0 },
    entries: { count: carried.length, bytes: lines.length, sha256: sha256Of(lines) },
    images,
  };
  yield Buffer.from(signText(TITLES.handOver, manifest, key));
  yield lines;
  for (const { sha256 } of images) {
    const bytes = await image(sha256);
    if (!bytes) throw new Error(`The picture ${sha256} is not in the store any more.`);
    yield bytes;
  }
}
