/** Records that are made and taken away: by the form, by the small services and by the REST interface. PORTAL_PROTOCOL 4.4, 4.7. */
import { randomUUID } from 'node:crypto';
import { databaseTime, phpTime } from './clock.ts';
import type { Column } from './columns.ts';
import { addLatestDetermination } from './determinations.ts';
import type { Form } from './form.ts';
import { planIdentifiers } from './identifiers.ts';
import { addHistory, applyChanges, changesOf, cleaned, postedValues } from './save.ts';
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
  record.basisOfRecord ??= 'PreservedSpecimen';
  record.recordID = randomUUID();
  record.dateEntered ??= phpTime(now);
  tables.occurrences.push(record);
  changeCount(tables, collid, 1);
  return record;
}

/**
 * A record as the form and its small services make it, with its identifiers and its first determination. Undefined where
 * another record of the portal has the occurrenceID: the insert is then silently left out, as on the real portal.
 */
export function addWebRecord(tables: Tables, collid: number, form: Form, now: number): Occurrence | undefined {
  const id = cleaned(form.text('occurrenceid'));
  if (id !== '' && tables.occurrences.some(other => other.occurrenceID === id)) return undefined;
  const record = addRecord(tables, collid, postedValues(form, []), now);
  record.observerUid = form.id('observeruid') ?? null;
  planIdentifiers(tables, record, form, []).write(now);
  addLatestDetermination(tables, record, true, now);
  return record;
}

export function changeCount(tables: Tables, collid: number, by: number): void {
  const row = tables.collectionStats.find(one => one.collid === collid);
  if (row) row.recordcnt += by;
}

/** What the database says when other rows hold on to one: `row` says which side, `key` the key's column and table. */
export const foreignKeyError = (row: 'parent' | 'child', table: string, key: string, column: string): string =>
  `Cannot ${row === 'parent' ? 'delete' : 'add'} or update a ${row} row: a foreign key constraint fails (\`portal\`.\`${table}\`, CONSTRAINT \`${key}\` FOREIGN KEY (\`${column}\`) REFERENCES \`omoccurrences\` (\`occid\`) ON UPDATE CASCADE)`;

export interface Deletion {
  readonly occid: number;
  /** As the request names it: its count goes down, whether there was a record or not. */
  readonly collid: number;
  readonly userName: string;
  readonly now: number;
}

/**
 * A copy stays in the archive; the message where the record could not be deleted. Subtle: the copy and the loss of its
 * picture rows stand even then, and an association that names the record as its object is what holds it. PORTAL_PROTOCOL 4.7.
 */
export function deleteRecord(tables: Tables, deletion: Deletion): string | undefined {
  const { occid, collid } = deletion;
  const record = tables.occurrences.find(one => one.occid === occid);
  if (record) {
    archive(tables, record, deletion);
    dropMedia(tables, ({ mediaType, ...media }) => media.occid === occid && mediaType === 'image');
  }
  const fails = (cause: string) => `ERROR trying to delete occurrence record: ${cause}`;
  if (tables.media.some(one => one.occid === occid))
    return fails(foreignKeyError('parent', 'media', 'FK_media_occid', 'occid'));
  if (tables.associations.some(one => one.occidAssociate === occid && one.occid !== occid))
    return fails(foreignKeyError('parent', 'omoccurassociations', 'FK_occurassoc_occidassoc', 'occidAssociate'));
  tables.occurrences = tables.occurrences.filter(one => one !== record);
  for (const name of ['identifiers', 'determinations', 'associations', 'genetics', 'edits'] as const)
    cascade(tables, name, occid);
  changeCount(tables, collid, -1);
  return undefined;
}

type Dependent = 'identifiers' | 'determinations' | 'associations' | 'genetics' | 'edits';

function cascade<Name extends Dependent>(tables: Tables, name: Name, occid: number): void {
  const rows: readonly { readonly occid: number }[] = tables[name];
  tables[name] = rows.filter(row => row.occid !== occid) as Tables[Name];
}

export function dropMedia(tables: Tables, isGone: (media: Tables['media'][number]) => boolean): void {
  const gone = new Set(tables.media.filter(isGone).map(({ mediaID }) => mediaID));
  tables.media = tables.media.filter(({ mediaID }) => !gone.has(mediaID));
  tables.mediaMetadata = tables.mediaMetadata.filter(({ mediaID }) => !gone.has(mediaID));
}

/** Subtle: everything is text there, what is empty or 0 is left out, and the identifiers are not kept at all. */
function archive(tables: Tables, record: Occurrence, { userName, now }: Deletion): void {
  const { occid } = record;
  const own = <Row extends { readonly occid: number }>(rows: readonly Row[]) => rows.filter(row => row.occid === occid);
  const kept = (rows: readonly (readonly [number, object])[]) =>
    rows.length === 0 ? undefined : Object.fromEntries(rows.map(([id, row]) => [id, truthyTexts(row)]));
  const archived = {
    ...truthyTexts(record),
    dets: kept(own(tables.determinations).map(row => [row.detid, row])),
    imgs: kept(own(tables.media).map(row => [row.mediaID, row])),
    assoc: kept(own(tables.associations).map(row => [row.associd, row])),
    dateDeleted: `${phpTime(now)} by ${userName}`,
  };
  const id = (name: string) => (record[name] ? String(record[name]) : null);
  tables.archive = tables.archive.filter(one => one.occid !== occid);
  tables.archive.push({
    archiveID: Math.max(0, ...tables.archive.map(({ archiveID }) => archiveID)) + 1,
    occid,
    archiveObj: JSON.stringify(archived),
    ...{ catalogNumber: id('catalogNumber'), occurrenceID: id('occurrenceID'), recordID: id('recordID') },
    initialTimestamp: databaseTime(now),
  });
}

const truthyTexts = (row: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, cell]) => cell !== null && cell !== '' && cell !== 0 && cell !== '0')
      .map(([name, cell]) => [name, String(cell)]),
  );

/** What the deletion of an identifier leaves in the history. */
export const noteIdentifierGone = (tables: Tables, occid: number, uid: number, now: number, from: string): void =>
  addHistory(tables, { occid, uid, now, isApplied: true }, 'omoccuridentifiers', from, '');
