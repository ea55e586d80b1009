/** The jury as it is shipped, and each reader alone: every one in a process of its own, asked for the same files. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LONGEST_MS, spoken } from './spoken.ts';

export interface Answer {
  readonly texts: readonly string[];
  /** CPU milliseconds of all threads, loading included. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** CPU milliseconds with the jury's way to load. */
  readonly likeForLikeMs?: number;
}

export interface Reader {
  readonly name: string;
  /** How it comes to the pixels, and what it is asked for. */
  readonly way: string;
  readonly read: (files: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;
}

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const DECODE = [beside('../../../dist/tools/decode.js'), '--cpu'];
const SINGLE = ['--import', new URL('../../run-typescript.mjs', import.meta.url).href, beside('./single-reader.ts')];
const SINGLE_WAY = 'sharp .greyscale(), the whole picture in full size, the six formats of the jury, try harder';
const LONGEST_OUTPUT = 256 * 1024 * 1024;

interface Line {
  readonly file: string;
  readonly symbols?: readonly { readonly text: string }[];
  readonly texts?: readonly string[];
  readonly cpuMilliseconds?: number;
  readonly milliseconds?: number;
  readonly likeForLikeMilliseconds?: number;
}

/** The jury first; zbarimg only where it is installed. */
export function allReaders(): readonly Reader[] {
  const readers: Reader[] = [
    { name: 'jury', way: 'npm run decode -- FILE...', read: files => answers(DECODE, files) },
    { name: 'zxing_wasm', way: SINGLE_WAY, read: files => answers([...SINGLE, 'zxing-wasm'], files) },
    { name: 'zxing_library', way: SINGLE_WAY, read: files => answers([...SINGLE, 'zxing-library'], files) },
  ];
  const read = async (files: readonly string[]) => new Map(files.map(file => [file, zbarimg(file)]));
  if (spawnSync('zbarimg', ['--version']).status === 0)
    readers.push({ name: 'zbarimg', way: 'zbarimg -q --xml FILE, which loads by itself', read });
  return readers;
}

async function answers(program: readonly string[], files: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
  const given = new Map<string, Answer>();
  for (let left = files; left.length > 0; left = left.filter(file => !given.has(file))) {
    for await (const line of spoken([...program, ...left])) {
      const { file, ...answer } = JSON.parse(line) as Line;
      given.set(file, answerOf(answer));
    }
    const silent = left.find(file => !given.has(file));
    if (silent !== undefined) given.set(silent, capped(silent));
  }
  return given;
}

const answerOf = ({ symbols, texts, cpuMilliseconds = 0, milliseconds = 0, ...rest }: Omit<Line, 'file'>): Answer => ({
  texts: texts ?? symbols?.map(({ text }) => text) ?? [],
  cpuMs: cpuMilliseconds,
  wallMs: milliseconds,
  ...(rest.likeForLikeMilliseconds === undefined ? {} : { likeForLikeMs: rest.likeForLikeMilliseconds }),
});

function capped(file: string): Answer {
  console.log(
    `${file}: a reader died or took longer than ${LONGEST_MS / 1000} seconds; unread, counted with that time.`,
  );
  return { texts: [], cpuMs: LONGEST_MS, wallMs: LONGEST_MS };
}

/** The shell's `times` tells on its last line what its children took: minutes and seconds, of the user and of the system. */
function zbarimg(file: string): Answer {
  const from = performance.now();
  const args = ['-c', `timeout ${LONGEST_MS / 1000} zbarimg -q --xml "$1"; echo " $?"; times`, 'sh', file];
  const { stdout } = spawnSync('sh', args, { encoding: 'utf8', maxBuffer: LONGEST_OUTPUT });
  if (/ 124\n.*\n.*\n$/.test(stdout)) return capped(file);
  const texts = [...stdout.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, text = '']) => text);
  const spent = [...(stdout.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuMs = spent.reduce((sum, [, min, sec]) => sum + Number(min) * 60_000 + Number(sec) * 1000, 0);
  return { texts, cpuMs, wallMs: performance.now() - from };
}
