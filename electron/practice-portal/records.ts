/** Records that are made and taken away: by the form, by the small services and by the REST interface. PORTAL_PROTOCOL 4.4. */
import { randomUUID } from 'node:crypto';
import { phpTime } from './clock.ts';
import type { Column } from './columns.ts';
import { addHistory, applyChanges, changesOf } from './save.ts';
import type { Cell, Occurrence, Tables } from './tables.ts';

/** Subtle: who entered it and its security stay NULL unless they are sent, and NULL security hides it from REST lists. */
export function addRecord(
  tables: Tables,
  collid: number,
  posted: ReadonlyMap<Column, string>,
  now: number,
): Occurrence {
  const record: Occurrence = { occid: tables.next.occid++, collid };
  applyChanges(record, new Map<string, Cell>([['basisOfRecord', 'PreservedSpecimen'], ...changesOf(posted)]), now);
  record.recordID = randomUUID();
  record.dateEntered = phpTime(now);
  tables.occurrences.push(record);
  return record;
}

/** A copy stays in the archive. PORTAL_PROTOCOL 4.7. */
export function deleteRecord(tables: Tables, record: Occurrence, uid: number): void {
  const identifiers = tables.identifiers.filter(({ occid }) => occid === record.occid);
  tables.archive.push({
    archiveID: tables.archive.length + 1,
    occid: record.occid,
    archiveObj: JSON.stringify({ ...record, identifiers }),
    uid,
  });
  tables.occurrences = tables.occurrences.filter(one => one !== record);
  tables.identifiers = tables.identifiers.filter(({ occid }) => occid !== record.occid);
  tables.media = tables.media.filter(({ occid }) => occid !== record.occid);
}

/** What the deletion of an identifier leaves in the history. */
export const noteIdentifierGone = (tables: Tables, occid: number, uid: number, now: number, from: string): void =>
  addHistory(tables, { occid, uid, now, isApplied: true }, 'omoccuridentifiers', from, '');
