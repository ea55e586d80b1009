/** Pictures of the portal, kept here once fetched, so that the work list goes on with the network gone. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../../shared/failure/failure.ts';

/** The work list is fetched a dozen ahead; a day's list is some hundreds. */
const MOST_KEPT = 400;

export class PortalPictures {
  private readonly onTheWay = new Map<number, Promise<Buffer | undefined>>();

  constructor(
    private readonly folder: string,
    private readonly fetchPicture: (mediaId: number) => Promise<Result<Buffer>>,
  ) {}

  /** Undefined where it is not kept and the portal does not give it. */
  async read(mediaId: number): Promise<Buffer | undefined> {
    const kept = await readFile(this.file(mediaId)).catch(() => undefined);
    if (kept) return kept;
    const known = this.onTheWay.get(mediaId) ?? this.bring(mediaId);
    this.onTheWay.set(mediaId, known);
    return known.finally(() => this.onTheWay.delete(mediaId));
  }

  private async bring(mediaId: number): Promise<Buffer | undefined> {
    const fetched = await this.fetchPicture(mediaId);
    if (!fetched.ok) return undefined;
    // A full disk is no reason not to show it.
    await this.keep(mediaId, fetched.value).catch(() => undefined);
    return fetched.value;
  }

  private async keep(mediaId: number, picture: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.file(mediaId), picture);
    const files = await readdir(this.folder);
    if (files.length <= MOST_KEPT) return;
    const dated = await Promise.all(files.map(async file => ({ file, at: await this.changedAt(file) })));
    const oldest = dated.sort((a, b) => a.at - b.at).slice(0, files.length - MOST_KEPT);
    for (const { file } of oldest) await rm(path.join(this.folder, file), { force: true });
  }

  private async changedAt(file: string): Promise<number> {
    return (await stat(path.join(this.folder, file)).catch(() => undefined))?.mtimeMs ?? 0;
  }

  private file(mediaId: number): string {
    return path.join(this.folder, `${mediaId}.picture`);
  }
}
