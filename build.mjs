import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { build as buildPage } from 'vite';

const programs = {
  'station/start': 'electron/web/main.ts',
  'station/practice-portal': 'electron/practice-portal/main.ts',
  'tools/portal-suite': 'electron/host/portal/portal-suite-program.ts',
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

/** Electron's main of a sandboxed window is CommonJS. */
const desktopOptions = {
  ...nodeOptions,
  entryPoints: { 'station/desktop': 'electron/desktop/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['electron'],
  banner: {},
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await rm('dist', { recursive: true, force: true });
  await Promise.all([build(nodeOptions), build(desktopOptions), buildPage({ logLevel: 'warn' })]);
}
