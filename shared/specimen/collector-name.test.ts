import { describe, expect, it } from 'vitest';
import { lastNameOf, namesCollector } from './collector-name.ts';

describe('a collector', () => {
  it.each([
    ['M. A. Thornquist-Vega', 'Thornquist-Vega'],
    ['Ibáñez, María', 'Ibáñez'],
    ['J. Pell & R. Okafor', 'Pell'],
    ['Jane Doe; John Roe', 'Doe'],
    ['W. Li', 'Li'],
    ['R. Smith Jr', 'Smith'],
    ['J. Pell with M. Reyes', 'Pell'],
    ['Thornquist', 'Thornquist'],
  ])('%s has a last name', (recordedBy, lastName) => expect(lastNameOf(recordedBy)).toBe(lastName));

  it('is named by a last name without its accents, and by one half of a double name', () => {
    expect(namesCollector('ibanez', 'Ibáñez, María')).toBe(true);
    expect(namesCollector('Vega', 'M. A. Thornquist-Vega')).toBe(true);
    expect(namesCollector('Thornquist-Vega', 'M. A. Thornquist-Vega')).toBe(true);
  });

  it('is not named by a part of a word or by another', () => {
    expect(namesCollector('Thorn', 'M. A. Thornquist-Vega')).toBe(false);
    expect(namesCollector('Pell-Vega', 'M. A. Thornquist-Vega')).toBe(false);
    expect(namesCollector('%', 'M. A. Thornquist-Vega')).toBe(false);
  });
});
