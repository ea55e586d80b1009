/** By what a picture is found again on a record, and what became of one. Source: RELIABILITY 2.6, Q13. */
import type { StoredImage } from '../portal/change.ts';
import type { PortalRecord, RecordImage } from '../portal/portal-record.ts';
import { clash, type Verdict } from './evidence.ts';

type Bytes = Pick<StoredImage, 'sha256'>;

const keyOf = (entryId: string): string => `vasculum:${entryId}`;
const contentOf = (sha256: string): string => `sha256:${sha256}`;

/** What the portal keeps of a picture's origin: the entry that brought it, and what it is a picture of whatever its size. */
export const imageSource = (entryId: string, sha256: string): string => `${keyOf(entryId)} ${contentOf(sha256)}`;

/** Subtle: stations that are older wrote the key alone. */
export const isOfEntry = (entryId: string, source: string | null): boolean => wordsOf(source).includes(keyOf(entryId));

/** Whether an entry, this one or another station's, has brought this very picture already. */
export const hangsThere = (entryId: string, image: Bytes, record: PortalRecord): boolean =>
  record.images.some(one => isOfEntry(entryId, one.sourceIdentifier) || isSamePicture(image, one));

export function verdictOfImage(entryId: string, image: Bytes, record: PortalRecord, answered: boolean): Verdict {
  const ours = record.images.filter(({ sourceIdentifier }) => isOfEntry(entryId, sourceIdentifier));
  const all = record.images.filter(one => ours.includes(one) || isSamePicture(image, one));
  if (ours.length > 0 && all.length > 1) return clash('doubled');
  if (all.length > 0) return { is: 'delivered' };
  return answered ? clash('saidYesNothingChanged') : { is: 'notApplied' };
}

const isSamePicture = ({ sha256 }: Bytes, { sourceIdentifier }: RecordImage): boolean =>
  wordsOf(sourceIdentifier).includes(contentOf(sha256));

const wordsOf = (source: string | null): readonly string[] => source?.split(' ') ?? [];
