/** The records of a simulation: old ones with data and numbers, one of them secured, and bare ones from the camera. */
import type { PortalModel } from './portal-model.ts';

export const OLD = [1, 2, 3, 4] as const;
export const BARE = [11, 12] as const;

export function fill(model: PortalModel): void {
  model.add(1, { habitat: 'wood', recordNumber: '7', otherCatalogNumbers: '100001', sciname: 'Quercus alba' });
  model.add(2, { catalogNumber: 'A2', processingStatus: 'stage 1', recordNumber: '007' });
  model.add(3, { recordSecurity: '1', habitat: 'bog', recordNumber: '12' });
  model.add(4, { otherCatalogNumbers: '100004', processingStatus: 'stage 2' });
  for (const occid of BARE) model.add(occid, { catalogNumber: `B${occid}`, processingStatus: 'unprocessed' });
  for (const record of model.records.values()) {
    if (record.occid < 10)
      record.identifiers.push({ id: model.nextId(), name: 'Accession', value: `N${record.occid}` });
    else model.attach(record.occid, null, 'camera', 0);
  }
  // A history from before: old rows must never be taken for ours.
  const order = { by: 'old', now: 0, identifiers: [], isApplied: true };
  model.save({ ...order, occid: 2, posted: { habitat: 'dune' }, edited: ['habitat'] });
}
