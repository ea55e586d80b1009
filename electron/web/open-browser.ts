/** Opens an address in the person's browser, where there is one. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** Never fails: the address stands on the terminal too. */
export function openBrowser(address: string): void {
  const opener = OPENERS[process.platform];
  if (!opener) return;
  const [program, ...before] = opener;
  const child = spawn(program, [...before, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
