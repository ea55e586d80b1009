/** `node dist/tools/read-stamps.js [--padded-to 5,6] FILE...`: one JSON line a file: file, stamps, milliseconds. */
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openDigitReader, type DigitReader } from './digit-reader.ts';
import { loadLuma } from './load-luma.ts';
import { readStamps } from './stamps.ts';

const { values, positionals } = parseArgs({
  options: { 'padded-to': { type: 'string', default: '' } },
  allowPositionals: true,
});
const paddedTo = values['padded-to']
  .split(',')
  .filter(length => length !== '')
  .map(Number);

async function told(file: string, reader: DigitReader): Promise<unknown> {
  const luma = await loadLuma(file);
  if (!luma.ok) return { file, failure: luma.failure, milliseconds: 0 };
  const from = performance.now();
  const stamps = await readStamps(luma.value, reader, paddedTo);
  const milliseconds = Math.round(performance.now() - from);
  return stamps.ok ? { file, stamps: stamps.value, milliseconds } : { file, failure: stamps.failure, milliseconds };
}

sharp.cache(false);
const reader = await openDigitReader();
if (reader.ok) {
  for (const file of positionals) console.log(JSON.stringify(await told(file, reader.value)));
  await reader.value.end();
} else {
  console.error(`The reader of digits does not start: ${JSON.stringify(reader.failure)}`);
  process.exitCode = 1;
}
