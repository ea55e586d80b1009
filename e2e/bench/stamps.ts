/**
 * `npm run bench -- stamps [--seed 2026] [--count 60] [--dir FOLDER]`: draws sheets (or takes those that lie in the folder), reads
 * their stamps and prints, in percent of the sheets that have one: `stamp_right`, the right number shown as sure; `stamp_wrong`, a
 * wrong number shown as sure, on a sheet without a stamp too; `stamp_none`, the rest: no number, or one that is marked unsure,
 * be it right or not. `stamp_ms` is the median from the decoded picture to the verdict.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    seed: { type: 'string', default: '2026' },
    count: { type: 'string', default: '60' },
  },
});
/** What the drawn herbarium's stamps are padded to, as a collection's profile says it. */
const PADDED_TO = '5,6';

interface Read {
  readonly file: string;
  readonly stamps?: readonly { readonly number: string; readonly isSure: boolean }[];
  readonly milliseconds: number;
}

const tool = (name: string): string => fileURLToPath(new URL(`../../dist/tools/${name}.js`, import.meta.url));

async function withSheets(measure: (folder: string) => Promise<void>): Promise<void> {
  const folder = values.dir ?? (await mkdtemp(path.join(tmpdir(), 'vasculum-sheets-')));
  try {
    if (!existsSync(path.join(folder, 'stamps.csv')))
      await promisify(execFile)(process.execPath, [
        ...[tool('draw-sheets'), '--dir', folder, '--seed', values.seed, '--count', values.count],
      ]);
    await measure(folder);
  } finally {
    if (values.dir === undefined) await rm(folder, { recursive: true });
  }
}

/** File to number; empty where there is no stamp. */
async function truthOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const [, ...rows] = (await readFile(path.join(folder, 'stamps.csv'), 'utf8')).trim().split('\n');
  return new Map(rows.map(row => row.split(',')).map(([file = '', stamp = '']) => [file, stamp]));
}

async function readAll(folder: string, files: readonly string[]): Promise<readonly Read[]> {
  const args = [tool('read-stamps'), '--padded-to', PADDED_TO, ...files.map(file => path.join(folder, file))];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const all: Read[] = [];
  for await (const line of createInterface({ input: child.stdout })) all.push(JSON.parse(line) as Read);
  if (all.length !== files.length) throw new Error(`Of ${files.length} sheets ${all.length} were read.`);
  return all;
}

function outcome(read: Read, stamp: string): 'right' | 'wrong' | 'none' {
  const [first] = read.stamps ?? [];
  if (!first?.isSure) return 'none';
  return first.number === stamp ? 'right' : 'wrong';
}

await withSheets(async folder => {
  const truth = await truthOf(folder);
  const reads = await readAll(folder, [...truth.keys()]);
  const outcomes = reads.map(read => {
    const stamp = truth.get(path.basename(read.file)) ?? '';
    const is = outcome(read, stamp);
    if (is !== 'right' && (stamp !== '' || is === 'wrong'))
      console.log(`${is}: ${stamp || 'no stamp'} ${JSON.stringify(read)}`);
    return { is, hasStamp: stamp !== '' };
  });
  const stamped = outcomes.filter(({ hasStamp }) => hasStamp);
  const share = (count: number): string => ((100 * count) / stamped.length).toFixed(1);
  const count = (kind: string, among: typeof outcomes) => among.filter(({ is }) => is === kind).length;
  const times = reads.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  console.log(
    [
      `stamped=${stamped.length}`,
      `stamp_right=${share(count('right', stamped))}`,
      `stamp_wrong=${share(count('wrong', outcomes))}`,
      `stamp_none=${share(count('none', stamped))}`,
      `stamp_ms=${times[times.length >> 1]}`,
    ].join(' '),
  );
});
