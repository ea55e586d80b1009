/** `npm run sheets -- --dir DIR --count 60 --seed 7 [--megapixels 24-88] [--practice]`: draws sheets into a folder, with their truth. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { PICTURE_RECORDS, planOfRecord } from '../picture-records.ts';
import { planOfSpecimen, SPECIMENS } from '../sheets.ts';
import { diceOf } from './dice.ts';
import { drawSheet } from './draw-sheet.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';
import { stampsCsv, truthCsv } from './truth.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '7' },
    megapixels: { type: 'string', default: '24-88' },
    practice: { type: 'boolean', default: false },
  },
});

/** How far apart the seeds of two sheets lie, so that runs with neighbouring seeds share no sheet. */
const SEED_STEP = 100_003;

function plansWished(): readonly SheetPlan[] {
  if (values.practice) return [...SPECIMENS.map(planOfSpecimen), ...PICTURE_RECORDS.map(planOfRecord)];
  const [least = 24, most = least] = values.megapixels.split('-').map(Number);
  return Array.from({ length: Number(values.count) }, (_, at) => {
    const seed = Number(values.seed) + (at + 1) * SEED_STEP;
    const name = `sheet-${String(at + 1).padStart(3, '0')}.jpg`;
    return planSheet(name, seed, diceOf(seed ^ SEED_STEP).between(least, most));
  });
}

/** Draws what is not there yet: a practice sheet is drawn on first need, and never again. */
async function draw(folder: string, plans: readonly SheetPlan[]): Promise<void> {
  for (const plan of plans) {
    const file = path.join(folder, plan.path);
    if (values.practice && (await stat(file).catch(() => undefined))) continue;
    await writeFile(file, await drawSheet(plan));
  }
}

if (values.dir === undefined) {
  console.error('Say where: npm run sheets -- --dir FOLDER');
  process.exitCode = 2;
} else {
  sharp.cache(false);
  const plans = plansWished();
  await mkdir(values.dir, { recursive: true });
  await writeFile(path.join(values.dir, 'truth.csv'), truthCsv(plans));
  await writeFile(path.join(values.dir, 'stamps.csv'), stampsCsv(plans));
  await draw(values.dir, plans);
  console.log(`sheets=${plans.length} dir=${values.dir}`);
}
