/** `npm run test:electron`: the stories in Electron itself, where its binary is. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const named = path.join(folder, 'path.txt');
const usual = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : (usual[process.platform] ?? 'electron');
const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'), name);

if (existsSync(binary)) {
  const { status } = spawnSync('npx', ['playwright', 'test', '-c', 'e2e/playwright.config.ts'], {
    env: { ...process.env, STORIES_IN: 'electron' },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
} else {
  console.log('Skipped: Electron’s binary is not on this computer. `npx install-electron` brings it.');
}
