import { sameInDatabase } from './compare.ts';
import { html, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import type { Occurrence } from './tables.ts';

/**
 * Records that could be associated: by id, or by catalog number or the whole old number; an empty list, no object, where
 * there is none. Fully secured records only for who has a role. PORTAL_PROTOCOL 7, "Search of internal objects".
 */
export function associationCandidates(portal: PracticePortal, { posted, session }: Call): Answer {
  const { tables } = portal.file;
  const [id, target, collid] = [posted.text('id'), posted.text('target'), posted.id('collidtarget')];
  const mayKnowAll = (session.user?.roles.length ?? 0) > 0;
  const isMeant = ({ occid, catalogNumber, otherCatalogNumbers }: Occurrence) =>
    target === 'occid'
      ? String(occid) === id
      : [catalogNumber, otherCatalogNumbers].some(number => sameInDatabase(textOf(number) ?? '', id));
  const hits = tables.occurrences.filter(
    record =>
      id !== '' &&
      isMeant(record) &&
      (collid === undefined || record.collid === collid) &&
      (mayKnowAll || record.recordSecurity !== 5),
  );
  const told = hits.map(record => [record.occid, candidate(portal, record)] as const);
  return html(JSON.stringify(told.length === 0 ? [] : Object.fromEntries(told)));
}

function candidate({ file: { tables } }: PracticePortal, record: Occurrence) {
  const collection = tables.collections.find(({ collID }) => collID === record.collid);
  const code = [collection?.institutionCode, collection?.collectionCode].filter(Boolean).join('-');
  const [catalogNumber, old] = [textOf(record.catalogNumber) ?? '', textOf(record.otherCatalogNumbers) ?? ''];
  const named = catalogNumber === '' || catalogNumber.includes(code) ? catalogNumber : `${code}:${catalogNumber}`;
  const number = textOf(record.recordNumber);
  const date = textOf(record.eventDate) ?? textOf(record.verbatimEventDate) ?? '';
  return {
    catnum: old === '' ? named : named === '' ? old : `${named} (${old})`,
    collinfo: `${textOf(record.recordedBy) ?? ''}${number === null ? '' : ` (${number})`} ${date}`,
    sciname: textOf(record.sciname),
    tid: textOf(record.tidInterpreted),
  };
}
