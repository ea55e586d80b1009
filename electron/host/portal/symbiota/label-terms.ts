/**
 * Turns what a label says into search terms that cannot be operators. Every term is built here from letters, digits or a
 * date that was understood; what does not fit is left out and compared on our side. PORTAL_PROTOCOL 2.1.
 */
import { daysOf, readEventDate } from '../../../../shared/specimen/event-date.ts';
import { lastNameOf } from '../../../../shared/specimen/collector-name.ts';
import type { LabelQuery } from '../../../../shared/portal/portal.ts';

export interface LabelTerms {
  readonly q_recordedby?: string;
  readonly q_recordnumber?: string;
  readonly q_eventdate?: string;
}

/**
 * The questions to ask, strictest first: the portal's first hits win. Later ones leave out the date, then the number, so
 * that a slip in one of them still finds the record and shows where it differs. Empty where nothing can be asked.
 */
export function labelQuestions(query: LabelQuery): readonly LabelTerms[] {
  const collector = collectorTerm(query.recordedBy);
  const number = numberTerm(query.recordNumber);
  const date = dateTerm(query.eventDate);
  const full = { ...collector, ...number, ...date };
  const ways: LabelTerms[] = [full, { ...collector, ...number }, { ...collector, ...date }, { ...number, ...date }];
  return ways.filter((way, index) => isEnough(way) && ways.findIndex(other => isSame(way, other)) === index);
}

const isSame = (a: LabelTerms, b: LabelTerms): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A number or a date alone would bring half the collection. */
const isEnough = (terms: LabelTerms): boolean =>
  terms.q_recordedby !== undefined || (terms.q_recordnumber !== undefined && terms.q_eventdate !== undefined);

/** The longest plain word of the last name: a hyphen would exclude, words are OR-ed, short ones are ignored. */
function collectorTerm(recordedBy: string): LabelTerms {
  const words = lastNameOf(recordedBy.trim()).split(/[^\p{L}]+/u);
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest.length >= 2 ? { q_recordedby: `%${longest}` } : {};
}

function numberTerm(recordNumber: string): LabelTerms {
  const plain = recordNumber.trim();
  return /^[0-9]{1,15}[A-Za-z]?$/.test(plain) ? { q_recordnumber: plain } : {};
}

function dateTerm(eventDate: string): LabelTerms {
  const date = readEventDate(eventDate);
  if (!date) return {};
  const { first, last } = daysOf(date);
  return { q_eventdate: first === last ? first : `${first} - ${last}` };
}
