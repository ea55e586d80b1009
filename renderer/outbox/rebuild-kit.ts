/** Two records as they were before a merge, in words: what a person needs to rebuild them. */
import type { WholeRecord } from '../../shared/portal/portal-record.ts';
import { say } from '../strings/say.ts';
import type { Both } from './merge-wish.ts';

export const rebuildKit = ({ source, target }: Both): string =>
  [kitOf(say('merge.goes'), source), kitOf(say('merge.stays'), target)].join('\n\n');

/** One line a fact: column, then value. */
function kitOf(title: string, record: WholeRecord): string {
  const lines = [
    ...Object.entries(record.fields).map(([column, value]) => `${column}: ${value}`),
    ...(record.legacyNumber === null ? [] : [`otherCatalogNumbers: ${record.legacyNumber}`]),
    ...record.identifiers.map(({ name, value }) => `identifier: ${name} = ${value}`),
    ...record.determinations.map(
      one => `determination: ${[one.scientificName, one.identifiedBy, one.dateIdentified].filter(Boolean).join(', ')}`,
    ),
    ...record.images.map(({ id, originalUrl }) => `image ${id}: ${originalUrl ?? ''}`),
    ...record.associations.map(
      one => `association: ${one.relationship} ${one.occidAssociate ?? one.resourceUrl ?? ''}`,
    ),
  ];
  return [`${title}: ${say('entry.record', { occid: record.occid })}`, ...lines].join('\n');
}
