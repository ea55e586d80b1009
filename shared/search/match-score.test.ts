import { describe, expect, it } from 'vitest';
import { anOccurrence } from '../specimen/builders.ts';
import { matchOf, ranked } from './match-score.ts';

const words = { accession: '', recordedBy: 'Thornquist', recordNumber: '1024', eventDate: '3 May 1998' };
const factsOf = (different: Parameters<typeof anOccurrence>[0]) => matchOf(words, anOccurrence(different)).facts;

describe('how well a record agrees with a label', () => {
  it('all three agree', () => {
    expect(Object.values(factsOf({})).every(fact => fact.is === 'agrees')).toBe(true);
  });

  it.each([
    ['two digits of the number are swapped', { recordNumber: '1042' }, 'recordNumber', 'swapped'],
    ['it is the next number', { recordNumber: '1025' }, 'recordNumber', 'next'],
    ['one digit is off', { recordNumber: '1924' }, 'recordNumber', 'oneOff'],
    ['it is another number', { recordNumber: '77' }, 'recordNumber', 'another'],
    ['two digits of the year are swapped', { eventDate: '1989-05-03' }, 'eventDate', 'swapped'],
    ['it is another day', { eventDate: '1931-08-12' }, 'eventDate', 'another'],
    ['it is another collector', { recordedBy: 'J. Pell' }, 'recordedBy', 'another'],
    ['a letter of the name is off', { recordedBy: 'E. Thornquest' }, 'recordedBy', 'oneOff'],
    ['the record has no date', { eventDate: null }, 'eventDate', 'missing'],
  ] as const)('says so where %s', (_, different, fact, difference) => {
    expect(factsOf(different)[fact]).toEqual({ is: 'differs', difference });
  });

  it('puts the record where all three agree first, whatever the portal’s order', () => {
    const best = anOccurrence({ occid: 9 });
    const others = [
      anOccurrence({ occid: 1, recordNumber: '1042' }),
      anOccurrence({ occid: 2, recordedBy: 'J. Pell' }),
    ];
    expect(ranked(words, [...others, best]).map(({ occid }) => occid)).toEqual([9, 1, 2]);
  });

  it('leaves out what was not asked', () => {
    const asked = { ...words, recordNumber: '', eventDate: ' ' };
    expect(matchOf(asked, anOccurrence()).facts).toMatchObject({
      recordNumber: { is: 'notAsked' },
      eventDate: { is: 'notAsked' },
    });
  });
});
