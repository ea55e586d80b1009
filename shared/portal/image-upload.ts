/** Which pictures a portal takes, what its operators advise, and what it told this station itself. Source: PORTAL_PROTOCOL 9.1. */
import { z } from 'zod';
import type { Failure } from '../failure/failure.ts';

export const SentMime = z.enum(['image/jpeg', 'image/png']);
export type SentMime = z.infer<typeof SentMime>;

const Bytes = z.number().int().positive();

/** As the connection's profile says it. */
export const ImageUpload = z.object({
  /** What the portal takes; a JPEG always is among it. */
  mimes: z.array(SentMime).min(1),
  /** The server's limit of one file, where it is known. */
  maxBytes: Bytes.nullable(),
  /** Larger ones are slow for whoever looks at them. */
  advisedBytes: Bytes,
});
export type ImageUpload = z.infer<typeof ImageUpload>;

/** What the form says in which people upload pictures there. */
export const ImageForm = z.object({
  /** Null: it names none. */
  maxBytes: Bytes.nullable(),
  /** Of those that are ever sent; null: it names none. */
  mimes: z.array(SentMime).nullable(),
});
export type ImageForm = z.infer<typeof ImageForm>;

/** What refusals taught. */
export const LearnedLimits = z.object({
  mostBytes: Bytes.nullable(),
  mostPixels: Bytes.nullable(),
  notTaken: z.array(SentMime),
});
export type LearnedLimits = z.infer<typeof LearnedLimits>;

/** What a portal itself has told. */
export const ToldByPortal = z.object({
  /** Null: not read yet, or the portal shows none. */
  form: ImageForm.nullable(),
  learned: LearnedLimits,
});
export type ToldByPortal = z.infer<typeof ToldByPortal>;

/** Source: seeds, "Batch Uploading/Linking Images": no file larger than 8 MB, JPG or another web-friendly format. */
export const USUAL_IMAGE_UPLOAD: ImageUpload = {
  mimes: ['image/jpeg', 'image/png'],
  maxBytes: null,
  advisedBytes: 8_000_000,
};

export const NOTHING_TOLD: ToldByPortal = {
  form: null,
  learned: { mostBytes: null, mostPixels: null, notTaken: [] },
};

/** What a picture must keep to be sent. */
export interface ImageLimits {
  readonly mimes: readonly SentMime[];
  readonly mostBytes: number;
  /** Null: as many as there are. */
  readonly mostPixels: number | null;
}

/** The form's other fields and the lines around the file count against a server's limit too. */
const FORM_BYTES = 4_096;

/** All that is known put together: the strictest counts. */
export function limitsOf({ mimes, maxBytes, advisedBytes }: ImageUpload, { form, learned }: ToldByPortal): ImageLimits {
  const server = [maxBytes, form?.maxBytes ?? null].map(most => (most === null ? Infinity : most - FORM_BYTES));
  const isTaken = (mime: SentMime) => form?.mimes?.includes(mime) ?? true;
  return {
    mimes: mimes.filter(mime => isTaken(mime) && !learned.notTaken.includes(mime)),
    mostBytes: Math.min(advisedBytes, ...server, learned.mostBytes ?? Infinity),
    mostPixels: learned.mostPixels,
  };
}

/** A picture that was sent. */
export interface SentSize {
  readonly bytes: number;
  readonly pixels: number;
}

/** Whether another form of the same picture may be taken after this refusal. */
export const isAboutPicture = ({ kind }: Failure): boolean =>
  kind === 'tooLarge' || kind === 'tooManyPixels' || kind === 'typeNotTaken';

/** What is known after a picture was refused. Each refusal leaves less that may be sent, so that trying comes to an end. */
export function learn(learned: LearnedLimits, { bytes, pixels }: SentSize, why: Failure): LearnedLimits {
  const least = (a: number | null, b: number) => Math.min(a ?? Infinity, b);
  if (why.kind === 'tooLarge') return { ...learned, mostBytes: least(learned.mostBytes, learnedFrom(bytes, why.most)) };
  if (why.kind === 'tooManyPixels')
    return { ...learned, mostPixels: least(learned.mostPixels, Math.max(1, Math.floor(pixels / 2))) };
  const mime = why.kind === 'typeNotTaken' ? SentMime.safeParse(why.mime).data : undefined;
  return mime === undefined ? learned : { ...learned, notTaken: [...new Set([...learned.notTaken, mime])] };
}

/** `most`: what the refusal named as the limit. Always smaller than what was refused. */
export function learnedFrom(bytes: number, most: number | null): number {
  const named = most === null ? undefined : most - FORM_BYTES;
  return named !== undefined && named > 0 && named < bytes ? named : Math.floor(bytes / 2);
}
