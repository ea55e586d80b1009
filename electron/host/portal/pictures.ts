/** A picture small enough for any portal and different for every name. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { StoredImage } from '../../../shared/portal/change.ts';

const SIDE = 8;

/** What attachImage takes after the record. `key` is what it will be known by. */
export function aPicture(key: string): readonly [image: StoredImage, bytes: Uint8Array, key: string] {
  const colour = createHash('sha256').update(key).digest().subarray(0, 3);
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: SIDE }, () => colour)]);
  const bytes = png(Buffer.concat(Array.from({ length: SIDE }, () => row)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return [{ sha256, bytes: bytes.length, mime: 'image/png', name: `suite-${sha256.slice(0, 8)}.png` }, bytes, key];
}

function png(pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND')]);
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
