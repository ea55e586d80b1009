import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScanBurst } from './scan-burst.ts';

/** Presses the text with these gaps, the last one before Enter. */
function press(text: string, gaps: readonly number[]): string | undefined {
  const burst = new ScanBurst();
  let at = 1000;
  [...text].forEach((character, index) => {
    at += index === 0 ? 0 : (gaps[index - 1] ?? 0);
    burst.press(character, at);
  });
  return burst.close(at + (gaps[text.length - 1] ?? 0))?.text;
}

const barcode = fc.stringMatching(/^[A-Z]{4}[0-9]{7}$/);

describe('a burst of keys', () => {
  it('with a scanner’s rhythm is a scan, with slow moments of a busy computer in it too', () => {
    const gap = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 30, max: 80 }) },
    );
    fc.assert(
      fc.property(barcode, fc.array(gap, { minLength: 11, maxLength: 11 }), (text, gaps) => {
        fc.pre(gaps.filter(one => one >= 30).length <= 4);
        return press(text, gaps) === text;
      }),
    );
  });

  it('with a person’s rhythm never is one, however steady', () => {
    fc.assert(
      fc.property(
        barcode,
        fc.array(fc.integer({ min: 60, max: 300 }), { minLength: 11, maxLength: 11 }),
        (text, gaps) => press(text, gaps) === undefined,
      ),
    );
  });

  it('of three keys is never a scan', () => expect(press('149', [2, 2, 2])).toBeUndefined());

  it('holds the control characters that a scanner typed, so that they can be refused by name', () => {
    expect(press('VASC\x0f0104327', Array(12).fill(4))).toBe('VASC\x0f0104327');
  });

  it('does not begin with what a person typed before it', () => {
    const burst = new ScanBurst();
    burst.press('9', 0);
    [...'VASC0104327'].forEach((character, index) => burst.press(character, 2000 + index * 5));
    expect(burst.close(2060)?.text).toBe('VASC0104327');
  });

  it('does not begin with the Space that agreed to a record a moment before', () => {
    const burst = new ScanBurst();
    burst.press(' ', 0);
    [...'VASC0104327'].forEach((character, index) => burst.press(character, 40 + index * 5));
    expect(burst.close(100)?.text).toBe('VASC0104327');
  });

  it('does not begin with digits that were typed just before it', () => {
    const burst = new ScanBurst();
    [0, 300, 600].forEach(at => burst.press('7', at));
    [...'VASC0104327'].forEach((character, index) => burst.press(character, 850 + index * 5));
    expect(burst.close(910)).toEqual({ text: 'VASC0104327', length: 11 });
  });

  it('of a scanner without a closing key ends in silence', () => {
    const burst = new ScanBurst();
    [...'VASC0104327'].forEach((character, index) => burst.press(character, index * 5));
    expect(burst.closeBySilence()?.text).toBe('VASC0104327');
    [...'hello'].forEach((character, index) => burst.press(character, 5000 + index * 120));
    expect(burst.closeBySilence()).toBeUndefined();
  });

  it('goes on where a busy computer was silent in the middle, by the keys’ own time', () => {
    const burst = new ScanBurst();
    [...'VASC01'].forEach((character, index) => burst.press(character, index * 5));
    expect(burst.closeBySilence()?.text).toBe('VASC01');
    [...'04327'].forEach((character, index) => burst.press(character, 30 + index * 5));
    expect(burst.close(55)?.text).toBe('VASC0104327');
  });

  it('is told once where only its closing key came after the silence', () => {
    const burst = new ScanBurst();
    [...'VASC0104327'].forEach((character, index) => burst.press(character, index * 5));
    burst.closeBySilence();
    expect([burst.isClosedLate(55), burst.close(55)]).toEqual([true, undefined]);
    expect(burst.isClosedLate(60)).toBe(false);
  });

  it('that silence has ended has nothing to do with what comes later', () => {
    const burst = new ScanBurst();
    [...'VASC0104327'].forEach((character, index) => burst.press(character, index * 5));
    burst.closeBySilence();
    expect(burst.isClosedLate(400)).toBe(false);
    [...'VASC0104328'].forEach((character, index) => burst.press(character, 400 + index * 5));
    expect(burst.close(455)?.text).toBe('VASC0104328');
  });

  it('is known for a scan before its end, so that nothing on the page acts on it', () => {
    const burst = new ScanBurst();
    [...'VASC'].forEach((character, index) => burst.press(character, index * 5));
    expect(burst.looksLikeScan()).toBe(true);
  });
});
