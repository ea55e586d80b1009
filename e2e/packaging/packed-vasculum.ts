/** Vasculum packed as `npm run pack` does it, around a stand-in for Electron's download, so that no network is needed. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BUILDER = createRequire(import.meta.url).resolve('electron-builder/cli.js');

/** What Electron puts into its program before its fuses: the mark, their version, their number. */
const FUSE_MARK = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8])]);
/** Each fuse the wrong way round, in Electron's order, so that one left alone is noticed. */
const UNSAFE_FUSES = '10110001';

export class PackedVasculum {
  private constructor(
    private readonly folder: string,
    private readonly unpacked: string,
  ) {}

  static async pack(): Promise<PackedVasculum> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-packed-'));
    const electron = await layOutElectron(path.join(folder, 'electron'));
    const output = path.join(folder, 'out');
    const options = ['--dir', `-c.electronDist=${electron}`, `-c.directories.output=${output}`];
    await promisify(execFile)(process.execPath, [BUILDER, ...options], { cwd: PROJECT });
    const unpacked = (await readdir(output)).find(name => name.endsWith('unpacked'));
    if (unpacked === undefined) throw new Error(`electron-builder left nothing in ${output}.`);
    return new PackedVasculum(folder, path.join(output, unpacked));
  }

  get program(): string {
    return path.join(this.unpacked, 'vasculum');
  }

  get resources(): string {
    return path.join(this.unpacked, 'resources');
  }

  /** Paths inside the archive, without the folders. */
  files(): readonly string[] {
    return listPackage(this.archive, { isPack: false })
      .map(name => name.slice(1))
      .filter(name => !('files' in statFile(this.archive, name)));
  }

  text(file: string): string {
    return extractFile(this.archive, file).toString('utf8');
  }

  liesBeside(file: string): boolean {
    const entry = statFile(this.archive, file);
    return 'unpacked' in entry && entry.unpacked === true;
  }

  /** The archive's files and those beside it as an ordinary folder, far from the project's own packages. */
  extract(): string {
    const to = path.join(this.folder, 'extracted');
    extractAll(this.archive, to);
    return to;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private get archive(): string {
    return path.join(this.resources, 'app.asar');
  }
}

/** The files that electron-builder wants to find in Electron's download. */
async function layOutElectron(folder: string): Promise<string> {
  for (const name of ['locales', 'resources']) await mkdir(path.join(folder, name), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) await writeFile(path.join(folder, name), '');
  const program = Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), FUSE_MARK, Buffer.from(UNSAFE_FUSES)]);
  await writeFile(path.join(folder, 'electron'), program, { mode: 0o755 });
  return folder;
}
