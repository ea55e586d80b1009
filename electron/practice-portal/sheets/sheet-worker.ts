/** The thread that draws sheets: a plan comes, a JPEG or the reason why there is none goes. */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import type { Drawn } from './drawing-thread.ts';
import { drawSheet } from './draw-sheet.ts';
import type { SheetPlan } from './sheet-plan.ts';

sharp.cache(false);
const answer = (drawn: Drawn): void => parentPort?.postMessage(drawn);

parentPort?.on('message', (plan: SheetPlan) => {
  drawSheet(plan).then(
    picture => answer({ picture }),
    (error: unknown) => answer({ reason: String(error) }),
  );
});
