/** Which picture comes next. */
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import type { ListedPicture } from '../database/station-database.ts';

/** What nobody has dealt with here, in the order of the list. */
export const openPictures = (
  pictures: readonly ListedPicture[],
  dealt: ReadonlyMap<number, unknown>,
): readonly ListedPicture[] => pictures.filter(({ picture }) => !dealt.has(picture.occid));

const isParked = ({ task }: ListedPicture): boolean => task?.step === 'parked';

/**
 * The one after the last, and from the beginning again. What was put by comes first once the portal can be asked; while it
 * cannot, only what was prepared can be looked at, and what was put by stays there.
 */
export function nextOf(
  open: readonly ListedPicture[],
  last: LinkingTask | null,
  isOffline: boolean,
): ListedPicture | undefined {
  const others = open.filter(({ picture }) => picture.occid !== last?.picture.occid);
  const fresh = others.filter(one => !isParked(one) && (one.prepared !== null || !isOffline));
  if (!isOffline) {
    const parked = others.find(isParked);
    if (parked) return parked;
  }
  if (!last) return fresh.find(({ task }) => task !== null) ?? fresh[0];
  const after = fresh.find(({ picture }) => isBehind(picture.catalogNumber, last.picture.catalogNumber));
  return after ?? fresh[0];
}

/** By barcode, as the list is ordered: the last one may have left it. */
const isBehind = (a: string | null, b: string | null): boolean => (a ?? '') > (b ?? '');
