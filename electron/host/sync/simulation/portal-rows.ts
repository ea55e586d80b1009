/** What the portal in memory tells as JSON: a record, a collection's history, the old column of numbers. */
import type { PortalModel } from './portal-model.ts';
import type { ModelRecord } from './portal-records.ts';

/** PORTAL_PROTOCOL 1.4: the old column of numbers is hidden. */
export function recordRow(record: ModelRecord): unknown {
  const columns = { ...record.columns };
  delete columns['otherCatalogNumbers'];
  return {
    recordSecurity: 0,
    ...columns,
    occid: record.occid,
    collid: record.collid,
    dateLastModified: record.stamp,
    identifier: record.identifiers.map(({ id, name, value }) => ({
      idomoccuridentifiers: id,
      identifierName: name,
      identifierValue: value,
    })),
    media: record.media.map(({ id, key, url }) => ({ mediaID: id, sourceIdentifier: key, originalUrl: url })),
    identification: record.determinations.map(one => ({
      detid: one.id,
      sciname: one.sciname,
      identifiedBy: one.by,
      dateIdentified: one.date,
      isCurrent: one.isCurrent ? 1 : 0,
    })),
  };
}

/** PORTAL_PROTOCOL 1.3: a page of the collection's history, which leaves secured records out. */
export function historyPage({ edits, records }: PortalModel, query: URLSearchParams): unknown {
  const shown = edits.filter(({ occid }) => {
    const record = records.get(occid);
    return record?.collid === 1 && record.columns['recordSecurity'] !== '1';
  });
  const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
  const results = shown.slice(offset, offset + limit).map(row => ({
    annotationID: row.id,
    occid: row.occid,
    fieldName: row.field,
    newValue: row.to,
    oldValue: row.from,
    appliedStatus: row.isApplied ? 1 : 0,
  }));
  return { offset, limit, endOfRecords: false, count: shown.length, results };
}

/** PORTAL_PROTOCOL 7, last paragraph: `CODE:CATALOG (OLD)`. */
export function oldColumn({ records }: PortalModel, occid: number): unknown {
  const record = records.get(occid);
  if (!record) return [];
  const [number, old] = [record.columns['catalogNumber'] ?? '', record.columns['otherCatalogNumbers'] ?? ''];
  const told = number === '' ? old : `VASC:${number}${old === '' ? '' : ` (${old})`}`;
  return { [occid]: { catnum: told, collinfo: '', sciname: null, tid: null } };
}
