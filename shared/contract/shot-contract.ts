/** The calls about pictures from the camera's folder: where it is, what came, whose it is. */
import { z } from 'zod';
import { SheetAtCamera, Shot } from '../workflow/shot.ts';
import { call, event } from './define-contract.ts';

const Nothing = z.object({});
const JournalId = z.string();
const ShotId = z.uuid();

/** Whether the camera's folder can be looked into. */
export const FolderState = z.discriminatedUnion('is', [
  z.object({ is: z.literal('off') }),
  z.object({ is: z.literal('watched'), folder: z.string() }),
  z.object({
    is: z.literal('away'),
    folder: z.string(),
    why: z.enum(['missing', 'noFolder', 'forbidden', 'broken']),
    since: z.number(),
  }),
]);
export type FolderState = z.infer<typeof FolderState>;

export const RefusalReason = z.enum([
  'damaged',
  'empty',
  'noPicture',
  'tooLarge',
  'tooManyPixels',
  'link',
  'folder',
  'noFile',
  'gone',
  'unreadable',
  'again',
  'diskFull',
  'diskBroken',
]);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** A file that did not become a picture. `diskFull` and `diskBroken` are tried again; the others when the file changes. */
export const RefusedFile = z.object({
  name: z.string(),
  why: RefusalReason,
  /** For `again`: as what the same bytes came before. */
  of: z.string().nullable(),
  at: z.number(),
});
export type RefusedFile = z.infer<typeof RefusedFile>;

export const CameraState = z.object({
  folder: FolderState,
  /** Whether originals are renamed in the camera's folder once their specimen is queued. */
  renamesOriginals: z.boolean(),
  /** Whether this computer can release the camera itself. */
  canShoot: z.boolean(),
  /** Files that the camera is writing. */
  arriving: z.array(z.string()),
  /** Files that lay there before anybody looked: a person says what becomes of them. Newest first, only some of them. */
  before: z.object({ count: z.number().int(), newest: z.array(z.object({ name: z.string(), changedAt: z.number() })) }),
  /** What was refused and nobody has taken note of yet, newest last. */
  refused: z.array(RefusedFile),
  /** Every shot that is not on its way to the portal, oldest first. */
  shots: z.array(Shot),
  last: z.object({ name: z.string(), at: z.number() }).nullable(),
});
export type CameraState = z.infer<typeof CameraState>;

export const shotContract = {
  'shots.state': call(Nothing, CameraState),
  /** Which folder the camera's program writes into; null: none. Rejected where it is no whole path or one of the station's own. */
  'shots.set': call(z.object({ folder: z.string().max(1_000).nullable(), renamesOriginals: z.boolean() }), CameraState),
  /** Asks the person for the folder, where the shell can; the state as it is then. */
  'shots.chooseFolder': call(Nothing, CameraState),
  /** Says which sheet waits for its picture from now on. */
  'shots.pointAt': call(z.object({ journalId: JournalId, sheet: SheetAtCamera.nullable() }), Nothing),
  /** Gives a shot to a sheet under a name of its own. Fails with notFound where it is on its way to the portal. */
  'shots.give': call(z.object({ journalId: JournalId, shotId: ShotId, sheet: SheetAtCamera }), Shot),
  /** Takes it from its sheet, to wait for another or to be set aside. */
  'shots.release': call(z.object({ journalId: JournalId, shotId: ShotId, to: z.enum(['waiting', 'setAside']) }), Shot),
  /** Takes in a file that lay there before. */
  'shots.takeIn': call(z.object({ journalId: JournalId, name: z.string().max(1_000) }), Nothing),
  /** Nobody wants what lay there before. */
  'shots.leaveBefore': call(z.object({ journalId: JournalId }), Nothing),
  /** A person has read what was refused. */
  'shots.refusedSeen': call(z.object({ journalId: JournalId }), Nothing),
  /** Releases the camera; its picture comes through the folder. */
  'shots.shoot': call(z.object({ journalId: JournalId }), Nothing),

  'shots.arrived': event(Shot),
  'shots.refused': event(RefusedFile),
  /** Something else about the camera's folder is different. */
  'shots.changed': event(Nothing),
} as const;
