/**
 * `npm run bench -- NAME [OPTIONS]`: measures from outside and prints each figure as name=value. NAME.bench.ts goes through the
 * real screen, and finds the options in BENCH_OPTIONS; NAME.ts drives a built program.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [name = '', ...options] = process.argv.slice(2);
const beside = file => fileURLToPath(new URL(file, import.meta.url));
const isThere = ending => /^[a-z0-9]+$/.test(name) && existsSync(beside(`./${name}${ending}`));

function run(command, args) {
  const env = { ...process.env, BENCH_OPTIONS: options.join(' ') };
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32', env });
  process.exit(done.status ?? 1);
}

if (isThere('.bench.ts'))
  run('npx', ['playwright', 'test', '-c', beside('./playwright.config.ts'), `${name}.bench.ts`]);
else if (isThere('.ts'))
  run(process.execPath, [
    '--import',
    new URL('../run-typescript.mjs', import.meta.url).href,
    beside(`./${name}.ts`),
    ...options,
  ]);
else {
  console.error('Say which: npm run bench -- option1, option2, outbox, barcodes, stamps, zoom, or camera');
  process.exit(2);
}
