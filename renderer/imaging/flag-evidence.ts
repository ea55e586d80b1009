/** What a flag takes along from the bench, and its reason as far as the place tells it. */
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import type { FlagReason } from '../../shared/workflow/expert-case.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { sayDate } from '../occurrence/say-date.ts';
import type { FlagEvidence } from '../outbox/FlagDrawer.tsx';
import { say } from '../strings/say.ts';

export function evidenceOf(task: ImagingTask, expertRequired: string): FlagEvidence {
  const occurrence = 'occurrence' in task ? task.occurrence : null;
  const typed = Object.values(task.words)
    .filter(word => word !== '')
    .join(' · ');
  const shown = occurrence && [
    say('entry.record', { occid: occurrence.occid }),
    occurrence.recordedBy,
    occurrence.recordNumber,
    occurrence.eventDate && sayDate(occurrence.eventDate),
  ];
  const written = writtenOf(occurrence?.processingStatus, occurrence !== null, expertRequired);
  return { typed, shown: shown?.filter(Boolean).join(', ') ?? '', scanned: scannedOf(task), written };
}

function scannedOf(task: ImagingTask): string {
  if (task.step === 'stopped') return task.scanned;
  return task.step === 'imaging' ? task.catalogNumber : (task.kept?.catalogNumber ?? '');
}

function writtenOf(status: string | null | undefined, hasRecord: boolean, stage: string): string {
  if (!hasRecord) return say('flag.stays');
  return isSameValue(status ?? null, stage) ? say('flag.stageAlready', { stage }) : say('flag.stage', { stage });
}

export function guessReason(task: ImagingTask): FlagReason {
  if (task.step === 'choosing') return task.candidates.length === 0 ? 'noRecord' : 'severalFit';
  if (task.step === 'verifying') return 'labelDisagrees';
  if (task.step === 'stopped') return task.question.is === 'refused' ? 'other' : 'barcodeInUse';
  return task.step === 'parking' ? 'noRecord' : 'other';
}
