/** `node --import ./e2e/run-typescript.mjs FILE.ts`: runs a program of this folder as it stands, its types taken off on the way. */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from 'esbuild';

// Subtle: Node runs hooks on a thread of their own, where this file is loaded once more.
if (isMainThread) register(import.meta.url);

export async function load(url, context, next) {
  if (!/^file:.*\.ts$/.test(url)) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), { loader: 'ts', sourcemap: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
