/** Pictures of sheets: drawn when first asked for, and kept under a name that tells what stands on them. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../tables.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** The sheet as JPEG. */
export type DrawSheet = (plan: SheetPlan) => Promise<Buffer>;

/** Another number where the same plan is drawn otherwise, so that nobody is shown what was drawn before. */
const DRAWING = 1;

export class KeptSheets {
  private readonly folder: string;
  private readonly inHand = new Map<string, Promise<Buffer>>();

  constructor(
    portalFolder: string,
    private readonly draw: DrawSheet,
  ) {
    this.folder = path.join(portalFolder, 'sheets');
  }

  /** Whoever asks meanwhile waits for the same drawing. Rejects where it cannot be drawn. */
  async picture(plan: SheetPlan): Promise<Buffer> {
    const file = path.join(this.folder, nameOf(plan));
    const kept = await readFile(file).catch(() => undefined);
    if (kept) return kept;
    const inHand = this.inHand.get(file) ?? this.drawAndKeep(file, plan);
    this.inHand.set(file, inHand);
    return inHand.finally(() => this.inHand.delete(file));
  }

  /** A disk that does not take it costs drawing it once more. */
  private async drawAndKeep(file: string, plan: SheetPlan): Promise<Buffer> {
    const picture = await this.draw(plan);
    await this.keep(file, picture).catch(error => console.error('A practice sheet is not kept:', error));
    return picture;
  }

  private async keep(file: string, picture: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await replaceFile(file, picture);
  }
}

function nameOf(plan: SheetPlan): string {
  const { name, ext } = path.parse(plan.path);
  const hash = createHash('sha256').update(JSON.stringify([DRAWING, plan]));
  return `${name}-${hash.digest('hex').slice(0, 12)}${ext}`;
}
