import { z } from 'zod';
import { asPortalKeeps } from '../base/text.ts';

/** What stands on the sheet, as typed; empty text where nothing was typed. */
export const SheetWords = z.object({
  accession: z.string(),
  recordedBy: z.string(),
  recordNumber: z.string(),
  eventDate: z.string(),
});
export type SheetWords = z.infer<typeof SheetWords>;

export const NOTHING_TYPED: SheetWords = { accession: '', recordedBy: '', recordNumber: '', eventDate: '' };

export type WayToLook = 'accession' | 'label';

/** How to look: by the stamped number where there is one, else by the label; undefined where there is too little. */
export function wayToLook(words: SheetWords): WayToLook | undefined {
  if (asPortalKeeps(words.accession) !== null) return 'accession';
  return isLabelEnough(words) ? 'label' : undefined;
}

/** A label search needs the collector, or both number and date: less would bring half the collection. */
export function isLabelEnough(words: SheetWords): boolean {
  const has = (text: string) => asPortalKeeps(text) !== null;
  return has(words.recordedBy) || (has(words.recordNumber) && has(words.eventDate));
}
