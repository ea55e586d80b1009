/** A folder of files that can be made again, within a bound: what was used longest ago is removed. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

const NAME = /^[a-z0-9-]{1,100}$/;

export class BoundedFolder {
  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
  ) {}

  /** The file of this name, which counts as used now; undefined where there is none. */
  async find(name: string): Promise<string | undefined> {
    if (!NAME.test(name)) return undefined;
    const file = path.join(this.folder, name);
    const now = new Date();
    return utimes(file, now, now).then(
      () => file,
      () => undefined,
    );
  }

  /** Has the file made beside and then given its name; undefined where the disk does not take it. */
  async make(name: string, write: (file: string) => Promise<void>): Promise<string | undefined> {
    if (!NAME.test(name)) return undefined;
    const file = path.join(this.folder, name);
    const making = path.join(this.folder, `new-${randomUUID()}`);
    try {
      await mkdir(this.folder, { recursive: true });
      await write(making);
      await rename(making, file);
      await this.makeRoom();
      return file;
    } catch {
      await rm(making, { force: true }).catch(() => undefined);
      return undefined;
    }
  }

  async remove(name: string): Promise<void> {
    if (NAME.test(name)) await rm(path.join(this.folder, name), { force: true });
  }

  /** The newest file stays, however large it is. */
  private async makeRoom(): Promise<void> {
    const names = await readdir(this.folder);
    const files = await Promise.all(
      names.map(async name => ({
        file: path.join(this.folder, name),
        ...(await statOf(path.join(this.folder, name))),
      })),
    );
    const oldestFirst = files.sort((a, b) => a.usedAt - b.usedAt);
    let bytes = files.reduce((sum, one) => sum + one.bytes, 0);
    for (const { file, bytes: freed } of oldestFirst.slice(0, -1)) {
      if (bytes <= this.mostBytes) return;
      await rm(file, { force: true });
      bytes -= freed;
    }
  }
}

const statOf = (file: string): Promise<{ usedAt: number; bytes: number }> =>
  stat(file).then(
    ({ mtimeMs, size }) => ({ usedAt: mtimeMs, bytes: size }),
    () => ({ usedAt: 0, bytes: 0 }),
  );
