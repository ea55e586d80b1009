import { z } from 'zod';

const Fraction = z.number().min(0).max(1);

/** A part of a picture, in fractions of its width and height. */
export const PictureBox = z.object({ left: Fraction, top: Fraction, width: Fraction, height: Fraction });
export type PictureBox = z.infer<typeof PictureBox>;

/** A stamped number as a machine read it: shown beside its crop, never taken without a person. */
export const SuggestedNumber = z.object({
  number: z.string().regex(/^\d{1,12}$/),
  crop: PictureBox,
  /** Whether independent readings agree. */
  isSure: z.boolean(),
});
export type SuggestedNumber = z.infer<typeof SuggestedNumber>;
