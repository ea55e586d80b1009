/** Lines by which entries change their owner, and what they add up to. Source: electron/host/hand-over/README.md. */
import { z } from 'zod';
import { Delivery, isSettled, OutboxEntry, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';

const StationName = z.object({ name: z.string(), fingerprint: z.string() });

export const HandedOver = z.object({
  kind: z.literal('handedOver'),
  token: z.uuid(),
  file: z.string(),
  entryIds: z.array(z.uuid()),
});
/** Theirs again, because nobody has taken them. */
export const TakenBack = z.object({ kind: z.literal('takenBack'), token: z.uuid() });
/** The other station has them: nothing of them is expected here any more. */
export const HandOverClosed = z.object({ kind: z.literal('handOverClosed'), token: z.uuid(), to: z.string() });
/** One line for all of them: a crash leaves all or none. */
export const TakenIn = z.object({
  kind: z.literal('takenIn'),
  token: z.uuid(),
  from: StationName,
  entries: z.array(z.object({ entry: OutboxEntry, delivery: Delivery })),
});

export type HandOverLine = z.infer<typeof HandedOver | typeof TakenBack | typeof HandOverClosed | typeof TakenIn>;

export const GivenHandOver = z.object({
  token: z.uuid(),
  file: z.string(),
  at: z.number(),
  /** With where each stood before: what needed a person needs one again when it comes back. */
  entries: z.array(z.object({ id: z.uuid(), before: Delivery })),
  state: z.enum(['open', 'closed', 'takenBack']),
});
export type GivenHandOver = z.infer<typeof GivenHandOver>;

export interface HandOvers {
  /** What this station gave, by token. */
  readonly given: Map<string, GivenHandOver>;
  /** Tokens of what it took, for ever: none is taken twice. */
  readonly taken: Set<string>;
}

export const noHandOvers = (): HandOvers => ({ given: new Map(), taken: new Set() });

/** The entries as they stand after a line; the ledger of hand-overs is brought up to it. */
export function applyHandOver(
  { queue, handOvers }: { readonly queue: ReadonlyMap<string, QueuedEntry>; readonly handOvers: HandOvers },
  what: HandOverLine,
  { seq, at }: { readonly seq: number; readonly at: number },
): readonly QueuedEntry[] {
  if (what.kind === 'takenIn') {
    handOvers.taken.add(what.token);
    return what.entries.map(carried => ({ seq, ...carried, adoptedBy: null }));
  }
  const { token } = what;
  if (what.kind === 'handedOver') {
    const known = what.entryIds.flatMap(id => queue.get(id) ?? []);
    const entries = known.map(({ entry, delivery }) => ({ id: entry.id, before: delivery }));
    handOvers.given.set(token, { token, at, file: what.file, entries, state: 'open' });
    return known.map(queued => ({ ...queued, delivery: { is: 'handedOver', token, at } }));
  }
  const given = handOvers.given.get(token);
  if (!given) return [];
  handOvers.given.set(token, { ...given, state: what.kind === 'takenBack' ? 'takenBack' : 'closed' });
  return given.entries.flatMap(({ id, before }) => {
    const queued = queue.get(id);
    if (queued?.delivery.is !== 'handedOver' || queued.delivery.token !== token) return [];
    const gone =
      what.kind === 'handOverClosed' ? ({ is: 'withdrawn', at, by: '', handedTo: what.to } as const) : undefined;
    return { ...queued, delivery: gone ?? (before.is === 'conflicted' ? before : { is: 'waiting' }) };
  });
}

/** Whether another station may own it by our own doing: then it may come back from there. */
export function wasGivenAway(handOvers: HandOvers, { entry, delivery }: QueuedEntry): boolean {
  if (delivery.is === 'handedOver') return true;
  if (!isSettled(delivery) || delivery.is === 'delivered') return false;
  return [...handOvers.given.values()].some(
    ({ state, entries }) => state === 'closed' && entries.some(({ id }) => id === entry.id),
  );
}
