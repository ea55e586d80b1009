import { describe, expect, it } from 'vitest';
import { catalogNumberIn, checkCatalogNumber } from './catalog-number.ts';

const pattern = { prefix: 'VASC', digits: 7 };
const whyRefused = (text: string) => {
  const check = checkCatalogNumber(text, pattern);
  return check.ok ? 'accepted' : check.refusal.why;
};

describe('a catalog number', () => {
  it('is accepted exactly as the collection prints it', () => {
    expect(checkCatalogNumber('VASC0104327', pattern)).toEqual({ ok: true, catalogNumber: 'VASC0104327' });
  });

  it.each([
    ['nothing at all', '', 'empty'],
    ['a control character that a scanner typed', 'VASC\x0f0104327', 'controlCharacter'],
    ['a NUL inside', 'VASC\x000104327', 'controlCharacter'],
    ['a GS1 separator', '\x1dVASC0104327', 'controlCharacter'],
    ['a Cyrillic letter that looks like ours', 'VАSC0104327', 'lookAlike'],
    ['full-width digits', 'VASC０１０４３２７', 'lookAlike'],
    ['a zero-width space', 'VASC\u200b0104327', 'lookAlike'],
    ['an override of the writing direction', 'VASC\u202e0104327', 'lookAlike'],
    ['33 characters', `VASC${'0'.repeat(29)}`, 'tooLong'],
    ['another collection’s number', 'UWBM0104327', 'outsidePattern'],
    ['a digit too few', 'VASC010432', 'outsidePattern'],
    ['a digit too many', 'VASC01043277', 'outsidePattern'],
    ['lower case', 'vasc0104327', 'outsidePattern'],
    ['blanks around it', ' VASC0104327 ', 'outsidePattern'],
    ['two barcodes in one breath', 'VASC0104327VASC0104328', 'outsidePattern'],
    ['markup', '<img src=x>', 'outsidePattern'],
  ])('with %s is refused', (_, text, why) => expect(whyRefused(text)).toBe(why));

  it('that is refused names the character', () => {
    expect(checkCatalogNumber('VАSC0104327', pattern)).toMatchObject({
      refusal: { character: 'А', codePoint: 'U+0410' },
    });
    expect(checkCatalogNumber('\x0fVASC', pattern)).toMatchObject({ refusal: { codePoint: 'U+000F' } });
  });
});

describe('the number in a file’s name', () => {
  it.each([
    ['VASC0104327.JPG', 'VASC0104327'],
    ['vasc0104327_2.tif', 'VASC0104327'],
    ['2026-11-21 VASC0104327 (VASC0104327).jpg', 'VASC0104327'],
    ['IMG_0104327.JPG', undefined],
    ['VASC01043271.JPG', undefined],
    ['VASC0104327-VASC0104328.JPG', undefined],
  ])('of %s is %s', (name, number) => expect(catalogNumberIn(name, pattern)).toBe(number));

  it('of a collection without a prefix stands at its beginning: elsewhere it is the camera’s count', () => {
    const bare = { prefix: '', digits: 7 };
    expect(['0104327_2.jpg', 'IMG_0104327.jpg'].map(name => catalogNumberIn(name, bare))).toEqual([
      '0104327',
      undefined,
    ]);
  });
});
