import { z } from 'zod';

/** A record that a picture made: barcode and image, waiting for somebody to read the stamped number. */
export const AwaitingRecord = z.object({
  occid: z.number().int().positive(),
  catalogNumber: z.string().nullable(),
});
export type AwaitingRecord = z.infer<typeof AwaitingRecord>;

export const AwaitingPage = z.object({
  /** Of the whole list as it is now. */
  total: z.number().int().nonnegative(),
  records: z.array(AwaitingRecord),
});
export type AwaitingPage = z.infer<typeof AwaitingPage>;
