import { z } from 'zod';
import { Failure } from '../failure/failure.ts';
import { FieldEditSchema } from '../portal/occurrence-schema.ts';

const Text = z.string().nullable();

/** What stood on the screen when the operator decided: shown to people later, never compared. */
export const Seen = z.object({
  accession: Text,
  recordedBy: Text,
  recordNumber: Text,
  eventDate: Text,
  scientificName: Text,
});
export type Seen = z.infer<typeof Seen>;

/** One thing asked of a portal. Frozen once queued; a later wish is another entry. */
export const OutboxEntry = z.object({
  v: z.literal(1),
  id: z.uuid(),
  occid: z.number().int().positive(),
  collid: z.number().int().positive(),
  why: z.enum(['link', 'flag', 'undo']),
  edit: FieldEditSchema,
  seen: Seen,
  /** The portal account it was made under; nobody else's session may send it. */
  account: z.string(),
  madeAt: z.number(),
  /** Not sent before this moment unless released: the time for second thoughts. */
  holdUntil: z.number().nullable(),
  /** The entry this one takes back. */
  undoes: z.uuid().nullable(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export const ConflictKind = z.enum([
  'changed',
  'gone',
  'numberInUse',
  'saidYesNothingChanged',
  'unclear',
  'doubled',
  'overwrote',
]);
export type ConflictKind = z.infer<typeof ConflictKind>;

/** Where an entry stands on its way. Times are wall milliseconds of this station, for people and for waiting only. */
export const Delivery = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting') }),
  z.object({ is: z.literal('sending'), attempt: z.number().int(), since: z.number() }),
  z.object({
    is: z.literal('checking'),
    attempt: z.number().int(),
    notBefore: z.number(),
    why: Failure,
    /** Whether the portal's answer came back whole, whatever it said. */
    answered: z.boolean().default(false),
  }),
  z.object({ is: z.literal('retrying'), attempt: z.number().int(), notBefore: z.number(), why: Failure }),
  z.object({
    is: z.literal('conflicted'),
    kind: ConflictKind,
    portalNow: Text,
    holders: z.array(z.number().int()),
    /** What stood there until ours replaced it, where the portal's history tells of such an overwrite. */
    replaced: Text.default(null),
    at: z.number(),
  }),
  z.object({ is: z.literal('refused'), why: Failure, at: z.number() }),
  z.object({ is: z.literal('delivered'), at: z.number(), already: z.boolean() }),
  z.object({ is: z.literal('withdrawn'), at: z.number(), by: z.string() }),
]);
export type Delivery = z.infer<typeof Delivery>;

export const QueuedEntry = z.object({ seq: z.number().int(), entry: OutboxEntry, delivery: Delivery });
export type QueuedEntry = z.infer<typeof QueuedEntry>;

/** Whether nothing more will become of it by itself or by a person. */
export const isSettled = (delivery: Delivery): boolean => delivery.is === 'delivered' || delivery.is === 'withdrawn';

/** Whether a person has to decide before anything more happens. */
export const needsPerson = (delivery: Delivery): boolean => delivery.is === 'conflicted' || delivery.is === 'refused';

/** Clashes that were found only after the change had been sent, or may have been. */
const HAS_LEFT: ReadonlySet<ConflictKind> = new Set<ConflictKind>(['doubled', 'overwrote', 'unclear']);

/** Whether it can still be taken back as if it had never been: nothing of it has left this station. */
export function canWithdraw(delivery: Delivery): boolean {
  if (delivery.is === 'conflicted') return !HAS_LEFT.has(delivery.kind);
  return delivery.is === 'waiting' || delivery.is === 'refused' || delivery.is === 'retrying';
}
