import { z } from 'zod';
import { SheetWords } from '../search/occurrence-query.ts';

/** Why a technician hands a sheet to an expert; the order is the order of the keys 1 to 8. */
export const FLAG_REASONS = [
  'noRecord',
  'severalFit',
  'labelDisagrees',
  'hasPicture',
  'barcodeInUse',
  'databasedNotFound',
  'unreadable',
  'other',
] as const;
export const FlagReason = z.enum(FLAG_REASONS);
export type FlagReason = z.infer<typeof FlagReason>;

/** One sheet that waits for an expert, with all the evidence there is. It stays with the station. */
export const ExpertCase = z.object({
  v: z.literal(1),
  id: z.uuid(),
  reason: FlagReason,
  parts: z.array(z.enum(['recordedBy', 'recordNumber', 'eventDate', 'other'])),
  note: z.string().max(2000),
  typed: SheetWords,
  scanned: z.string().nullable(),
  /** The record it is about; null where none was found. */
  occid: z.number().int().nullable(),
  /** Its stage before it was flagged, for restoring. */
  formerStatus: z.string().nullable(),
  madeAt: z.number(),
  madeBy: z.string(),
});
export type ExpertCase = z.infer<typeof ExpertCase>;
