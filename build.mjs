import { build } from 'esbuild';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build as buildPage } from 'vite';

const programs = {
  'station/start': 'electron/web/main.ts',
  'station/practice-portal': 'electron/practice-portal/main.ts',
  'tools/portal-suite': 'electron/host/portal/portal-suite-program.ts',
  'station/reading-worker': 'electron/host/reading/reading-worker.ts',
  'tools/decode': 'electron/host/reading/decode-program.ts',
};

/** Node's side: one file a program; sharp stays outside because it brings a native library. */
export const nodeOptions = {
  entryPoints: programs,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['sharp'],
  // Subtle: bundled CommonJS packages call require, which ES modules lack.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

/** Electron's main and the preload of a sandboxed window are CommonJS; main brings sharp along from outside like the others. */
const desktopOptions = {
  ...nodeOptions,
  entryPoints: { 'station/desktop': 'electron/desktop/main.ts', 'station/preload': 'electron/desktop/preload.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['electron', ...nodeOptions.external],
  banner: {},
};

/** Only stories load it: the stand-in for Electron's module. */
const standInOptions = {
  ...desktopOptions,
  entryPoints: { 'tools/electron-stand-in': 'e2e/electron-stand-in/register.ts' },
  external: ['@playwright/test'],
};

/** Lies beside the programs that read barcodes, so that none looks for it on the network. */
async function bringReader() {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  for (const folder of ['dist/station', 'dist/tools']) {
    await mkdir(folder, { recursive: true });
    await copyFile(wasm, `${folder}/zxing_reader.wasm`);
  }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await rm('dist', { recursive: true, force: true });
  await Promise.all([
    build(nodeOptions),
    build(desktopOptions),
    build(standInOptions),
    bringReader(),
    buildPage({ logLevel: 'warn' }),
  ]);
}
