/** The whole chain, looked through in the background: an opening by checkpoint sees only its end. */
import type { JournalDisk } from './journal-disk.ts';
import type { Damage } from './projection.ts';
import { firstBadLine, readHeader } from './segment.ts';

export type Verified = { readonly is: 'sound' } | { readonly is: 'damaged'; readonly damage: Damage };

interface End {
  readonly segment: number;
  readonly length: number;
}

/** Looks at one segment at a time and lets others work in between. Passes over damages that a later segment tells of. */
export async function verify(disk: JournalDisk, end: End): Promise<Verified> {
  const found: Damage[] = [];
  const told: Damage[] = [];
  let bytes = await upToEnd(disk, 1, end);
  for (let segment = 1; segment <= end.segment; segment += 1) {
    const next = segment < end.segment ? await upToEnd(disk, segment + 1, end) : undefined;
    const line = badLine(bytes, next && readHeader(next)?.previous);
    if (line !== undefined) found.push({ segment, line });
    const salvaged = readHeader(bytes)?.salvaged;
    if (salvaged) told.push({ segment: salvaged.damagedSegment, line: salvaged.damagedLine });
    bytes = next ?? bytes;
  }
  const damage = found.find(one => !told.some(({ segment, line }) => segment === one.segment && line === one.line));
  return damage ? { is: 'damaged', damage } : { is: 'sound' };
}

/** A segment that is missing reads as empty: it is damaged at its first line. */
async function upToEnd(disk: JournalDisk, segment: number, end: End): Promise<Buffer> {
  const bytes = await disk.read(segment).catch(() => Buffer.alloc(0));
  return segment === end.segment ? bytes.subarray(0, end.length) : bytes;
}

function badLine(bytes: Buffer, until: string | undefined): number | undefined {
  const header = readHeader(bytes);
  return header ? firstBadLine(bytes, header.previous, until) : 1;
}
