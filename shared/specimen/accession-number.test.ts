import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessionKey, asEntered, spellingsOf } from './accession-number.ts';

const style = { paddedTo: [5, 6] };

describe('an accession number', () => {
  it('is asked for as typed, without zeros and padded the ways the collection pads', () => {
    expect(spellingsOf('01499', style)).toEqual(['01499', '1499', '001499']);
    expect(spellingsOf('581', style)).toEqual(['581', '00581', '000581']);
  });

  it('with blanks is also asked for without them', () => {
    expect(spellingsOf(' 12 34 ', style)).toEqual(['12 34', '1234', '01234', '001234']);
  });

  it('with letters keeps them', () => {
    expect(spellingsOf('0045a', style)).toEqual(['0045a', '45a', '00045a', '000045a']);
    expect(spellingsOf('A0045', style)).toEqual(['A0045']);
  });

  it('that is nothing but blanks is no question', () => expect(spellingsOf('   ', style)).toEqual([]));

  it('that is all zeros keeps one', () => expect(spellingsOf('000', { paddedTo: [] })).toEqual(['000', '0']));

  it('is entered for good without blanks and leading zeros', () => {
    expect(['0145', ' 01 45 ', '000', '0045a', ' '].map(asEntered)).toEqual(['145', '145', '0', '45a', null]);
  });

  it('meets all its spellings under one key', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^0{0,3}[1-9][0-9]{0,5}[a-z]?$/),
        typed => new Set(spellingsOf(typed, style).map(accessionKey)).size === 1,
      ),
    );
  });
});
