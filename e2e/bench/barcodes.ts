/**
 * `npm run bench -- barcodes --dir DIR --truth FILE.csv`: the jury as it is shipped beside each of its readers alone.
 *
 * For each reader `right=` (printed texts that it gave), `wrong=` (texts that it gave and that are not printed there), `unread=`,
 * `sheets=` with a symbol and `sheets_right=` (at least one right), `cpu_ms=`; then the ratios that are the goals. What the
 * readers alone are given is said in barcode-peers/single-reader.ts.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { allReaders, type Answer } from './barcode-peers/readers.ts';
import { oneLineEnd, readTruth } from './barcode-peers/truth.ts';

const LARGE_PIXELS = 80_000_000;
const { values } = parseArgs({ options: { dir: { type: 'string' }, truth: { type: 'string' } } });
if (!values.dir || !values.truth) {
  console.error('Say where the pictures are: npm run bench -- barcodes --dir DIR --truth FILE.csv');
  process.exit(2);
}

interface Sheet {
  readonly file: string;
  readonly texts: readonly string[];
  readonly isLarge: boolean;
}

const sheets: readonly Sheet[] = await Promise.all(
  [...(await readTruth(values.truth))].map(async ([name, texts]) => {
    const file = path.join(values.dir ?? '', name);
    return { file, texts, isLarge: await isLarge(file) };
  }),
);
const answers = new Map<string, ReadonlyMap<string, Answer>>();
const figures = new Map<string, Figures>();
for (const [name, read] of allReaders()) {
  const given = read(sheets.map(({ file }) => file));
  const figure = figuresOf(given);
  answers.set(name, given);
  figures.set(name, figure);
  console.log(
    Object.entries(figure)
      .map(([key, value]) => `${name}_${key}=${value}`)
      .join(' '),
  );
}
printRatios();

async function isLarge(file: string): Promise<boolean> {
  const { width, height } = await sharp(file, { limitInputPixels: false }).metadata();
  return width * height >= LARGE_PIXELS;
}

type Figures = ReturnType<typeof figuresOf>;

function figuresOf(given: ReadonlyMap<string, Answer>) {
  const judged = sheets.map(({ file, texts }) => {
    const said = [...new Set(given.get(file)?.texts.map(oneLineEnd))];
    return {
      printed: texts.length,
      right: texts.filter(text => said.includes(text)).length,
      wrong: said.filter(text => !texts.includes(text)).length,
    };
  });
  const right = sum(judged.map(sheet => sheet.right));
  return {
    right,
    wrong: sum(judged.map(sheet => sheet.wrong)),
    unread: sum(judged.map(sheet => sheet.printed)) - right,
    sheets: judged.filter(({ printed }) => printed > 0).length,
    sheets_right: judged.filter(sheet => sheet.right > 0).length,
    cpu_ms: Math.round(cpuOf(given, sheets)),
  };
}

function cpuOf(
  given: ReadonlyMap<string, Answer> | undefined,
  some: readonly Sheet[],
  key: 'cpuMs' | 'likeForLikeMs' = 'cpuMs',
) {
  return sum(some.map(({ file }) => given?.get(file)?.[key] ?? NaN));
}

function printRatios(): void {
  const jury = figures.get('jury');
  if (!jury) return;
  const singles = [...figures].filter(([name]) => name !== 'jury').map(([, figure]) => figure.right);
  const [large, bare] = [sheets.filter(sheet => sheet.isLarge), sheets.filter(({ texts }) => texts.length === 0)];
  const ratio = (some: readonly Sheet[], key?: 'likeForLikeMs') =>
    cpuOf(answers.get('jury'), some) / cpuOf(answers.get('zxing_library'), some, key);
  print('sheets_right_percent', (100 * jury.sheets_right) / jury.sheets);
  print('sheets_right_over_zxing_library', jury.sheets_right / (figures.get('zxing_library')?.sheets_right ?? NaN));
  print('points_over_best_single', (100 * (jury.right - Math.max(...singles))) / (jury.right + jury.unread));
  print('cpu_over_zxing_library_at_80_megapixels', ratio(large));
  print('cpu_over_zxing_library_at_80_megapixels_like_for_like', ratio(large, 'likeForLikeMs'));
  print('cpu_over_zxing_library_without_a_code', ratio(bare));
  print('cpu_over_zxing_library_without_a_code_like_for_like', ratio(bare, 'likeForLikeMs'));
}

function print(name: string, value: number): void {
  console.log(`${name}=${Number.isFinite(value) ? Math.round(value * 100) / 100 : 'none'}`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
