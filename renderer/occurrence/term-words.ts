/** What the columns of a portal's records are called on the screens; one that has no word here keeps the portal's own name. */
import { say, type Words } from '../strings/say.ts';

const NAMED = {
  catalogNumber: 'term.catalogNumber',
  processingStatus: 'term.processingStatus',
  recordedBy: 'field.recordedBy',
  recordNumber: 'field.recordNumber',
  eventDate: 'field.eventDate',
  associatedCollectors: 'term.associatedCollectors',
  verbatimEventDate: 'term.verbatimEventDate',
  sciname: 'term.sciname',
  family: 'term.family',
  identifiedBy: 'term.identifiedBy',
  dateIdentified: 'term.dateIdentified',
  country: 'term.country',
  stateProvince: 'term.stateProvince',
  county: 'term.county',
  locality: 'term.locality',
  habitat: 'term.habitat',
  occurrenceRemarks: 'term.occurrenceRemarks',
} as const satisfies Readonly<Record<string, Words>>;

export function sayTerm(column: string): string {
  return Object.hasOwn(NAMED, column) ? say(NAMED[column as keyof typeof NAMED]) : column;
}
