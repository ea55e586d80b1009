/** Associations: one row each, seen from both sides, refused without a word where a unique key would break. PORTAL_PROTOCOL 7. */
import { randomUUID } from 'node:crypto';
import { databaseTime } from './clock.ts';
import { sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { html, occurrenceOf, redirect, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { canEdit } from './sessions.ts';
import { Association } from './table-rows.ts';
import type { Tables } from './tables.ts';

const FIELDS = `associationType:45 relationship:150 relationshipID:45 subType:45 objectID:250 basisOfRecord:45
  resourceUrl:250 verbatimSciname:250 locationOnHost:250 conditionOfAssociate:250 establishedDate:19 notes:250
  accordingTo:45 instanceID:45 recordID:45`
  .split(/\s+/)
  .map(written => written.split(':') as [name: TextField, size: string])
  .map(([name, size]) => ({ name, size: Number(size) }));

type TextField = Exclude<keyof Association, 'associd' | 'occid' | 'occidAssociate' | 'createdUid' | 'initialTimestamp'>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Does one and the same whatever the outcome: sends the browser back to the tab. Nobody signed in: an empty page. */
export function resourceHandler(portal: PracticePortal, { posted, session, now }: Call): Answer {
  const [occid, { user }] = [posted.id('occid') ?? 0, session];
  if (occid === 0 || !user) return html('');
  const { tables } = portal.file;
  const collid = posted.id('collid') || occurrenceOf(tables, occid)?.collid || 0;
  if (canEdit(user, collid)) {
    const action = posted.text('submitaction');
    if (action === 'createAssociation') create(tables, occid, posted, user.uid, now);
    if (action === 'editAssociation') edit(tables, posted);
    if (action === 'submitDeleteAssociation')
      tables.associations = tables.associations.filter(({ associd }) => associd !== posted.id('delassocid'));
    portal.file.changed();
  }
  const place = `occid=${occid}&occindex=${posted.id('occindex') ?? 0}&collid=${posted.id('collid') ?? ''}`;
  return redirect(`occurrenceeditor.php?tabtarget=3&${place}`);
}

/** Subtle: a refused insert uses up a number all the same. */
function create(tables: Tables, occid: number, form: Form, uid: number, now: number): void {
  const object = objectOf(tables, form);
  if (object === undefined) return;
  const sent = sentFields(form);
  if (typeof sent.associationType !== 'string' || typeof sent.relationship !== 'string' || isTooLong(sent)) return;
  const row = Association.parse({
    ...{ associd: tables.next.association++, occid, recordID: randomUUID(), ...sent },
    ...{ occidAssociate: object, createdUid: creatorOf(tables, form, uid), initialTimestamp: databaseTime(now) },
  });
  const areThere = [occid, ...(object === null ? [] : [object])].every(one => occurrenceOf(tables, one) !== undefined);
  if (areThere && !clashes(tables, row)) tables.associations.push(row);
}

const creatorOf = (tables: Tables, form: Form, uid: number): number | null => {
  if (!form.has('createdUid') && !form.has('createduid')) return uid;
  const sent = form.id('createdUid') ?? form.id('createduid');
  return tables.users.some(user => user.uid === sent) ? (sent ?? null) : null;
};

/** Only what was posted. Subtle: an empty text and `0` are NULL. */
function sentFields(form: Form): Partial<Record<TextField, string | null>> {
  const sent: Partial<Record<TextField, string | null>> = {};
  for (const { name } of FIELDS) {
    const value = (form.get(name) ?? form.get(name.toLowerCase()))?.trim();
    if (value === undefined) continue;
    const written = name === 'establishedDate' && DAY.test(value) ? `${value} 00:00:00` : value;
    sent[name] = written === '' || written === '0' ? null : written;
  }
  return sent;
}

const isTooLong = (sent: Partial<Record<TextField, string | null>>): boolean =>
  FIELDS.some(({ name, size }) => [...(sent[name] ?? '')].length > size);

/** The other record, by its id or looked up by number or GUID in every collection; undefined where nothing may be written. */
function objectOf(tables: Tables, form: Form): number | null | undefined {
  const [number, guid] = [form.text('object-catalogNumber').trim(), form.text('object-occurrenceID').trim()];
  if (number === '' && guid === '') return form.id('occidAssociate') ?? form.id('occidassociate') ?? null;
  return tables.occurrences.find(record =>
    number === ''
      ? record.occurrenceID === guid || record.recordID === guid
      : sameInDatabase(String(record.catalogNumber ?? ''), number),
  )?.occid;
}

/**
 * Only posted fields change; who changed it and when is not written down. Subtle: which record is posted does not matter,
 * a text too long is cut here, and a type or relationship that must not be NULL becomes empty.
 */
function edit(tables: Tables, form: Form): void {
  const row = tables.associations.find(({ associd }) => associd === form.id('assocID'));
  const object = objectOf(tables, form);
  if (!row || object === undefined) return;
  const sent = sentFields(form);
  const cut = FIELDS.filter(({ name }) => name in sent).map(({ name, size }) => {
    const value = sent[name] ?? (name === 'relationship' || name === 'associationType' ? '' : null);
    return [name, value && [...value].slice(0, size).join('')] as const;
  });
  const changed = { ...row, ...Object.fromEntries(cut), ...(object === null ? {} : { occidAssociate: object }) };
  if (!clashes(tables, changed)) Object.assign(row, changed);
}

/** The three unique keys; a key with NULL in it never clashes. */
export const clashes = (tables: Tables, row: Association): boolean =>
  tables.associations.some(
    other =>
      other.associd !== row.associd &&
      other.occid === row.occid &&
      ((other.occidAssociate === row.occidAssociate &&
        row.occidAssociate !== null &&
        isSame(other.relationship, row.relationship)) ||
        (isSame(other.relationship, row.relationship) && isSame(other.resourceUrl, row.resourceUrl)) ||
        (isSame(other.verbatimSciname, row.verbatimSciname) && isSame(other.associationType, row.associationType))),
  );

const isSame = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && sameInDatabase(one, other);
