/**
 * `npm run decode -- FILE...`: one JSON line a file on standard output with `file`, `symbols`, `verdict` and `milliseconds`, or
 * with `file` and `failure` where it cannot be read; the exit code then is 1. `--pattern REGEXP` is the collection's; `--cpu` adds
 * `cpuMilliseconds`, the time that all threads of this process spent on the file.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadLuma } from './load-luma.ts';
import { readSymbols } from './read-symbols.ts';
import { zxingLibraryReader } from './zxing-library-reader.ts';
import { zxingWasmReader } from './zxing-wasm-reader.ts';

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: { pattern: { type: 'string' }, cpu: { type: 'boolean', default: false } },
});
if (files.length === 0) {
  console.error('Say which pictures to read: npm run decode -- FILE...');
  process.exit(2);
}
const wasm = await readFile(new URL('./zxing_reader.wasm', import.meta.url));
const readers = { first: await zxingWasmReader(wasm), second: zxingLibraryReader };
const rules = values.pattern === undefined ? {} : { pattern: new RegExp(values.pattern) };

for (const file of files) console.log(JSON.stringify({ file, ...(await decode(file)) }));

async function decode(file: string): Promise<object> {
  const [from, spentBefore] = [performance.now(), process.cpuUsage()];
  const luma = await loadLuma(file);
  if (!luma.ok) {
    process.exitCode = 1;
    return { failure: luma.failure };
  }
  const { symbols, verdict } = await readSymbols(luma.value, readers, rules);
  const milliseconds = Math.round(performance.now() - from);
  const { user, system } = process.cpuUsage(spentBefore);
  const cpu = values.cpu ? { cpuMilliseconds: Math.round((user + system) / 1000) } : {};
  return { symbols, verdict, milliseconds, ...cpu };
}
