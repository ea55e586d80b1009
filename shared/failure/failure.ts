import { z } from 'zod';

/** Everything that can go wrong without anyone having made a mistake in the code. */
export const Failure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('timedOut') }),
  z.object({ kind: z.literal('signedOut') }),
  z.object({ kind: z.literal('wrongPassword') }),
  z.object({ kind: z.literal('forbidden') }),
  z.object({ kind: z.literal('busy'), retryAfterMs: z.number().optional() }),
  z.object({ kind: z.literal('rejected'), reason: z.string() }),
  z.object({ kind: z.literal('notFound') }),
  z.object({ kind: z.literal('tooMany'), count: z.number() }),
  z.object({ kind: z.literal('notAPortal'), address: z.string() }),
  z.object({ kind: z.literal('diskFull') }),
  z.object({ kind: z.literal('diskBroken') }),
  z.object({ kind: z.literal('readOnly') }),
  z.object({ kind: z.literal('tooLate') }),
  z.object({ kind: z.literal('unreadableImage'), name: z.string(), reason: z.string().optional() }),
  /** `most`: bytes that would be taken, where that is known. */
  z.object({ kind: z.literal('tooLarge'), bytes: z.number(), most: z.number().nullable() }),
  /** The portal has not the memory to work it up. */
  z.object({ kind: z.literal('tooManyPixels') }),
  z.object({ kind: z.literal('typeNotTaken'), mime: z.string() }),
  /** The portal has it, and failed to hand it out: a practice portal that cannot draw it, another whose file is broken. */
  z.object({ kind: z.literal('pictureNotGiven') }),
  /** A practice sheet, on first need. */
  z.object({ kind: z.literal('notDrawn') }),
  z.object({ kind: z.literal('hostGone') }),
  /** Neither of the two copies took it: whoever made it must be told to make it again. */
  z.object({ kind: z.literal('notKept') }),
  z.object({ kind: z.literal('notUnderstood'), detail: z.string() }),
  z.object({ kind: z.literal('fault'), reference: z.string() }),
]);
export type Failure = z.infer<typeof Failure>;

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const failed = (failure: Failure): Result<never> => ({ ok: false, failure });
