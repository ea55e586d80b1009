import { z } from 'zod';
import { OccurrenceSchema } from '../portal/occurrence-schema.ts';
import { WholeRecord } from '../portal/portal-record.ts';
import { SuggestedNumber } from './suggested-number.ts';
import { FlagReason } from './expert-case.ts';
import { Source } from './imaging-task.ts';

/** A record that is a barcode and pictures, as far as it was read. */
export const PictureRecord = z.object({
  occid: z.number().int().positive(),
  collid: z.number().int().positive(),
  catalogNumber: z.string().nullable(),
});
export type PictureRecord = z.infer<typeof PictureRecord>;

const task = {
  v: z.literal(1),
  id: z.uuid(),
  startedAt: z.number(),
  /** The record whose picture is looked at. */
  picture: PictureRecord,
  suggestion: SuggestedNumber.nullable(),
};
const numbered = {
  ...task,
  number: z.string(),
  /** True while no person has said that the machine read it rightly. */
  isSuggested: z.boolean(),
};
const checked = { ...numbered, source: Source, lookedFor: z.array(z.string()), candidates: z.array(OccurrenceSchema) };
const chosen = { ...checked, occurrence: OccurrenceSchema };

/** One picture's way to its old record. Lives in the station's database and survives upgrades. */
export const LinkingTask = z.discriminatedUnion('step', [
  /** The machine reads the stamp; a person may be faster. */
  z.object({ step: z.literal('reading'), ...task }),
  z.object({ step: z.literal('entering'), ...task, number: z.string() }),
  z.object({ step: z.literal('checking'), ...numbered }),
  /** The portal is out of reach and this station has not seen the number: it waits for its check. */
  z.object({ step: z.literal('parked'), ...numbered, parkedAt: z.number() }),
  /** Nobody else bears the number. */
  z.object({ step: z.literal('free'), ...checked }),
  /** Several records bear it: a person says which is meant. */
  z.object({ step: z.literal('choosing'), ...checked }),
  /** One record bears it and has neither barcode nor picture: the three points are compared. */
  z.object({ step: z.literal('found'), ...chosen }),
  /** The record that bears it has a barcode or a picture already. */
  z.object({ step: z.literal('imaged'), ...chosen }),
  /** A person said that they agree; both records are read for a look at the merge. */
  z.object({ step: z.literal('rehearsing'), ...chosen }),
  z.object({
    step: z.literal('merging'),
    ...chosen,
    shown: z.object({ source: WholeRecord, target: WholeRecord }),
  }),
  z.object({ step: z.literal('queued'), ...numbered, into: z.number().int().nullable(), endedAt: z.number() }),
  z.object({ step: z.literal('flagged'), ...task, number: z.string(), reason: FlagReason, endedAt: z.number() }),
]);
export type LinkingTask = z.infer<typeof LinkingTask>;
export type LinkingStep = LinkingTask['step'];
export type LinkingAt<Name extends LinkingStep> = Extract<LinkingTask, { step: Name }>;
export type MergeShown = LinkingAt<'merging'>['shown'];
