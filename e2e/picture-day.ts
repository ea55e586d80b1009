/** A morning at the camera: photographs of practice sheets with their stickers on, named by a program that lost count. */
import { photograph, type Camera } from './camera.ts';
import type { PracticePortal } from './practice-portal.ts';

export interface Taken {
  /** The number in the file's name. */
  readonly named: number;
  /** The number on the sticker of the sheet. */
  readonly shows: number;
  readonly isUnreadable: boolean;
}

export const numberOf = (nth: number): string => `VASC01050${String(nth).padStart(2, '0')}`;

/** Nine pictures; the fourth sheet was not shot, so that every name after it is the one before its sheet's. */
export const shiftedDay = (): readonly Taken[] =>
  Array.from({ length: 9 }, (_, at) => {
    const named = at + 1;
    return { named, shows: named < 4 ? named : named + 1, isUnreadable: named === 7 };
  });

export async function shootDay(camera: Camera, portal: PracticePortal, day: readonly Taken[]): Promise<void> {
  const records = await portal.pictureRecords();
  for (const { named, shows, isUnreadable } of day) {
    const occid = records.find(({ barcode }) => barcode === numberOf(shows))?.occid;
    if (occid === undefined) throw new Error(`No practice sheet has the sticker ${numberOf(shows)}.`);
    const picture = await portal.recordPicture(occid);
    await camera.shoot(`${numberOf(named)}.JPG`, await photograph(picture, { second: named, isUnreadable }));
  }
}
