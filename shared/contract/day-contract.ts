/** The pictures of a day: which came, whose they are said to be, what was read on them, and moving a run of them as one act. */
import { z } from 'zod';
import { call, event } from './define-contract.ts';

const Nothing = z.object({});
const JournalId = z.string();

/** As `2026-11-21`, by the camera's clock or else by this computer's. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A picture of the day; see PictureInRun in shared/specimen. */
export const DayPicture = z.object({
  id: z.uuid(),
  file: z.string(),
  sha256: z.string(),
  takenAt: z.string().nullable(),
  nameNumber: z.string().nullable(),
  verdict: z.enum(['certain', 'several', 'none']).nullable(),
  symbols: z.array(z.string()),
  specimen: z.string().nullable(),
  isSent: z.boolean(),
  isOnBench: z.boolean(),
  /** It was moved to a specimen whose record is not known here: nothing of it is sent until a person attaches it. */
  needsRecord: z.boolean(),
});
export type DayPicture = z.infer<typeof DayPicture>;

/** The act that can be taken back: the last one of its day. */
export const DayAct = z.object({ id: z.uuid(), pictures: z.number().int(), at: z.number() });
export type DayAct = z.infer<typeof DayAct>;

export const DayPictures = z.object({
  day: Day,
  /** Days with pictures, newest first. */
  days: z.array(Day),
  /** In the order they were taken. */
  pictures: z.array(DayPicture),
  lastAct: DayAct.nullable(),
});
export type DayPictures = z.infer<typeof DayPictures>;

/** `forPerson`: pictures that were left where they are, since they are on the bench, on their way to the portal, or there. */
export const Moved = z.object({ moved: z.number().int(), forPerson: z.array(z.uuid()) });
export type Moved = z.infer<typeof Moved>;

export const dayContract = {
  /** One day's pictures; null: the newest day with any, or today. */
  'day.pictures': call(z.object({ day: Day.nullable() }), DayPictures),
  /** Gives all these pictures to other specimens, as one act. Fails with notFound where one of them is not known. */
  'day.move': call(
    z.object({
      journalId: JournalId,
      moves: z
        .array(z.object({ pictureId: z.uuid(), to: z.string().min(1).max(32) }))
        .min(1)
        .max(5_000),
    }),
    Moved,
  ),
  /** Takes an act back as far as nothing of it was sent. Fails with tooLate where another followed it. */
  'day.undo': call(z.object({ journalId: JournalId, actId: z.uuid() }), Moved),
  'day.changed': event(Nothing),
} as const;
