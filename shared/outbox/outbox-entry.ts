import { z } from 'zod';
import { Failure } from '../failure/failure.ts';
import { Change } from '../portal/change.ts';

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
const CurrentEntry = z.object({
  v: z.literal(2),
  id: z.uuid(),
  collid: z.number().int().positive(),
  why: z.enum(['link', 'flag', 'undo', 'correct', 'merge', 'restore', 'image']),
  change: Change,
  seen: Seen,
  /** The portal account it was made under; nobody else's session may send it unless a supervisor adopts it. */
  account: z.string(),
  madeAt: z.number(),
  /** Not sent before this moment unless released: the time for second thoughts. */
  holdUntil: z.number().nullable(),
  /** The entry this one takes back. */
  undoes: z.uuid().nullable(),
  /** The entry that must have been delivered before this one may go. */
  after: z.uuid().nullable(),
});
export type OutboxEntry = z.infer<typeof CurrentEntry>;

/** Entries of the first version knew one kind of change and stood it beside the rest. */
function upgraded(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('v' in entry) || entry.v !== 1) return entry;
  const { occid, edit, ...same } = entry as Record<string, unknown>;
  return { ...same, v: 2, change: { kind: 'setField', occid, edit }, after: null };
}

export const OutboxEntry = z.preprocess(upgraded, CurrentEntry);

export const ConflictKind = z.enum([
  'changed',
  'gone',
  'moved',
  'numberInUse',
  'saidYesNothingChanged',
  'loggedNotApplied',
  'mangled',
  'unclear',
  'doubled',
  'overwrote',
  'pendingApproval',
  'confirmAgain',
  'needsSupervisor',
  'mergeIncomplete',
  'mergeRefused',
  'sourceGone',
  'dependsOnAnother',
  'late',
  'salvaged',
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
    /** How often it was looked at in vain. */
    looks: z.number().int().default(0),
  }),
  z.object({ is: z.literal('retrying'), attempt: z.number().int(), notBefore: z.number(), why: Failure }),
  z.object({
    is: z.literal('conflicted'),
    kind: ConflictKind,
    portalNow: Text,
    holders: z.array(z.number().int()),
    /** What stood there until ours replaced it, where the portal's history tells of such an overwrite. */
    replaced: Text.default(null),
    /** Who made the portal's value, and the portal's own minute of it, where its history tells. */
    by: Text.default(null),
    byWhen: Text.default(null),
    /** What a merge lost against its prediction, for people. */
    parts: z.array(z.string()).default([]),
    at: z.number(),
  }),
  z.object({ is: z.literal('refused'), why: Failure, at: z.number() }),
  z.object({
    is: z.literal('delivered'),
    at: z.number(),
    already: z.boolean(),
    /** Ours stood there, and somebody has changed it since. */
    superseded: z.boolean().default(false),
    /** The record it made. */
    occid: z.number().int().nullable().default(null),
  }),
  /** Given to another station: never sent from here. */
  z.object({ is: z.literal('handedOver'), token: z.uuid(), at: z.number() }),
  z.object({
    is: z.literal('withdrawn'),
    at: z.number(),
    by: z.string(),
    /** The other station that has it now; absent where it was simply taken back. */
    handedTo: z.string().optional(),
  }),
]);
export type Delivery = z.infer<typeof Delivery>;
export type Conflicted = Extract<Delivery, { is: 'conflicted' }>;

export const QueuedEntry = z.object({
  seq: z.number().int(),
  entry: OutboxEntry,
  delivery: Delivery,
  /** The supervisor's account that sends it instead of its maker's. */
  adoptedBy: Text.default(null),
});
export type QueuedEntry = z.infer<typeof QueuedEntry>;

/** Under whose session it may be sent. */
export const senderOf = ({ entry, adoptedBy }: QueuedEntry): string => adoptedBy ?? entry.account;

/** What waits for a supervisor has one once it is adopted. */
export const afterAdoption = (delivery: Delivery): Delivery =>
  delivery.is === 'conflicted' && delivery.kind === 'needsSupervisor' ? { is: 'waiting' } : delivery;

/** Whether nothing more will become of it by itself or by a person. */
export const isSettled = (delivery: Delivery): boolean => delivery.is === 'delivered' || delivery.is === 'withdrawn';

/** Whether a person has to decide before anything more happens. */
export const needsPerson = (delivery: Delivery): boolean => delivery.is === 'conflicted' || delivery.is === 'refused';

/** Clashes that were found only after the change had been sent, or may have been. */
const HAS_LEFT: ReadonlySet<ConflictKind> = new Set<ConflictKind>([
  'doubled',
  'overwrote',
  'unclear',
  'loggedNotApplied',
  'mangled',
  'pendingApproval',
  'mergeIncomplete',
  'late',
]);

/** Whether it can still be taken back as if it had never been: nothing of it has left this station. */
export function canWithdraw(delivery: Delivery): boolean {
  if (delivery.is === 'conflicted') return !HAS_LEFT.has(delivery.kind);
  return delivery.is === 'waiting' || delivery.is === 'refused' || delivery.is === 'retrying';
}
