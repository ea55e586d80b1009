import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { build as buildPage } from 'vite';

const programs = {
  'station/start': 'electron/web/main.ts',
  'station/practice-portal': 'electron/practice-portal/main.ts',
  'tools/portal-suite': 'electron/host/portal/portal-suite-program.ts',
};

/** Node's side: one file a program; sharp and exiftool stay outside because they bring native libraries and a Perl program. */
export const nodeOptions = {
  entryPoints: programs,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['sharp', 'exiftool-vendored'],
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

if (import.meta.url === `file://${process.argv[1]}`) {
  await rm('dist', { recursive: true, force: true });
  await Promise.all([
    build(nodeOptions),
    build(desktopOptions),
    build(standInOptions),
    buildPage({ logLevel: 'warn' }),
  ]);
}
