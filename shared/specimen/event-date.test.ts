import { describe, expect, it } from 'vitest';
import { datesAgree, daysOf, isoOf, readEventDate } from './event-date.ts';

const read = (text: string) => {
  const date = readEventDate(text);
  return date && isoOf(date);
};

describe('a date on a label', () => {
  it.each([
    ['1998-05-03', '1998-05-03'],
    ['3 May 1998', '1998-05-03'],
    ['May 3, 1998', '1998-05-03'],
    ['3rd May 1998', '1998-05-03'],
    ['3 V 98', '1998-05-03'],
    ['V-3-98', '1998-05-03'],
    ['3-V-98', '1998-05-03'],
    ['3.V.1898', '1898-05-03'],
    ['1998 May 3', '1998-05-03'],
    ['September 1931', '1931-09-00'],
    ['May 1998', '1998-05-00'],
    ['1998', '1998-00-00'],
    ['1998-05-00', '1998-05-00'],
  ])('%s is understood', (text, iso) => expect(read(text)).toBe(iso));

  it.each(['3-5-98', '31 February 1998', 'spring 1998', '98', '', '>1890', '1998-13-01', '3 May', 'is null'])(
    '%s is not guessed at',
    text => expect(read(text)).toBeUndefined(),
  );

  it('means a span of days where parts are missing', () => {
    expect(daysOf({ year: 1998, month: 2, day: null })).toEqual({ first: '1998-02-01', last: '1998-02-28' });
    expect(daysOf({ year: 1998, month: null, day: null })).toEqual({ first: '1998-01-01', last: '1998-12-31' });
  });

  it('agrees with another where the known parts do', () => {
    expect(datesAgree({ year: 1998, month: 5, day: null }, { year: 1998, month: 5, day: 3 })).toBe(true);
    expect(datesAgree({ year: 1998, month: 5, day: 4 }, { year: 1998, month: 5, day: 3 })).toBe(false);
  });
});
