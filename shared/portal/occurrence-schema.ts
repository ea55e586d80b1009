import { z } from 'zod';
import { EDITABLE_TERMS } from '../specimen/darwin-core.ts';
import type { Occurrence } from '../specimen/occurrence.ts';

const Text = z.string().nullable();

/** The shape of an occurrence at every door. */
export const OccurrenceSchema = z.object({
  occid: z.number().int().positive(),
  collid: z.number().int().positive(),
  catalogNumber: Text,
  otherCatalogNumbers: z.array(z.string()),
  recordedBy: Text,
  associatedCollectors: Text,
  recordNumber: Text,
  eventDate: Text,
  verbatimEventDate: Text,
  scientificName: Text,
  country: Text,
  stateProvince: Text,
  county: Text,
  locality: Text,
  identifiedBy: Text,
  dateIdentified: Text,
  processingStatus: Text,
  imageCount: z.number().int(),
  isSecured: z.boolean(),
  dateLastModified: Text,
  readAt: z.number(),
}) satisfies z.ZodType<Occurrence>;

export const FieldEditSchema = z.object({
  term: z.enum(EDITABLE_TERMS),
  from: Text,
  to: Text,
});
