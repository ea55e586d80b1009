/** The jury as it is shipped, and each reader alone: every one in a process of its own, asked for the same files. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Answer {
  readonly texts: readonly string[];
  /** CPU milliseconds of the process, loading included. */
  readonly cpuMs: number;
  /** The same with the jury's way to load. */
  readonly likeForLikeMs?: number;
}
export type Reader = (files: readonly string[]) => ReadonlyMap<string, Answer>;

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const DECODE = beside('../../../dist/tools/decode.js');
const SINGLE = ['--import', new URL('../../run-typescript.mjs', import.meta.url).href, beside('./single-reader.ts')];
const LONGEST_OUTPUT = 256 * 1024 * 1024;

interface Line {
  readonly file: string;
  readonly symbols?: readonly { readonly text: string }[];
  readonly texts?: readonly string[];
  readonly cpuMilliseconds?: number;
  readonly cpuMs?: number;
  readonly likeForLikeMs?: number;
}

/** By name, the jury first; zbarimg only where it is installed. */
export function allReaders(): ReadonlyMap<string, Reader> {
  const readers = new Map<string, Reader>([
    ['jury', files => linesOf([DECODE, '--cpu', ...files])],
    ['zxing_wasm', files => linesOf([...SINGLE, 'zxing-wasm', ...files])],
    ['zxing_library', files => linesOf([...SINGLE, 'zxing-library', ...files])],
  ]);
  if (spawnSync('zbarimg', ['--version']).status === 0)
    readers.set('zbarimg', files => new Map(files.map(file => [file, zbarimg(file)])));
  return readers;
}

function linesOf(args: readonly string[]): ReadonlyMap<string, Answer> {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: LONGEST_OUTPUT });
  const lines = stdout.split('\n').filter(line => line !== '');
  if (lines.length === 0) throw new Error(`A reader said nothing. ${stderr}`);
  return new Map(lines.map(line => answerOf(JSON.parse(line) as Line)));
}

const answerOf = ({ file, symbols, texts, cpuMilliseconds, cpuMs, ...rest }: Line): [string, Answer] => [
  file,
  { ...rest, texts: texts ?? symbols?.map(({ text }) => text) ?? [], cpuMs: cpuMs ?? cpuMilliseconds ?? 0 },
];

/** The shell's `times` tells on its last line what its children took: minutes and seconds, of the user and of the system. */
function zbarimg(file: string): Answer {
  const args = ['-c', 'zbarimg -q --xml "$1"; times', 'sh', file];
  const { stdout } = spawnSync('sh', args, { encoding: 'utf8', maxBuffer: LONGEST_OUTPUT });
  const texts = [...stdout.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, text = '']) => text);
  const spent = [...(stdout.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return { texts, cpuMs: spent.reduce((sum, [, min, sec]) => sum + Number(min) * 60_000 + Number(sec) * 1000, 0) };
}
