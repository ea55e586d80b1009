/** The lines of the shot book. */
import { z } from 'zod';
import { SheetAtCamera, Shot, ShotReading } from '../../../shared/workflow/shot.ts';

/** By which a file in the camera's folder is known again. */
const FileStamp = z.object({ name: z.string(), bytes: z.number(), changedAt: z.number() });
export type FileStamp = z.infer<typeof FileStamp>;

const ShotId = z.uuid();

export const ShotLine = z.discriminatedUnion('is', [
  z.object({ is: z.literal('arrived'), shot: Shot, file: FileStamp }),
  z.object({ is: z.literal('given'), shotId: ShotId, sheet: SheetAtCamera, name: z.string() }),
  z.object({ is: z.literal('released'), shotId: ShotId, to: z.enum(['waiting', 'setAside']) }),
  z.object({ is: z.literal('queued'), shotId: ShotId, entryId: z.uuid() }),
  z.object({ is: z.literal('read'), shotId: ShotId, read: ShotReading }),
  /** On the page of the day, with its entry where one carries it; one that no entry carries waits for a person. */
  z.object({
    is: z.literal('moved'),
    shotId: ShotId,
    sheet: SheetAtCamera.nullable(),
    name: z.string().nullable(),
    entryId: z.uuid().nullable(),
    isQueued: z.boolean(),
  }),
  /** The original has this name in the camera's folder now. */
  z.object({ is: z.literal('renamed'), shotId: ShotId, file: FileStamp }),
  /** Files that lay in the folder before anybody looked, and that nobody wanted. */
  z.object({ is: z.literal('left'), files: z.array(FileStamp) }),
]);
export type ShotLine = z.infer<typeof ShotLine>;
export type MovedShot = Omit<Extract<ShotLine, { is: 'moved' }>, 'is'>;
