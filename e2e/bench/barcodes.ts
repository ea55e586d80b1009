/**
 * `npm run bench -- barcodes --dir DIR --truth FILE.csv [--runs 1]`: the jury as it is shipped beside each reader alone.
 *
 * For each reader `right=` (printed texts that it gave), `wrong=` (texts that it gave and that are not printed there), `unread=`,
 * `sheets=` with a symbol and `sheets_right=` (at least one right), `cpu_ms=` (loading included); then the ratios that are the
 * goals. The readers take turns every few pictures, so that a machine that is busy at times is so for all of them; times are the
 * medians of all runs.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { figuresOf, timeOf, type Figures, type Sheet } from './barcode-peers/figures.ts';
import { allReaders, type Answer } from './barcode-peers/readers.ts';
import { readTruth } from './barcode-peers/truth.ts';

const LARGE_PIXELS = 80_000_000;
const TURN = 10;
const { values } = parseArgs({
  options: { dir: { type: 'string' }, truth: { type: 'string' }, runs: { type: 'string', default: '1' } },
});
if (!values.dir || !values.truth) {
  console.error('Say where the pictures are: npm run bench -- barcodes --dir DIR --truth FILE.csv');
  process.exit(2);
}

const readers = allReaders();
for (const { name, way } of readers) console.log(`${name}: ${way}`);
const sheets = await sheetsOf(values.dir, values.truth);
const answers = new Map(readers.map(({ name }) => [name, new Map<string, readonly Answer[]>()]));
for (let run = 1; run <= Number(values.runs); run += 1)
  for (let done = 0; done < sheets.length; done += TURN) {
    await takeTurns(sheets.slice(done, done + TURN));
    console.error(`Run ${run}: ${Math.min(done + TURN, sheets.length)} of ${sheets.length} pictures.`);
  }
printAll(new Map([...answers].map(([name, given]) => [name, figuresOf(sheets, given)])));

async function sheetsOf(folder: string, truth: string): Promise<readonly Sheet[]> {
  const rows = [...(await readTruth(truth))].map(async ([name, texts]) => {
    const file = path.join(folder, name);
    const { width, height } = await sharp(file, { limitInputPixels: false }).metadata();
    return { file, texts, pixels: width * height };
  });
  return Promise.all(rows);
}

async function takeTurns(some: readonly Sheet[]): Promise<void> {
  for (const { name, read } of readers) {
    const given = answers.get(name);
    for (const [file, answer] of await read(some.map(sheet => sheet.file)))
      given?.set(file, [...(given.get(file) ?? []), answer]);
  }
}

function printAll(figures: ReadonlyMap<string, Figures>): void {
  for (const [name, figure] of figures)
    console.log(
      Object.entries(figure)
        .map(([key, value]) => `${name}_${key}=${value}`)
        .join(' '),
    );
  const { jury, zxing_library } = Object.fromEntries(figures);
  if (!jury || !zxing_library) return;
  const singles = [...figures].filter(([name]) => name !== 'jury').map(([, figure]) => figure.right);
  print('sheets_right_percent', (100 * jury.sheets_right) / jury.sheets);
  print('sheets_right_over_zxing_library', jury.sheets_right / zxing_library.sheets_right);
  print('points_over_best_single', (100 * (jury.right - Math.max(...singles))) / (jury.right + jury.unread));
  printRatios(
    'at_80_megapixels',
    sheets.filter(({ pixels }) => pixels >= LARGE_PIXELS),
  );
  printRatios(
    'without_a_code',
    sheets.filter(({ texts }) => texts.length === 0),
  );
}

/** The jury's time over that of @zxing/library. */
function printRatios(where: string, some: readonly Sheet[]): void {
  const [ours, theirs] = [answers.get('jury'), answers.get('zxing_library')];
  const cpu = timeOf(some, ours, 'cpuMs');
  print(`pictures_${where}`, some.length);
  print(`cpu_over_zxing_library_${where}`, cpu / timeOf(some, theirs, 'cpuMs'));
  print(`cpu_over_zxing_library_${where}_like_for_like`, cpu / timeOf(some, theirs, 'likeForLikeMs'));
  print(`wall_over_zxing_library_${where}`, timeOf(some, ours, 'wallMs') / timeOf(some, theirs, 'wallMs'));
}

function print(name: string, value: number): void {
  console.log(`${name}=${Number.isFinite(value) ? Math.round(value * 100) / 100 : 'none'}`);
}
