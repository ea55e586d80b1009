/** Finds Electron's binary by looking at files only: asking the package itself would start a download. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const USUAL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** The program to run, or undefined where it was never installed. `ELECTRON_OVERRIDE_DIST_PATH` is Electron's own variable. */
export function electronBinary(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = electronFolder();
  if (folder === undefined) return undefined;
  const named = path.join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : (USUAL[process.platform] ?? 'electron');
  const binary = path.join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

function electronFolder(): string | undefined {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}
