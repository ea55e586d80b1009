/** Pictures of a specimen as they come from the camera: kept on this station, waiting for their specimen or given to it. */
import { z } from 'zod';
import { StoredImage } from '../portal/change.ts';

/** The sheet that lies under the camera: the task and the number its pictures are called by. */
export const SheetAtCamera = z.object({ taskId: z.uuid(), catalogNumber: z.string().min(1).max(32) });
export type SheetAtCamera = z.infer<typeof SheetAtCamera>;

export const PictureFormat = z.enum(['jpeg', 'png', 'tiff', 'raw']);
export type PictureFormat = z.infer<typeof PictureFormat>;

/**
 * `waiting`: nobody's yet · `given`: a task on the bench has it · `queued`: an entry carries it to the portal · `setAside`: a person
 * does not want it; the file stays.
 */
export const ShotPlace = z.enum(['waiting', 'given', 'queued', 'setAside']);
export type ShotPlace = z.infer<typeof ShotPlace>;

/** Which catalog numbers of this collection its barcodes say; `several`: a person knows which is the sheet's. */
export const ShotReading = z.object({ verdict: z.enum(['certain', 'several', 'none']), numbers: z.array(z.string()) });
export type ShotReading = z.infer<typeof ShotReading>;

export const Shot = z.object({
  id: z.uuid(),
  /** The file as the camera's program called it. */
  originalName: z.string(),
  /** Of the original's bytes: its name in the image store. */
  sha256: z.string(),
  bytes: z.number().int(),
  format: PictureFormat,
  /** Pixels as they are seen, the camera's orientation respected; null for a RAW file without a preview. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** By the camera's own clock, without a zone: `2026-11-21T14:03:05`. */
  takenAt: z.string().nullable(),
  arrivedAt: z.number(),
  /** Which sheet waited for its picture when the file was first seen; null: none. */
  takenFor: SheetAtCamera.nullable(),
  /** What a portal is sent: the original where it takes that, else a rendition; null: nothing that it would take. */
  sent: StoredImage.omit({ name: true }).nullable(),
  /** What was read on it; null while nobody has. */
  read: ShotReading.nullable().default(null),
  place: ShotPlace,
  /** Whose it is; null while nobody has said. One that waits has a sheet where it was moved on the page of the day. */
  sheet: SheetAtCamera.nullable(),
  /** Under which name it is attached and given out, without the ending: `VASC0104327`, `VASC0104327_2`. */
  name: z.string().nullable(),
});
export type Shot = z.infer<typeof Shot>;

/** What a task remembers of a shot that was given to it. */
export const TaskShot = z.object({
  id: z.uuid(),
  image: StoredImage.nullable(),
  /** The catalog numbers read on it; null: not read yet. */
  read: z.array(z.string()).nullable().default([]),
  /** A person has looked and says that it is this sheet, whatever was read. */
  isConfirmed: z.boolean().default(false),
});
export type TaskShot = z.infer<typeof TaskShot>;

/** The number that speaks against a picture of this specimen; undefined where none does. */
export function showsAnother({ read, isConfirmed }: TaskShot, catalogNumber: string): string | undefined {
  return isConfirmed || read?.includes(catalogNumber) ? undefined : read?.[0];
}

/** As a portal is to be sent it, under the name given here; null where there is nothing to send. */
export function imageOf({ sent, name }: Shot): StoredImage | null {
  if (!sent || name === null) return null;
  return { ...sent, name: `${name}.${sent.mime === 'image/png' ? 'png' : 'jpg'}` };
}

/** Of a portal's 30 characters the ending takes four. */
const LONGEST_NAME = 26;

/**
 * The name of a picture of this specimen that nothing else has: its number, and from the second on `_2`, `_3` …
 * Signs that no portal keeps become `-`; a number too long for a name loses its beginning.
 */
export function freeName(catalogNumber: string, isTaken: (name: string) => boolean): string {
  const plain = catalogNumber.replace(/[^A-Za-z0-9_-]/g, '-');
  for (let nth = 1; ; nth += 1) {
    const ending = nth === 1 ? '' : `_${nth}`;
    const name = plain.slice(-(LONGEST_NAME - ending.length)) + ending;
    if (!isTaken(name)) return name;
  }
}
