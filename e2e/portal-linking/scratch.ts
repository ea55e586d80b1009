/** The records of one run, made through the portal's own forms and taken away in the end: pictures that wait, and old records. */
import sharp from 'sharp';
import type { Fields, PortalForms } from '../torture/portal-forms.ts';
import type { PortalTables } from './portal-tables.ts';
import { plainNumber, type SheetWish } from './sheets.ts';

export interface ScratchSheet extends SheetWish {
  /** The record that the picture made. */
  readonly occid: number;
  /** The old record that bears the number; undefined where nobody does. */
  readonly old: number | undefined;
}

const COLLECTOR = 'Linking, Lena';

export class Scratch {
  private readonly made: number[] = [];

  constructor(
    private readonly forms: PortalForms,
    private readonly tables: PortalTables,
  ) {}

  async makeAll(wishes: readonly SheetWish[]): Promise<readonly ScratchSheet[]> {
    const sheets: ScratchSheet[] = [];
    for (const [nth, wish] of wishes.entries()) {
      const old =
        wish.decision === 'number' || wish.decision === 'noStamp' ? undefined : await this.oldRecord(wish, nth);
      const occid = await this.record([
        ['catalognumber', wish.barcode],
        ['processingstatus', 'unprocessed'],
      ]);
      await this.forms.putPicture(occid, `${wish.barcode}.jpg`, await pictureOf(nth));
      sheets.push({ ...wish, occid, old });
    }
    return sheets;
  }

  /** One record of this run; its id. */
  async record(fields: Fields): Promise<number> {
    const occid = await this.forms.makeRecord(fields);
    this.made.push(occid);
    return occid;
  }

  /** A colleague gives the number of a sheet to the old record that had none. */
  async takeNumber({ old, ...wish }: ScratchSheet): Promise<void> {
    if (old !== undefined) await this.forms.addIdentifier(old, plainNumber(wish));
  }

  /** With the pictures and their files, whatever became of the records. */
  async removeAll(): Promise<void> {
    for (const occid of this.made.splice(0)) {
      const record = await this.tables.record(occid);
      for (const { mediaID } of record?.media ?? []) await this.forms.removePicture(occid, mediaID);
      if (record) await this.forms.remove(occid);
    }
  }

  private async oldRecord(wish: SheetWish, nth: number): Promise<number> {
    const number = plainNumber(wish);
    const occid = await this.record([
      ['othercatalognumbers', wish.store === 'legacy' && wish.decision !== 'taken' ? number : ''],
      ['recordedby', COLLECTOR],
      ['recordnumber', String(100 + nth)],
      ['eventdate', `1931-07-${String(nth + 1).padStart(2, '0')}`],
      ['sciname', 'Quercus alba'],
      ['identifiedby', 'L. Linking'],
      ['dateidentified', '1931'],
      ['country', 'United States'],
      ['locality', `Ridge ${nth + 1} above the mill`],
      ['processingstatus', nth % 2 === 0 ? 'stage 1' : ''],
    ]);
    if (wish.store === 'identifier' && wish.decision !== 'taken') await this.forms.addIdentifier(occid, number);
    if (wish.decision === 'isImaged')
      await this.forms.putPicture(occid, `OLD${number}.jpg`, await pictureOf(nth + 100));
    return occid;
  }
}

/** A sheet of paper with a shade of its own. */
async function pictureOf(nth: number): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: 240, g: 235 - nth, b: 200 + (nth % 50) };
  const jpeg = await sharp({ create: { width: 800, height: 1_200, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return new Uint8Array(jpeg);
}
