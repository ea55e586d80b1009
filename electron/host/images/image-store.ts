/**
 * The station's pictures, each under the hash of its bytes:
 *
 *   written beside, made safe -> read back and hashed -> given its name, made safe -> answered
 *
 * Nothing is replaced and nothing that was answered is removed: what no entry names is listed for people. Source: RELIABILITY 2.12, K16, K17.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { placeDurably, syncFolder, whyNotKept, writeDurably, type Chunks } from '../durable-files.ts';

/** The disk as the store needs it; a test passes one that fails. */
export interface ImageDisk {
  /** Throws where the name is taken. */
  write(file: string, chunks: Chunks): Promise<void>;
  read(file: string): Promise<Buffer>;
  /** False where the name is taken; `from` is gone afterwards. */
  place(from: string, to: string): Promise<boolean>;
}

const fileDisk: ImageDisk = { write: writeDurably, read: readFile, place: placeDurably };

export interface KeptImage {
  readonly sha256: string;
  readonly bytes: number;
}

const HASH = /^[0-9a-f]{64}$/;

export class ImageStore {
  constructor(
    private readonly folder: string,
    private readonly disk: ImageDisk = fileDisk,
  ) {}

  /** Fails with diskFull or diskBroken; then nothing of it is kept. The same bytes twice are one picture. */
  async keep(picture: Uint8Array | Chunks): Promise<Result<KeptImage>> {
    const arriving = path.join(this.folder, 'arriving', randomUUID());
    const meter = createHash('sha256');
    let bytes = 0;
    const measured = measure(picture instanceof Uint8Array ? [picture] : picture, chunk => {
      meter.update(chunk);
      bytes += chunk.length;
    });
    try {
      await mkdir(path.dirname(arriving), { recursive: true });
      await this.disk.write(arriving, measured);
      return await this.place(arriving, { sha256: meter.digest('hex'), bytes });
    } catch (error) {
      return failed(whyNotKept(error));
    } finally {
      await rm(arriving, { force: true }).catch(() => undefined);
    }
  }

  /** Undefined where it is not there, or is not any more what it was. */
  async read(sha256: string): Promise<Buffer | undefined> {
    if (!HASH.test(sha256)) return undefined;
    const bytes = await this.disk.read(this.file(sha256)).catch(() => undefined);
    return bytes && hashOf(bytes) === sha256 ? bytes : undefined;
  }

  async has(sha256: string): Promise<boolean> {
    return HASH.test(sha256) && (await stat(this.file(sha256)).catch(() => undefined))?.isFile() === true;
  }

  /** Removes what was on its way in when the program ended: nobody was told that it is kept. */
  async clearArriving(): Promise<void> {
    await rm(path.join(this.folder, 'arriving'), { recursive: true, force: true });
  }

  /** Pictures that nothing names: kept, and shown to a person. */
  async orphans(named: ReadonlySet<string>): Promise<readonly KeptImage[]> {
    const files = await readdir(this.folder, { recursive: true }).catch(() => []);
    const unnamed = files.map(file => path.basename(file)).filter(name => HASH.test(name) && !named.has(name));
    return Promise.all(unnamed.sort().map(async sha256 => ({ sha256, bytes: (await stat(this.file(sha256))).size })));
  }

  private async place(arriving: string, kept: KeptImage): Promise<Result<KeptImage>> {
    const file = this.file(kept.sha256);
    if (hashOf(await this.disk.read(arriving)) !== kept.sha256) return failed({ kind: 'diskBroken' });
    await mkdir(path.dirname(file), { recursive: true });
    await syncFolder(this.folder);
    const isNew = await this.disk.place(arriving, file);
    // Subtle: bytes that were kept before may have been spoilt since; a name alone is no picture.
    if (!isNew && !(await this.read(kept.sha256))) return failed({ kind: 'diskBroken' });
    return success(kept);
  }

  private file(sha256: string): string {
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* measure(chunks: Chunks, see: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    see(chunk);
    yield chunk;
  }
}
