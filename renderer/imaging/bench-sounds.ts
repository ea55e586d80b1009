/** What is heard at the bench, for hands that do not look up. */
import type { ImagingEvent } from '../../shared/workflow/imaging-event.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { doubtAbout } from '../../shared/workflow/join-barcode.ts';
import type { Sound } from '../controls/sounds.ts';

/** The sound of what just happened; undefined: nothing worth one. */
export function soundOf(event: ImagingEvent, after: ImagingTask): Sound | undefined {
  if (after.step === 'queued') return 'linked';
  if (after.step === 'flagged') return 'flagged';
  if (after.step === 'stopped') return 'stop';
  const isAboutShot = event.type === 'shotArrived' || event.type === 'shotRead';
  if (isAboutShot && after.step === 'imaging' && doubtAbout(after) !== undefined) return 'stop';
  if (event.type === 'shotArrived') return 'shot';
  if (event.type === 'found' && after.step !== 'seeking') return 'found';
  const isAboutSticker = event.type === 'barcodeRead' || event.type === 'barcodeIsNotFree';
  if (isAboutSticker && after.refused) return 'stop';
  return event.type === 'barcodeRead' && after.kept ? 'kept' : undefined;
}
