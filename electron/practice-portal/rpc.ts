/** The editor's small services: plain text or JSON, mostly without asking who calls. PORTAL_PROTOCOL 4.3, 4.4, 5.1, 6.1. */
import { collated, leadingNumber, sameInDatabase } from './compare.ts';
import { deleteIdentifier } from './identifiers.ts';
import { html, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { addWebRecord, noteIdentifierGone } from './records.ts';
import { saveEdits } from './save.ts';
import { collectorTest, textOf } from './search.ts';
import type { Occurrence } from './tables.ts';

const text = (body: string): Answer => html(body);
/** Written by hand: this service does not escape slashes and is sent as text. */
const answer = (value: unknown): Answer => html(JSON.stringify(value));

export function dupeQueryCatNum(portal: PracticePortal, { posted }: Call): Answer {
  const [collid, except] = [posted.id('collid'), posted.id('occid')];
  if (collid === undefined || except === undefined || posted.text('catnum') === '') return text('');
  const hits = portal.file.tables.occurrences.filter(
    record =>
      record.collid === collid &&
      record.occid !== except &&
      sameInDatabase(textOf(record.catalogNumber) ?? '', posted.text('catnum')),
  );
  return text(hits.map(({ occid }) => occid).join(','));
}

/** The whole legacy text or an identifier's value, exactly: no zeros are added or taken, no list is split. */
export function dupeQueryOtherCatNum(portal: PracticePortal, { posted }: Call): Answer {
  const [collid, except, number] = [posted.id('collid'), posted.id('occid') ?? 0, posted.text('othercatnum')];
  if (collid === undefined || number === '') return text('ocnum:');
  const { tables } = portal.file;
  const byIdentifier = tables.identifiers
    .filter(({ identifierValue }) => sameInDatabase(identifierValue, number))
    .map(({ occid }) => occid);
  const byLegacy = tables.occurrences
    .filter(record => sameInDatabase(textOf(record.otherCatalogNumbers) ?? '', number))
    .map(({ occid }) => occid);
  const hits = [...new Set([...byIdentifier, ...byLegacy])].filter(
    occid => occid !== except && occurrenceOf(tables, occid)?.collid === collid,
  );
  return text(`ocnum:${hits.join(',')}`);
}

const NUMBER_NEIGHBOURS = 4;
const MOST_EVENT_HITS = 10;

/** Basic form: exact collector and number, else the neighbours of the event; fully secured records only for who has a role. */
export function dupeQuery(portal: PracticePortal, { posted, session }: Call): Answer {
  const lastName = lastNameOf(posted.text('cname').trim());
  const number = /^s\.?\s?n\.?$/i.test(posted.text('cnum').trim()) ? '' : posted.text('cnum').trim();
  const [date, own] = [posted.text('cdate').trim(), posted.id('curoccid') ?? 0];
  if (lastName === '') return text('');
  const mayKnowAll = (session.user?.roles.length ?? 0) > 0;
  const others = portal.file.tables.occurrences.filter(
    record =>
      record.occid !== own &&
      (mayKnowAll || (record.recordSecurity ?? 5) !== 5) &&
      isNamed(textOf(record.recordedBy) ?? '', lastName),
  );
  const exact =
    number === '' ? [] : others.filter(({ recordNumber }) => sameInDatabase(textOf(recordNumber) ?? '', number));
  if (exact.length > 0) return text(`exact:${exact.map(({ occid }) => occid).join(',')}`);
  const event = others.filter(record => isNear(record, number, date)).slice(0, MOST_EVENT_HITS);
  return text(event.length === 0 ? '' : `event:${event.map(({ occid }) => occid).join(',')}`);
}

function isNear(record: Occurrence, number: string, date: string): boolean {
  const isSameDay = textOf(record.eventDate) === date;
  if (!/^\d/.test(number)) return date !== '' && isSameDay;
  const theirs = textOf(record.recordNumber) ?? '';
  const isNeighbour =
    /^\d/.test(theirs) && Math.abs(leadingNumber(theirs) - leadingNumber(number)) <= NUMBER_NEIGHBOURS;
  return isNeighbour && (date === '' || isSameDay);
}

function lastNameOf(name: string): string {
  const first = name.split(/;|&| and /)[0]?.trim() ?? '';
  if (first.includes(',')) return first.split(',')[0]?.trim() ?? '';
  return (
    first
      .split(/\s+/)
      .filter(word => !word.includes('.') && word !== 'III' && word.length > 2)
      .at(-1) ?? ''
  );
}

/** Subtle: a hyphen excludes here too, so a double-barrelled name finds nothing. */
const isNamed = (recordedBy: string, lastName: string): boolean =>
  lastName.length < 4 ? collated(recordedBy).includes(collated(lastName)) : collectorTest(`%${lastName}`)(recordedBy);

/** Writes for everybody; only the history needs a name. */
export function removeIdentifier(portal: PracticePortal, { posted, session, now }: Call): Answer {
  const occid = posted.id('occid');
  if (occid === undefined) return text('0');
  const { tables } = portal.file;
  const gone = deleteIdentifier(tables, posted.text('identifierID'), occid);
  if (!gone) return text('0');
  if (session.user && gone.from !== '') noteIdentifierGone(tables, occid, session.user.uid, now, gone.from);
  portal.file.changed();
  return text('1');
}

/**
 * Creates unless the catalog number exists; an editor of any collection may. Subtle: says `true` with the id 0 where
 * another record has the occurrenceID. PORTAL_PROTOCOL 4.4.
 */
export function occurAddData(portal: PracticePortal, call: Call): Answer {
  const form = call.query.under(call.posted);
  const { user } = call.session;
  const collid = form.id('collid');
  if (!collid || !user?.roles.some(({ role }) => /^(SuperAdmin|Coll(Admin|Editor))$/.test(role))) return answer([]);
  const { tables } = portal.file;
  const number = form.text('catalognumber').trim();
  const action = form.text('addaction');
  const taken = tables.occurrences.find(
    record => record.collid === collid && number !== '' && sameInDatabase(textOf(record.catalogNumber) ?? '', number),
  );
  if (taken && (action === '1' || action === '2')) {
    const occid = String(taken.occid);
    if (action === '1') return answer({ occid, action: 'none', status: 'false', error: 'dupeCatalogNumber' });
    saveEdits(tables, { occid: taken.occid, form, uid: user.uid, now: call.now, isApplied: true });
    portal.file.changed();
    return answer({ occid, action: 'update', status: 'true' });
  }
  const record = addWebRecord(tables, collid, form, call.now);
  portal.file.changed();
  return answer({ action: 'add', status: 'true', occid: record?.occid ?? 0 });
}
