/** The typed label: what the collector says about the plant. */
import vocabulary from '../../../resources/practice/vocabulary.json';
import type { Dice } from './dice.ts';

export interface Label {
  readonly recordedBy: string;
  readonly recordNumber: string;
  /** As people write it. */
  readonly eventDate: string;
  readonly scientificName: string;
  readonly place: string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function inventLabel(dice: Dice): Label {
  const [name, author] = dice.oneOf(vocabulary.taxa);
  const [country, state, county, locality] = dice.oneOf(vocabulary.places);
  return {
    recordedBy: dice.oneOf(vocabulary.collectors),
    recordNumber: String(dice.whole(1, 9999)),
    eventDate: writtenDate(dice.whole(1890, 2009), dice.whole(1, 12), dice.whole(1, 28)),
    scientificName: [name, author].join(' '),
    place: [country, state, county, locality].filter(part => part !== null && part !== '').join(', '),
  };
}

/** `3 May 1998`. */
export const writtenDate = (year: number, month: number, day: number): string =>
  `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
