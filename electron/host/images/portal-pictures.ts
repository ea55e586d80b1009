/** Pictures that lie on the portal: named by its records, fetched once, kept on disk within a bound. */
import { readFile, writeFile } from 'node:fs/promises';
import { portalImageId } from '../../../shared/contract/image-url.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { PortalRecord } from '../../../shared/portal/portal-record.ts';
import type { BoundedFolder } from './bounded-folder.ts';

export interface PortalPicturesPorts {
  /** Asks the portal where the picture of this number lies. */
  readonly addressOf: (mediaId: number) => Promise<Result<string>>;
  /** `address` as the portal gave it. */
  readonly fetch: (address: string) => Promise<Result<Buffer>>;
  readonly fetched: BoundedFolder;
}

/** A record has one to five pictures; a day's work list some hundred records. */
const MOST_NAMED = 20_000;

export class PortalPictures {
  private readonly addresses = new Map<string, string>();

  constructor(private readonly ports: PortalPicturesPorts) {}

  /** The ids of the pictures of a record as just read; the portal need not be asked again where they lie. */
  name({ images }: PortalRecord): readonly string[] {
    return images.flatMap(({ id, originalUrl }) => (originalUrl === null ? [] : [this.note(id, originalUrl)]));
  }

  /** Fails with notFound for an id that is no picture's, or as the portal does. */
  async read(imageId: string): Promise<Result<Buffer>> {
    const kept = await this.ports.fetched.find(imageId);
    const bytes = kept && (await readFile(kept).catch(() => undefined));
    if (bytes) return success(bytes);
    const address = await this.addressOf(imageId);
    if (!address.ok) return address;
    const fetched = await this.ports.fetch(address.value);
    if (fetched.ok) await this.ports.fetched.make(imageId, file => writeFile(file, fetched.value));
    return fetched;
  }

  private async addressOf(imageId: string): Promise<Result<string>> {
    const known = this.addresses.get(imageId);
    const mediaId = /^portal-(\d{1,12})$/.exec(imageId)?.[1];
    if (known !== undefined) return success(known);
    return mediaId === undefined ? failed({ kind: 'notFound' }) : this.ports.addressOf(Number(mediaId));
  }

  private note(mediaId: number, address: string): string {
    const imageId = portalImageId(mediaId);
    this.addresses.delete(imageId);
    this.addresses.set(imageId, address);
    for (const oldest of [...this.addresses.keys()].slice(0, -MOST_NAMED)) this.addresses.delete(oldest);
    return imageId;
  }
}
