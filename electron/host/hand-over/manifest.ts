/** What a hand-over file says of itself, and the limits that it must keep. Source: RELIABILITY 2.16, T60-T71. */
import { z } from 'zod';
import { Delivery, OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';

export const LIMITS = {
  entries: 10_000,
  images: 10_000,
  /** One line of the taking station's journal holds all entries: they must fit into a segment of it. */
  entriesBytes: 12 * 1024 * 1024,
  imageBytes: 256 * 1024 * 1024,
  headBytes: 2 * 1024 * 1024,
  fileBytes: 2 * 1024 * 1024 * 1024,
} as const;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Pictures have no names in a hand-over file, only hashes: no name can lead anywhere. */
export const Manifest = z
  .strictObject({
    v: z.literal(1),
    token: z.uuid(),
    journalId: z.uuid(),
    station: z.string().max(200),
    portal: z.strictObject({ address: z.string().max(500), collid: z.number().int(), name: z.string().max(500) }),
    collection: z.string().max(500),
    accounts: z.array(z.string().max(200)).max(LIMITS.entries),
    givenAt: z.number(),
    /** The journal places of the first and the last entry. */
    seq: z.strictObject({ first: z.number().int(), last: z.number().int() }),
    entries: z.strictObject({
      count: z.number().int().min(1).max(LIMITS.entries),
      bytes: z.number().int().min(1).max(LIMITS.entriesBytes),
      sha256: Sha256,
    }),
    images: z
      .array(z.strictObject({ sha256: Sha256, bytes: z.number().int().min(1).max(LIMITS.imageBytes) }))
      .max(LIMITS.images),
  })
  .refine(({ images }) => new Set(images.map(({ sha256 }) => sha256)).size === images.length);
export type Manifest = z.infer<typeof Manifest>;

const MAY_TRAVEL: ReadonlySet<Delivery['is']> = new Set(['waiting', 'conflicted', 'delivered', 'withdrawn']);

/** One line of the entries' part. A settled entry travels only because an open one follows it. */
export const CarriedEntry = z.strictObject({
  seq: z.number().int(),
  entry: OutboxEntry,
  delivery: Delivery.refine(({ is }) => MAY_TRAVEL.has(is)),
});
export type CarriedEntry = z.infer<typeof CarriedEntry>;

/** Who has begun to take the file in, or has taken it back: of the two only one can make this file. */
export const Claim = z.object({
  token: z.uuid(),
  act: z.enum(['take', 'takeBack']),
  journalId: z.uuid(),
  station: z.string().max(200),
});
export type Claim = z.infer<typeof Claim>;

/** "I have them": what the giving station waits for. */
export const Receipt = z.object({ token: z.uuid(), station: z.string().max(200), takenAt: z.number() });
export type Receipt = z.infer<typeof Receipt>;
