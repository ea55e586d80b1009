import { z } from 'zod';
import { WholeRecord } from '../portal/portal-record.ts';

const Text = z.string().nullable();

/** What was read just before a write; journalled with the intent, so that a later verdict needs nothing else. */
export const Mark = z.object({
  /** The value that stood there; of an identifier change, the old column of accession numbers. */
  value: Text,
  rowStamp: Text,
  /** Newest id of the collection's edit history: the portal's own clock. Null where the portal does not tell. */
  historyId: z.number().nullable(),
  /** How often each row, by its fingerprint, stood in the record's own history; null where the collection's was asked. */
  ownRows: z.record(z.string(), z.number().int()).nullable().default(null),
  /** Both records of a merge as they were: the kit to rebuild them from. */
  kit: z.object({ source: WholeRecord, target: WholeRecord }).nullable().default(null),
});
export type Mark = z.infer<typeof Mark>;
