/** What a batch of photographs left in the invented herbarium: records that are a barcode and a picture, to be linked by their stamps. */
import { z } from 'zod';
import pictureRecords from '../../resources/practice/picture-records.json';
import type { Answer, PracticePortal } from './portal-state.ts';
import { drawn, Specimen } from './sheets.ts';

const PictureRecord = Specimen.pick({ stamp: true, barcode: true, label: true }).extend({ occid: z.number() });
export type PictureRecord = z.infer<typeof PictureRecord>;

export const PICTURE_RECORDS: readonly PictureRecord[] = z.array(PictureRecord).parse(pictureRecords);

/** The picture of such a record, drawn when it is first asked for; undefined for every other address. */
export async function drawnPicture({ folder }: PracticePortal, pathname: string): Promise<Answer | undefined> {
  const occid = Number(/^\/portal\/media\/GREY_VASC\/(\d+)_1\.jpg$/.exec(pathname)?.[1]);
  const record = PICTURE_RECORDS.find(one => one.occid === occid);
  if (!record) return undefined;
  return { status: 200, type: 'image/jpeg', body: await drawn(folder, { ...record, id: String(occid) }) };
}
