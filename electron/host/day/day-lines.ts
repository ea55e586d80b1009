/** The lines of the day book. */
import { z } from 'zod';
import { RecordRef } from '../../../shared/portal/change.ts';

/** `occid`: the specimen's record, null where the station does not know it. */
export const Owner = z.object({ catalogNumber: z.string(), occid: RecordRef.nullable() });
export type Owner = z.infer<typeof Owner>;

export const KnownPicture = z.object({
  id: z.uuid(),
  file: z.string(),
  sha256: z.string(),
  takenAt: z.string().nullable(),
  /** Wall milliseconds of this station. */
  arrivedAt: z.number(),
  nameNumber: z.string().nullable(),
  /** Null: not read yet. */
  verdict: z.enum(['certain', 'several', 'none']).nullable(),
  symbols: z.array(z.string()),
  /** A person does not want it: it is no picture of the day's run. */
  isSetAside: z.boolean().default(false),
  owner: Owner.nullable(),
  /** The entry that carries it to the portal. */
  entryId: z.uuid().nullable(),
});
export type KnownPicture = z.infer<typeof KnownPicture>;

export const MovedPicture = z.object({
  pictureId: z.uuid(),
  from: Owner.nullable(),
  to: Owner.nullable(),
  /** What the picture is called from then on, without an ending; null where the shot book does not know it. */
  name: z.string().nullable().default(null),
  /** The entry that carried it and the one that carries it now. */
  entry: z.object({ before: z.uuid(), now: z.uuid() }).nullable(),
});
export type MovedPicture = z.infer<typeof MovedPicture>;

export const DayLine = z.discriminatedUnion('is', [
  /** Something is known of a picture; the newest line of one counts. */
  z.object({ is: z.literal('picture'), picture: KnownPicture }),
  z.object({
    is: z.literal('moved'),
    id: z.uuid(),
    at: z.number(),
    by: z.string(),
    moves: z.array(MovedPicture),
    undoes: z.uuid().nullable(),
  }),
  /** Nothing of this act is left to do. */
  z.object({ is: z.literal('settled'), actId: z.uuid() }),
]);
export type DayLine = z.infer<typeof DayLine>;
export type MovedLine = Extract<DayLine, { is: 'moved' }>;
