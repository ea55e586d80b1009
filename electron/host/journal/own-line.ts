/** What the journal writes about itself, between the lines that it was given. */
import { z } from 'zod';

const Hash = z.string().regex(/^([0-9a-f]{64})?$/);

/** The first line of every segment but the first: whose it is, and the hash of the line that it follows. */
const Continued = z.object({ kind: z.literal('continued'), journalId: z.uuid(), previous: Hash });

/** The first line of the segment that follows a damage: what was found before it and how much was kept behind it. */
const Salvaged = z.object({
  kind: z.literal('salvaged'),
  journalId: z.uuid(),
  previous: Hash,
  damagedSegment: z.number().int(),
  damagedLine: z.number().int(),
  keptLines: z.number().int(),
});

/** The last line of a full segment: it is never written again. */
const Closed = z.object({ kind: z.literal('closed') });

/** A person has looked at the damage, and sync may go on. */
const DamageSeen = z.object({ kind: z.literal('damageSeen'), by: z.string() });
export type DamageSeen = z.infer<typeof DamageSeen>;

export const OwnLine = z.discriminatedUnion('kind', [Continued, Salvaged, Closed, DamageSeen]);
export type OwnLine = z.infer<typeof OwnLine>;
export type Salvaged = z.infer<typeof Salvaged>;
