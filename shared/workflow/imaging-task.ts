import { z } from 'zod';
import type { CatalogNumber } from '../specimen/catalog-number.ts';
import { OccurrenceSchema } from '../portal/occurrence-schema.ts';
import { SheetWords } from '../search/occurrence-query.ts';
import { FlagReason } from './expert-case.ts';
import { TaskShot } from './shot.ts';

const Catalog = z.custom<CatalogNumber>(value => typeof value === 'string' && value !== '');

/** Where the candidates came from: the portal just now, or this station's copy. */
export const Source = z.discriminatedUnion('from', [
  z.object({ from: z.literal('portal') }),
  z.object({ from: z.literal('station'), readAt: z.number() }),
]);
export type Source = z.infer<typeof Source>;

/** Which device read a barcode; `keyboard` is a scanner that types, or a person. */
export const ScannedBy = z.enum(['keyboard', 'serial', 'camera']);
export type ScannedBy = z.infer<typeof ScannedBy>;

/** A scan kept until its step comes. */
export const KeptScan = z.object({
  catalogNumber: Catalog,
  at: z.number(),
  /** The stamped number it was scanned for; empty where none was typed yet. */
  stamp: z.string().default(''),
  by: ScannedBy.default('keyboard'),
});
export type KeptScan = z.infer<typeof KeptScan>;

export const Refusal = z.discriminatedUnion('why', [
  z.object({ why: z.literal('empty') }),
  z.object({ why: z.literal('controlCharacter'), codePoint: z.string() }),
  z.object({ why: z.literal('lookAlike'), character: z.string(), codePoint: z.string() }),
  z.object({ why: z.literal('tooLong'), length: z.number(), longest: z.number() }),
  z.object({ why: z.literal('outsidePattern'), example: z.string() }),
]);

/** The plain question a stop asks. */
export const Question = z.discriminatedUnion('is', [
  z.object({ is: z.literal('refused'), refusal: Refusal }),
  z.object({
    is: z.literal('inUse'),
    /** `waiting` and `flagged`: a sheet of this station that waits for its comparison or for an expert has it. */
    where: z.enum(['queue', 'waiting', 'flagged', 'portal']),
    holder: OccurrenceSchema.nullable(),
    since: z.number().nullable(),
  }),
  z.object({ is: z.literal('recordHasBarcode'), barcode: z.string() }),
  z.object({ is: z.literal('alreadyLinked') }),
  z.object({ is: z.literal('justScanned'), at: z.number(), linkedTo: z.string().nullable() }),
]);
export type Question = z.infer<typeof Question>;

const task = {
  v: z.literal(1),
  id: z.uuid(),
  startedAt: z.number(),
  words: SheetWords,
  kept: KeptScan.nullable(),
  /** A scan that could not even be kept, until the next key or scan. */
  refused: z.object({ text: z.string(), question: Question }).nullable(),
};
const found = { ...task, source: Source, lookedFor: z.array(z.string()), candidates: z.array(OccurrenceSchema) };
const chosen = { ...found, occurrence: OccurrenceSchema };

/** One specimen's way across the bench. Lives in the station's database for days and survives upgrades. */
export const ImagingTask = z.discriminatedUnion('step', [
  z.object({ step: z.literal('seeking'), ...task, isAsking: z.boolean() }),
  /** The portal is out of reach and the record was never seen: waits for its sticker. */
  z.object({ step: z.literal('parking'), ...task }),
  z.object({ step: z.literal('parked'), ...task, parkedAt: z.number() }),
  z.object({ step: z.literal('choosing'), ...found }),
  z.object({ step: z.literal('verifying'), ...chosen }),
  z.object({ step: z.literal('scanning'), ...chosen }),
  z.object({ step: z.literal('stopped'), ...chosen, scanned: z.string(), question: Question }),
  z.object({
    step: z.literal('imaging'),
    ...chosen,
    catalogNumber: Catalog,
    isChecked: z.boolean(),
    /** In the order in which they came. */
    shots: z.array(TaskShot).default([]),
    /** A person wants to go on: done as soon as every shot is read and none shows another specimen. */
    wantsOn: z.boolean().default(false),
  }),
  z.object({ step: z.literal('queued'), ...chosen, catalogNumber: Catalog, endedAt: z.number() }),
  z.object({ step: z.literal('flagged'), ...task, reason: FlagReason, endedAt: z.number() }),
]);
export type ImagingTask = z.infer<typeof ImagingTask>;
export type Step = ImagingTask['step'];
export type TaskAt<Name extends Step> = Extract<ImagingTask, { step: Name }>;
