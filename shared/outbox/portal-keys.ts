/** Whether two rows are one to the portal, whose keys know neither case nor accents. PORTAL_PROTOCOL 4.6, 7 and 4.3. */
import { asPortalKeeps, folded } from '../base/text.ts';
import type { Association, Determination, Identifier } from '../portal/portal-record.ts';

const isOne = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
  a.every((text, nth) => folded(asPortalKeeps(text) ?? '') === folded(asPortalKeeps(b[nth]) ?? ''));

export const isOneIdentifier = (a: Identifier, b: Identifier): boolean => isOne([a.name, a.value], [b.name, b.value]);

export const isOneDetermination = (a: Determination, b: Determination): boolean =>
  isOne([a.scientificName, a.identifiedBy, a.dateIdentified], [b.scientificName, b.identifiedBy, b.dateIdentified]);

/** A row between both records shows on each; two rows repeat each other where they lead to the same place. */
export function isOneAssociation(a: Association, b: Association): boolean {
  if (a.id === b.id) return true;
  const leadsSomewhere = a.occidAssociate !== null || a.resourceUrl !== null;
  const isSamePlace = a.occidAssociate === b.occidAssociate && a.resourceUrl === b.resourceUrl;
  return leadsSomewhere && isSamePlace && isOne([a.relationship], [b.relationship]);
}
