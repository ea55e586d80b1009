import { folded } from '../base/text.ts';
import { lastNameOf, namesCollector, nameWords } from '../specimen/collector-name.ts';
import { datesAgree, readEventDate } from '../specimen/event-date.ts';
import type { Occurrence } from '../specimen/occurrence.ts';
import type { SheetWords } from './occurrence-query.ts';

export type FactName = 'recordedBy' | 'recordNumber' | 'eventDate';

/** Why a fact differs, for a word beside it. */
export type Difference = 'another' | 'swapped' | 'next' | 'oneOff' | 'missing';

export type Agreement =
  { readonly is: 'agrees' } | { readonly is: 'notAsked' } | { readonly is: 'differs'; readonly difference: Difference };

/** How well one record agrees with what was typed, fact by fact. */
export interface Match {
  readonly facts: Readonly<Record<FactName, Agreement>>;
  /** Higher is better; only the order matters. */
  readonly score: number;
}

const AGREES: Agreement = { is: 'agrees' };
const NOT_ASKED: Agreement = { is: 'notAsked' };
const differs = (difference: Difference): Agreement => ({ is: 'differs', difference });

/** Compares what the label says with one record. */
export function matchOf(words: SheetWords, occurrence: Occurrence): Match {
  const facts = {
    recordedBy: compare(words.recordedBy, occurrence.recordedBy, compareCollector),
    recordNumber: compare(words.recordNumber, occurrence.recordNumber, compareNumber),
    eventDate: compare(words.eventDate, occurrence.eventDate, compareDate),
  };
  return { facts, score: Object.values(facts).reduce((sum, fact) => sum + weightOf(fact), 0) };
}

/** Best first; equal ones in the order of their portal ids, so that a list never jumps. */
export function ranked(words: SheetWords, occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const score = new Map(occurrences.map(occurrence => [occurrence.occid, matchOf(words, occurrence).score]));
  const of = (occurrence: Occurrence) => score.get(occurrence.occid) ?? 0;
  return [...occurrences].sort((a, b) => of(b) - of(a) || a.occid - b.occid);
}

function weightOf(fact: Agreement): number {
  if (fact.is === 'agrees') return 4;
  if (fact.is === 'notAsked') return 0;
  return fact.difference === 'another' ? -2 : 1;
}

function compare(typed: string, stored: string | null, how: (typed: string, stored: string) => Agreement): Agreement {
  if (typed.trim() === '') return NOT_ASKED;
  return stored === null ? differs('missing') : how(typed.trim(), stored);
}

function compareCollector(typed: string, stored: string): Agreement {
  if (namesCollector(lastNameOf(typed), stored)) return AGREES;
  const typedWords = nameWords(lastNameOf(typed)).join('');
  const close = nameWords(stored).some(word => isOneOff(typedWords, word));
  return differs(close ? 'oneOff' : 'another');
}

function compareNumber(typed: string, stored: string): Agreement {
  const plain = (text: string) =>
    folded(text)
      .replace(/[\s.\-–]/g, '')
      .replace(/^0+(?=\d)/, '');
  const [a, b] = [plain(typed), plain(stored)];
  return a === b ? AGREES : differs(howDigitsDiffer(a, b));
}

function compareDate(typed: string, stored: string): Agreement {
  const [label, record] = [readEventDate(typed), readEventDate(stored)];
  if (!label || !record) return typed === stored ? AGREES : differs('another');
  if (datesAgree(label, record)) return AGREES;
  const sameDay = label.month === record.month && label.day === record.day;
  return differs(sameDay ? howDigitsDiffer(String(label.year), String(record.year)) : 'another');
}

function howDigitsDiffer(a: string, b: string): Difference {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && Math.abs(Number(a) - Number(b)) === 1) return 'next';
  if (isSwapped(a, b)) return 'swapped';
  return isOneOff(a, b) ? 'oneOff' : 'another';
}

/** Two neighbouring characters in the other order. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((character, index) => character !== b[index]);
  return at >= 0 && a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b;
}

/** One character replaced, left out or put in. */
function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short === '') return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1)
    : short.slice(at) === long.slice(at + 1);
}
