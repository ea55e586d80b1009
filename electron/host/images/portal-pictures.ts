/** Pictures that lie on the portal: named by its records, fetched once, kept on disk within a bound. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { failed, type Result } from '../../../shared/failure/failure.ts';
import type { PortalRecord } from '../../../shared/portal/portal-record.ts';
import type { BoundedFolder } from './bounded-folder.ts';

export interface PortalPicturesPorts {
  /** `address` as the portal gave it. */
  readonly fetch: (address: string) => Promise<Result<Buffer>>;
  readonly fetched: BoundedFolder;
}

/** A record has one to five pictures; a day's work list some hundred records. */
const MOST_NAMED = 20_000;

export class PortalPictures {
  private readonly addresses = new Map<string, string>();

  constructor(private readonly ports: PortalPicturesPorts) {}

  /** Gives the pictures of a record as just read their ids: the same address always has the same. */
  name({ images }: PortalRecord): readonly string[] {
    return images.flatMap(({ originalUrl }) => (originalUrl === null ? [] : [this.idOf(originalUrl)]));
  }

  /** Fails with notFound for an id that no record brought, or as the portal does. */
  async read(imageId: string): Promise<Result<Buffer>> {
    const kept = await this.ports.fetched.find(imageId);
    const bytes = kept && (await readFile(kept).catch(() => undefined));
    if (bytes) return { ok: true, value: bytes };
    const address = this.addresses.get(imageId);
    if (address === undefined) return failed({ kind: 'notFound' });
    const fetched = await this.ports.fetch(address);
    if (fetched.ok) await this.ports.fetched.make(imageId, file => writeFile(file, fetched.value));
    return fetched;
  }

  private idOf(address: string): string {
    const imageId = `portal-${createHash('sha256').update(address).digest('hex').slice(0, 40)}`;
    this.addresses.delete(imageId);
    this.addresses.set(imageId, address);
    for (const oldest of [...this.addresses.keys()].slice(0, -MOST_NAMED)) this.addresses.delete(oldest);
    return imageId;
  }
}
