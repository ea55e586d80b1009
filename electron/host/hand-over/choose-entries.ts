/** Which entries of the queue may be given to another station, and why the others stay. */
import { isSettled, type QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { recordsOf } from '../../../shared/portal/change.ts';
import { wasGivenAway } from '../journal/hand-over-line.ts';
import type { Projection } from '../journal/projection.ts';
import { LIMITS, type CarriedEntry } from './manifest.ts';

/** `sending`, `checking`: it may have left, and is proven here first. `follows`: something before it stays. */
export type WhyKept = 'sending' | 'checking' | 'follows' | 'pictureGone' | 'tooMany';
export interface Kept {
  readonly entryId: string;
  readonly why: WhyKept;
}

export interface Chosen {
  /** In the queue's order, with the settled ones that an open one follows. */
  readonly carried: readonly CarriedEntry[];
  /** Ids of the open ones: those that change their owner. */
  readonly given: readonly string[];
  readonly kept: readonly Kept[];
}

interface Around {
  readonly isBusyWith: (entryId: string) => boolean;
  readonly hasImage: (sha256: string) => boolean;
}

export function chooseEntries(projection: Projection, around: Around): Chosen {
  const open = openEntries(projection);
  const carried = new Map<string, CarriedEntry>();
  const given: string[] = [];
  const kept: Kept[] = [];
  const stays = new Set<string>();
  let bytes = 0;
  for (const queued of open) {
    const { entry } = queued;
    const before = settledBefore(projection, queued);
    const lines = [...before, queued].map(carriedOf);
    bytes += lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)), 0);
    const isFull = carried.size + lines.length > LIMITS.entries || bytes > LIMITS.entriesBytes;
    const why = whyKept(projection, queued, around, stays) ?? (isFull ? 'tooMany' : undefined);
    if (why) {
      kept.push({ entryId: entry.id, why });
      for (const key of [entry.id, ...recordsOf(entry.change).map(String)]) stays.add(key);
    } else {
      for (const line of lines) carried.set(line.entry.id, line);
      given.push(entry.id);
    }
  }
  return { carried: [...carried.values()].sort((a, b) => a.seq - b.seq), given, kept };
}

const openEntries = ({ open, queue }: Projection): readonly QueuedEntry[] =>
  [...open]
    .flatMap(id => queue.get(id) ?? [])
    .filter(({ delivery }) => delivery.is !== 'handedOver')
    .sort((a, b) => a.seq - b.seq);

function whyKept(
  { queue, marks, handOvers, salvaged }: Projection,
  { entry, delivery }: QueuedEntry,
  { isBusyWith, hasImage }: Around,
  stays: ReadonlySet<string>,
): WhyKept | undefined {
  const { change } = entry;
  if (isBusyWith(entry.id) || delivery.is === 'sending') return 'sending';
  if (salvaged.has(entry.id) || delivery.is === 'checking' || (delivery.is === 'retrying' && marks.has(entry.id)))
    return 'checking';
  if (change.kind === 'attachImage' && !hasImage(change.image.sha256)) return 'pictureGone';
  const before = namedBefore({ entry });
  const isElsewhere = before.flatMap(id => queue.get(id) ?? []).some(one => wasGivenAway(handOvers, one));
  const follows = [...before, ...recordsOf(change).map(String)].some(key => stays.has(key));
  return follows || isElsewhere ? 'follows' : undefined;
}

/** The entries that this one names: what it follows, what it takes back, what makes its record. */
const namedBefore = ({ entry }: Pick<QueuedEntry, 'entry'>): readonly string[] =>
  [entry.after, entry.undoes, ...recordsOf(entry.change)].filter(one => typeof one === 'string');

const settledBefore = ({ queue }: Projection, queued: QueuedEntry): readonly QueuedEntry[] =>
  namedBefore(queued)
    .flatMap(id => queue.get(id) ?? [])
    .filter(({ delivery }) => isSettled(delivery));

/** Subtle: what had to wait starts anew where it is taken in, so that it is compared with the portal once more. */
function carriedOf({ seq, entry, delivery }: QueuedEntry): CarriedEntry {
  const staysAsItIs = delivery.is === 'conflicted' || isSettled(delivery);
  return { seq, entry, delivery: staysAsItIs ? delivery : { is: 'waiting' } };
}
