/** The projection as of a place in the journal, so that an opening replays only what comes after. A cache: never needed. */
import { z } from 'zod';
import { isSettled, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { ExpertCase } from '../../../shared/workflow/expert-case.ts';
import { Mark } from '../../../shared/outbox/mark.ts';
import { GivenHandOver } from './hand-over-line.ts';
import { chain, FIRST_HASH, claimedHash } from './journal-line.ts';
import type { Projection } from './projection.ts';
import { readHeader } from './segment.ts';

/** Raised whenever lines come to mean something else: older checkpoints are then passed over. */
const CHECKPOINT_VERSION = 2;

const Place = z.object({
  segment: z.number().int(),
  length: z.number().int(),
  lineNumber: z.number().int(),
  hash: z.string(),
});
/** A line's end: the segment, the bytes up to it, how many lines those are, and the hash of the last. */
export type Place = z.infer<typeof Place>;

const Kept = z.object({
  v: z.literal(CHECKPOINT_VERSION),
  journalId: z.uuid(),
  lastSeq: z.number().int(),
  place: Place,
  queue: z.array(QueuedEntry),
  marks: z.array(z.tuple([z.string(), Mark])),
  doubtful: z.array(
    z.tuple([z.string(), z.object({ since: z.number(), looks: z.number().int(), mark: Mark.optional() })]),
  ),
  cases: z.array(ExpertCase),
  given: z.array(GivenHandOver),
  taken: z.array(z.uuid()),
  damage: z.object({ segment: z.number().int(), line: z.number().int() }).optional(),
  salvaged: z.array(z.string()),
});

export interface Checkpoint {
  readonly place: Place;
  readonly projection: Projection;
}

export function writeCheckpoint({ place, projection }: Checkpoint): Buffer {
  const { journalId = '', lastSeq, queue, marks, doubtful, cases, handOvers, damage, salvaged } = projection;
  const kept: z.infer<typeof Kept> = {
    v: CHECKPOINT_VERSION,
    journalId,
    lastSeq,
    place,
    queue: [...queue.values()],
    marks: [...marks],
    doubtful: [...doubtful],
    cases: [...cases.values()],
    given: [...handOvers.given.values()],
    taken: [...handOvers.taken],
    damage,
    salvaged: [...salvaged],
  };
  const body = JSON.stringify(kept);
  return Buffer.from(`{"b":${body},"h":"${chain(FIRST_HASH, body)}"}`);
}

/** Undefined where it is damaged, or another version of this program wrote it. */
export function readCheckpoint(bytes: Buffer): Checkpoint | undefined {
  const text = bytes.toString('utf8');
  const hash = claimedHash(text);
  const body = text.slice('{"b":'.length, -`,"h":"${hash}"}`.length);
  if (hash === undefined || chain(FIRST_HASH, body) !== hash) return undefined;
  const kept = Kept.safeParse(JSON.parse(body)).data;
  if (!kept) return undefined;
  const { place, journalId, lastSeq, damage } = kept;
  const projection = {
    journalId,
    lastSeq,
    newerLines: 0,
    queue: new Map(kept.queue.map(queued => [queued.entry.id, queued])),
    open: new Set(kept.queue.filter(({ delivery }) => !isSettled(delivery)).map(({ entry }) => entry.id)),
    marks: new Map(kept.marks),
    doubtful: new Map(kept.doubtful),
    cases: new Map(kept.cases.map(one => [one.id, one])),
    handOvers: { given: new Map(kept.given.map(one => [one.token, one])), taken: new Set(kept.taken) },
    damage,
    salvaged: new Set(kept.salvaged),
  };
  return { place, projection };
}

/** Whether it was taken of the journal that this segment belongs to, and of a line that stands there still. */
export function isOf({ place, projection }: Checkpoint, segment: Buffer): boolean {
  if (readHeader(segment)?.journalId !== projection.journalId || segment[place.length - 1] !== 0x0a) return false;
  const lastLine = segment.lastIndexOf(0x0a, place.length - 2) + 1;
  return claimedHash(segment.toString('utf8', lastLine, place.length - 1)) === place.hash;
}
