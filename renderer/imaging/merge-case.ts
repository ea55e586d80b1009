/** The merge case: the scanned number is borne by a record that seems to be nothing but barcode and picture. */
import { success, type Result } from '../../shared/failure/failure.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import type { Both } from '../outbox/merge-wish.ts';
import type { BenchPorts } from './bench-ports.ts';

/** The record of the portal that bears the number, where a merge is worth a look; what it really holds is read then. */
export function mergeableHolder(task: ImagingTask): Occurrence | undefined {
  if (task.step !== 'stopped' || task.question.is !== 'inUse' || task.question.where !== 'portal') return undefined;
  const { holder } = task.question;
  return holder && isBare(holder) && holder.collid === task.occurrence.collid ? holder : undefined;
}

export const isBare = ({
  recordedBy,
  recordNumber,
  eventDate,
  scientificName,
  otherCatalogNumbers,
}: Occurrence): boolean =>
  [recordedBy, recordNumber, eventDate, scientificName].every(value => value === null) &&
  otherCatalogNumbers.length === 0;

/** Both records as they are stored, each with all that a merge touches. */
export async function readBoth({ host, outbox }: BenchPorts, from: number, into: number): Promise<Result<Both>> {
  const { journalId } = outbox;
  const source = await host.call('portal.readWhole', { journalId, occid: from });
  if (!source.ok) return source;
  const target = await host.call('portal.readWhole', { journalId, occid: into });
  return target.ok ? success({ source: source.value, target: target.value }) : target;
}
