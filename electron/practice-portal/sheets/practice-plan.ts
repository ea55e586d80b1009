/** How a practice sheet lies there: what stands on it is told, the rest is thrown by its number, the same on every computer. */
import type { DrawnSheet } from '../sheets.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';

const SEED = 20_260_103;
/** 3200 pixels wide or a little more. */
const MEGAPIXELS = 15;

export function practicePlan(nth: number, { stamp, barcode, label, isDatabased }: DrawnSheet): SheetPlan {
  return planSheet(`practice-${nth}.jpg`, SEED + nth, MEGAPIXELS, {
    ...{ stamp, isDatabased, label: { ...label, recordNumber: label.recordNumber ?? 's.n.' } },
    barcodes: [{ text: barcode, symbology: 'code39' }],
  });
}
