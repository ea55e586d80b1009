/** The work list of Option 2 as this station knows it: what waits for its number, prepared ahead, so that work goes on with the network gone. */
import { z } from 'zod';
import type { AwaitingRecord } from '../../shared/portal/awaiting-number.ts';
import { WholeRecord } from '../../shared/portal/portal-record.ts';
import { isIdle } from '../../shared/workflow/link-from-images.ts';
import { LinkingTask, type PictureRecord } from '../../shared/workflow/linking-task.ts';
import { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import type { PictureRow, Tables } from './tables.ts';

/** What was fetched ahead of one record. */
export const PreparedPicture = z.object({
  imageIds: z.array(z.string()),
  whole: WholeRecord,
  /** Null: no stamp was read; left out while nobody has looked for one. */
  suggestion: SuggestedNumber.nullable().optional(),
});
export type PreparedPicture = z.infer<typeof PreparedPicture>;

export interface ListedPicture {
  readonly picture: PictureRecord;
  readonly prepared: PreparedPicture | null;
  /** Where its work stands; null: nobody has begun. */
  readonly task: LinkingTask | null;
}

/** In the order of the barcodes. What a newer version wrote about a record counts as not there. */
export async function readPictures(tables: Tables, collid: number): Promise<readonly ListedPicture[]> {
  const rows = await tables.pictures.orderBy('place').toArray();
  return rows.map(({ occid, catalogNumber, prepared, task }) => ({
    picture: { occid, collid, catalogNumber },
    prepared: PreparedPicture.safeParse(prepared).data ?? null,
    task: LinkingTask.safeParse(task).data ?? null,
  }));
}

/** The list as the portal tells it now, whole: what is known of a record stays, what left the list goes unless it is in work. */
export async function keepList(tables: Tables, records: readonly AwaitingRecord[]): Promise<void> {
  await tables.transaction('rw', tables.pictures, async () => {
    const known = new Map((await tables.pictures.toArray()).map(row => [row.occid, row]));
    const rows = records.map((record, place): PictureRow => {
      const { prepared = null, task = null } = known.get(record.occid) ?? {};
      return { ...record, place, prepared, task };
    });
    const listed = new Set(records.map(({ occid }) => occid));
    const gone = [...known.values()].filter(({ occid, task }) => !listed.has(occid) && task === null);
    await tables.pictures.bulkPut(rows);
    await tables.pictures.bulkDelete(gone.map(({ occid }) => occid));
  });
}

export async function keepPrepared(tables: Tables, occid: number, prepared: PreparedPicture): Promise<void> {
  await tables.pictures.update(occid, { prepared });
}

/** Where the work on a picture stands. One that was ended, or not begun yet, stands nowhere. */
export async function keepLinkingTask(tables: Tables, task: LinkingTask): Promise<void> {
  await tables.pictures.update(task.picture.occid, { task: isIdle(task) ? null : task });
}
