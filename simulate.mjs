/** `npm run simulate`: bundles the shipped sources with the simulation around them, as they are or mutated, and runs it. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nodeOptions } from './build.mjs';
import { MUTANTS } from './electron/host/sync/simulation/mutants.mjs';

const root = fileURLToPath(new URL('./', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-simulation-'));
/** A mutant that lives longer than this is not caught. */
const MOST_SCHEDULES = 2_000;
/** How the program ends where a promise was broken; a fault that never struck catches no mutant. */
const BROKEN = 1;

let built = 0;

const wished = process.argv.slice(2);
try {
  process.exitCode = wished.includes('--mutants') ? await runMutants() : await simulate([], wished, 'inherit');
} finally {
  await rm(folder, { recursive: true });
}

async function runMutants() {
  const survivors = [];
  for (const { name, changes } of MUTANTS) {
    const exit = await simulate(
      changes,
      ['--schedules', String(MOST_SCHEDULES), '--deep', '0', '--late', '0', '--only-whether'],
      'ignore',
    );
    const isCaught = exit === BROKEN;
    console.log(`${isCaught ? 'caught' : 'SURVIVED'}: ${name}`);
    if (!isCaught) survivors.push(name);
  }
  console.log(`mutants=${MUTANTS.length} caught=${MUTANTS.length - survivors.length}`);
  return survivors.length === 0 ? 0 : 1;
}

async function simulate(changes, args, stdio) {
  const outfile = path.join(folder, `simulate-${(built += 1)}.mjs`);
  await build({
    ...nodeOptions,
    entryPoints: [path.join(root, 'electron/host/sync/simulation/simulate-program.ts')],
    outdir: undefined,
    outfile,
    sourcemap: 'inline',
    plugins: [mutating(changes)],
  });
  const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...args], {
    stdio: ['ignore', stdio, 'inherit'],
  });
  return new Promise(resolve => child.on('exit', code => resolve(code ?? 1)));
}

/** Subtle: a change that no longer fits its file is an error, or a mutant would be the shipped program and nobody would know. */
function mutating(changes) {
  const files = new Map();
  for (const change of changes)
    files.set(path.join(root, change.file), [...(files.get(path.join(root, change.file)) ?? []), change]);
  return {
    name: 'mutating',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const wanted = files.get(file);
        if (!wanted) return undefined;
        let text = await readFile(file, 'utf8');
        for (const { from, to } of wanted) {
          if (text.split(from).length !== 2) throw new Error(`A mutant does not fit ${file}: ${from}`);
          text = text.replace(from, () => to);
        }
        return { contents: text, loader: 'ts' };
      });
    },
  };
}
