import { build } from 'esbuild';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build as buildPage } from 'vite';

const programs = {
  'station/start': 'electron/web/main.ts',
  'station/practice-portal': 'electron/practice-portal/main.ts',
  'tools/portal-suite': 'electron/host/portal/portal-suite-program.ts',
  'tools/read-stamps': 'electron/host/reading/read-stamps-program.ts',
  'tools/draw-sheets': 'electron/practice-portal/sheets/draw-sheets.ts',
  'station/sheet-worker': 'electron/practice-portal/sheets/sheet-worker.ts',
  'station/reading-worker': 'electron/host/reading/reading-worker.ts',
  'station/stamp-worker': 'electron/host/reading/stamp-worker.ts',
  'tools/decode': 'electron/host/reading/decode-program.ts',
};

/** Node's side: one file a program; outside stay what brings a native library, a worker's file, another program or data. */
export const nodeOptions = {
  entryPoints: programs,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['sharp', 'tesseract.js', 'serialport', 'exiftool-vendored'],
  // Subtle: bundled CommonJS packages call require, which ES modules lack.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

/** Electron's main is CommonJS; it brings along from outside what the others do. */
const desktopOptions = {
  ...nodeOptions,
  entryPoints: { 'station/desktop': 'electron/desktop/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['electron', ...nodeOptions.external],
  banner: {},
  define: { 'import.meta.url': 'moduleUrl' },
  inject: ['electron/desktop/module-url.ts'],
};

/** The preload of a sandboxed window may ask for next to nothing of Node's. */
const preloadOptions = {
  ...desktopOptions,
  entryPoints: { 'station/preload': 'electron/desktop/preload.ts' },
  define: {},
  inject: [],
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
    build(preloadOptions),
    build(standInOptions),
    bringReader(),
    buildPage({ logLevel: 'warn' }),
  ]);
}
