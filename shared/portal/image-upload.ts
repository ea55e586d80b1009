/** Which pictures a portal takes, what its operators advise, and what it taught this station by refusing. Source: PORTAL_PROTOCOL 9.1. */
import { z } from 'zod';

export const SentMime = z.enum(['image/jpeg', 'image/png']);
export type SentMime = z.infer<typeof SentMime>;

export const ImageUpload = z.object({
  /** What the portal takes; a JPEG always is among it. */
  mimes: z.array(SentMime).min(1),
  /** The server's limit of one file, where it is known. */
  maxBytes: z.number().int().positive().nullable(),
  /** Larger ones are slow for whoever looks at them. */
  advisedBytes: z.number().int().positive(),
});
export type ImageUpload = z.infer<typeof ImageUpload>;

/** Source: seeds, "Batch Uploading/Linking Images": no file larger than 8 MB, JPG or another web-friendly format. */
export const USUAL_IMAGE_UPLOAD: ImageUpload = {
  mimes: ['image/jpeg', 'image/png'],
  maxBytes: null,
  advisedBytes: 8_000_000,
};

/** The form's other fields and the lines around the file count against a server's limit too. */
const FORM_BYTES = 4_096;

/** How large a picture may be to be sent. `learned`: what refusals taught; null: nothing. */
export const mostBytesOf = ({ maxBytes, advisedBytes }: ImageUpload, learned: number | null): number =>
  Math.min(advisedBytes, maxBytes === null ? Infinity : maxBytes - FORM_BYTES, learned ?? Infinity);

/**
 * The bound after a picture of so many bytes was refused as too large. `most`: what the refusal named as the limit. Always
 * smaller than what was refused, so that sending smaller ones comes to an end.
 */
export function learnedFrom(bytes: number, most: number | null): number {
  const named = most === null ? undefined : most - FORM_BYTES;
  return named !== undefined && named > 0 && named < bytes ? named : Math.floor(bytes / 2);
}
