/** What of the bench belongs into the window for pictures. */
import type { BenchView } from './bench-view.ts';
import type { AtHand } from './sheet-at-hand.ts';

/** `pictures`: the sheet's own, then those of the sheets that come next. */
export function atHand({ task }: BenchView, pictures: readonly string[], journalId: string): AtHand {
  const [imageId = null, ...nextImageIds] = pictures;
  const compared = 'occurrence' in task ? task.occurrence : null;
  const hasPictures = compared !== null && compared.imageCount > 0;
  return { imageId, nextImageIds, record: hasPictures ? { journalId, occid: compared.occid } : null };
}
