/** What a batch of photographs left in the invented herbarium: records that are a barcode and a picture, to be linked by their stamps. */
import { z } from 'zod';
import pictureRecords from '../../resources/practice/picture-records.json';
import type { Answer, PracticePortal } from './portal-state.ts';
import { Specimen } from './sheets.ts';
import { practicePlan } from './sheets/practice-plan.ts';
import type { SheetPlan } from './sheets/sheet-plan.ts';

const PictureRecord = Specimen.pick({ stamp: true, barcode: true, label: true }).extend({
  occid: z.number(),
  isDatabased: z.boolean(),
});
export type PictureRecord = z.infer<typeof PictureRecord>;

export const PICTURE_RECORDS: readonly PictureRecord[] = z.array(PictureRecord).parse(pictureRecords);

export const planOfRecord = (record: PictureRecord): SheetPlan => practicePlan(record.occid, record);

/** The picture of such a record; undefined for every other address. */
export async function drawnPicture({ sheets }: PracticePortal, pathname: string): Promise<Answer | undefined> {
  const occid = Number(/^\/portal\/media\/GREY_VASC\/(\d+)_1\.jpg$/.exec(pathname)?.[1]);
  const record = PICTURE_RECORDS.find(one => one.occid === occid);
  if (!record) return undefined;
  return { status: 200, type: 'image/jpeg', body: await sheets.picture(planOfRecord(record)) };
}
