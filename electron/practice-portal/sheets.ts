/** The practice sheets: ten specimens to put under the camera, drawn when first asked for. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import specimensJson from '../../resources/practice/specimens.json';
import { drawSheet } from './sheet-drawing.ts';
import { replaceFile } from './tables.ts';

export const Specimen = z.object({
  id: z.string(),
  stamp: z.string().nullable(),
  barcode: z.string(),
  label: z.object({
    recordedBy: z.string(),
    recordNumber: z.string().nullable(),
    eventDate: z.string(),
    scientificName: z.string(),
    place: z.string(),
  }),
  /** The record that belongs to the sheet: the answer to the exercise. */
  occid: z.number().nullable(),
  what: z.string(),
});
export type Specimen = z.infer<typeof Specimen>;
/** What can be seen of a sheet. */
export type DrawnSheet = Pick<Specimen, 'id' | 'stamp' | 'barcode' | 'label'>;

const SPECIMENS: readonly Specimen[] = z.array(Specimen).parse(specimensJson);

/** What a trainee may see: not which record it is. */
export const sheets = (): readonly Omit<Specimen, 'occid'>[] =>
  SPECIMENS.map(({ id, stamp, barcode, label, what }) => ({ id, stamp, barcode, label, what }));

const drawing = new Map<string, Promise<Buffer>>();

/** The sheet's picture as JPEG, kept in the folder once drawn; undefined for a sheet that is not there. */
export async function pictureOf(folder: string, id: string): Promise<Buffer | undefined> {
  const specimen = SPECIMENS.find(one => one.id === id);
  return specimen && drawn(folder, specimen);
}

/** The same for any sheet. */
export async function drawn(folder: string, specimen: DrawnSheet): Promise<Buffer> {
  const file = path.join(folder, `sheet-${specimen.id}.jpg`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return kept;
  const inHand = drawing.get(file) ?? draw(file, specimen);
  drawing.set(file, inHand);
  return inHand.finally(() => drawing.delete(file));
}

/** A disk that does not take it costs drawing it once more. */
async function draw(file: string, specimen: DrawnSheet): Promise<Buffer> {
  const picture = await drawSheet(specimen);
  await replaceFile(file, picture).catch(error => console.error('A practice sheet is not kept:', error));
  return picture;
}
