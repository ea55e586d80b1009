/** Vasculum packed as `npm run pack` does it, around a stand-in for Electron's download, so that no network is needed. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { layOutElectron, type System } from './electron-download.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BUILDER = createRequire(import.meta.url).resolve('electron-builder/cli.js');

const PROGRAMS = { linux: 'vasculum', win: 'Vasculum.exe' };

export class PackedVasculum {
  private constructor(
    private readonly folder: string,
    private readonly unpacked: string,
    /** The program that a person starts. */
    readonly program: string,
  ) {}

  static async pack(system: System): Promise<PackedVasculum> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-packed-'));
    const electron = path.join(folder, 'electron');
    await layOutElectron(electron, system);
    const output = path.join(folder, 'out');
    const options = [`--${system}`, '--dir', `-c.electronDist=${electron}`, `-c.directories.output=${output}`];
    await promisify(execFile)(process.execPath, [BUILDER, ...options], { cwd: PROJECT });
    const name = (await readdir(output)).find(found => found.endsWith('unpacked'));
    if (name === undefined) throw new Error(`electron-builder left nothing in ${output}.`);
    const unpacked = path.join(output, name);
    return new PackedVasculum(folder, unpacked, path.join(unpacked, PROGRAMS[system]));
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

  /** The archive's list of its files and their check sums, as text. */
  header(): string {
    return getRawHeader(this.archive).headerString;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private get archive(): string {
    return path.join(this.resources, 'app.asar');
  }
}
