/** A change in words: what it does, and to which sheet. */
import { assertNever } from '../../shared/base/assert-never.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { occidOf, type ChangeOf } from '../../shared/portal/change.ts';
import { sayTerm } from '../occurrence/term-words.ts';
import { say } from '../strings/say.ts';

/** What the sheet is called: its stamped number, else its collector and number, else the portal's number. */
export function sheetOf({ seen, change }: Pick<OutboxEntry, 'seen' | 'change'>): string {
  if (seen.accession) return seen.accession;
  const label = [seen.recordedBy, seen.recordNumber].filter(Boolean).join(' ');
  return label === '' ? say('entry.record', { occid: occidOf(change) ?? '' }) : label;
}

export function titleOf(entry: OutboxEntry): string {
  const { change } = entry;
  const what = sheetOf(entry);
  switch (change.kind) {
    case 'setField':
      return titleOfField(entry, change, what);
    case 'addIdentifier':
    case 'removeIdentifier':
      return say(`entry.${change.kind}`, { value: change.identifier.value, what });
    case 'merge':
      return say('entry.merge', { source: change.source, what });
    case 'create':
      return say('entry.create', { number: change.catalogNumber });
    case 'attachImage':
      return say('entry.attachImage', { name: change.image.name, what });
    case 'associate':
      return say('entry.associate', { what, relationship: change.relationship, other: change.occidAssociate });
    default:
      return assertNever(change);
  }
}

function titleOfField({ why }: OutboxEntry, { edit }: ChangeOf<'setField'>, what: string): string {
  const value = edit.to ?? say('entry.emptied');
  if (why === 'restore') return say('entry.restore', { value, what });
  if (why === 'flag') return say('entry.flag', { what });
  if (edit.term !== 'catalogNumber') return say('entry.correct', { term: sayTerm(edit.term), what, value });
  if (edit.to === null) return say('entry.undo', { number: edit.from ?? '', what });
  return say('entry.link', { number: edit.to, what });
}
