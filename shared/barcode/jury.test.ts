import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from './barcode-symbol.ts';
import { judge, type Reading } from './jury.ts';

const HERE: Box = { x: 100, y: 100, width: 300, height: 80 };
const ELSEWHERE: Box = { x: 900, y: 700, width: 300, height: 80 };

const aReading = (given: Partial<Reading> = {}): Reading => ({
  ...{ text: 'VASC0000001', format: 'Code128', box: HERE, reader: 'zxing-wasm', pass: 'upper' },
  ...given,
});
const textsOf = (readings: readonly Reading[], rules = {}) => judge(readings, rules).symbols.map(({ text }) => text);

describe('a bar code', () => {
  it('is not proven by one pass', () => {
    expect(judge([aReading()])).toEqual({ verdict: 'none', symbols: [], others: [] });
  });

  it('is not proven by one pass that is told twice', () => {
    expect(judge([aReading(), aReading()]).verdict).toBe('none');
  });

  it('is proven by two passes of one reader that agree', () => {
    const judgement = judge([aReading(), aReading({ pass: 'lower' })]);
    expect(judgement.verdict).toBe('certain');
    expect(judgement.symbols).toEqual([{ text: 'VASC0000001', format: 'Code128', box: HERE }]);
  });

  it('is proven by two readers that agree on the same crop', () => {
    expect(judge([aReading(), aReading({ reader: 'zxing-library' })]).verdict).toBe('certain');
  });

  it('is not proven by passes that agree on two different places', () => {
    expect(judge([aReading(), aReading({ pass: 'lower', box: ELSEWHERE })]).verdict).toBe('none');
  });

  it('is proven by one pass and the same number printed beside it', () => {
    expect(textsOf([aReading()], { printed: ['VASC 0000001'] })).toEqual(['VASC0000001']);
    expect(textsOf([aReading()], { printed: ['VASC0000007'] })).toEqual([]);
  });

  it('is not proven by one pass because it looks like the collection’s', () => {
    expect(textsOf([aReading()], { pattern: /^VASC\d{7}$/ })).toEqual([]);
  });

  it('is left unsaid where one pass of three says otherwise', () => {
    const dissent = aReading({ pass: 'sharp', text: 'VASC0000007' });
    expect(judge([aReading(), aReading({ pass: 'lower' }), dissent]).verdict).toBe('none');
  });

  it('is left unsaid where they disagree, whatever the pattern and the print beside it say', () => {
    const rules = { pattern: /^VASC0000001$/, printed: ['VASC0000001'] };
    const readings = [aReading(), aReading({ pass: 'lower' }), aReading({ pass: 'sharp', text: 'X1' })];
    expect(judge(readings, rules).verdict).toBe('none');
  });
});

describe('interleaved 2 of 5, of which a part can pass for a whole', () => {
  const passes = (text: string) => ['upper', 'lower'].map(pass => aReading({ text, pass, format: 'ITF' }));

  it('is believed in its usual lengths only', () => {
    expect(textsOf(passes('09627509'))).toEqual(['09627509']);
    expect(textsOf(passes('0962'))).toEqual([]);
  });

  it('is believed in the collection’s lengths only where they are known', () => {
    expect(textsOf(passes('096275'), { interleavedLengths: [8] })).toEqual([]);
  });

  it('is believed where a short one fits the collection’s pattern', () => {
    expect(textsOf(passes('0962'), { pattern: /^\d{4}$/ })).toEqual(['0962']);
  });
});

describe('a matrix code', () => {
  const matrix = aReading({ format: 'DataMatrix', text: '1681107' });

  it('is proven by one valid read', () => {
    expect(judge([matrix]).verdict).toBe('certain');
  });

  it('is left unsaid where two reads of one place differ', () => {
    expect(judge([matrix, { ...matrix, pass: 'double', text: '1681101' }]).verdict).toBe('none');
  });

  it('is a symbol of its own beside slanting bars whose box it lies in', () => {
    expect(textsOf([matrix, aReading(), aReading({ pass: 'lower' })])).toEqual(['1681107', 'VASC0000001']);
  });
});

describe('several symbols on one picture', () => {
  const label = aReading({ format: 'QRCode', text: 'https://herbarium.example/1', box: ELSEWHERE });
  const barcode = aReading({ format: 'QRCode' });

  it('are all given, for a person to choose', () => {
    expect(judge([label, barcode])).toMatchObject({ verdict: 'several', symbols: [{}, {}] });
  });

  it('are certain where the collection’s pattern means one of them, and the rest stays known', () => {
    const judgement = judge([label, barcode], { pattern: /^VASC/ });
    expect(judgement.verdict).toBe('certain');
    expect(judgement.symbols.map(({ text }) => text)).toEqual(['VASC0000001']);
    expect(judgement.others.map(({ text }) => text)).toEqual(['https://herbarium.example/1']);
  });

  it('stay several where the pattern means two of them', () => {
    const other = aReading({ format: 'QRCode', text: 'VASC0000002', box: ELSEWHERE });
    expect(judge([barcode, other], { pattern: /^VASC/ }).verdict).toBe('several');
  });

  it('are one where the same text is printed twice', () => {
    expect(judge([barcode, { ...barcode, box: ELSEWHERE }]).verdict).toBe('certain');
  });

  it('are not brought to nothing by a pattern that means none of them', () => {
    expect(textsOf([label], { pattern: /^VASC/ })).toEqual(['https://herbarium.example/1']);
  });
});

describe('any readings', () => {
  const anyReading = fc.record<Reading>({
    text: fc.constantFrom('A1', 'A2', 'A3'),
    format: fc.constantFrom('Code39', 'Code128'),
    box: fc.constantFrom(HERE, ELSEWHERE),
    reader: fc.constantFrom('zxing-wasm', 'zxing-library'),
    pass: fc.constantFrom('upper', 'lower', 'sharp'),
  });

  it('of bars prove a text only where all passes of its place agree, and at least two of them', () => {
    fc.assert(
      fc.property(fc.array(anyReading), readings => {
        for (const { text, box } of judge(readings).symbols) {
          const there = readings.filter(reading => reading.box === box);
          expect(new Set(there.map(reading => reading.text))).toEqual(new Set([text]));
          expect(new Set(there.map(({ reader, pass }) => `${reader} ${pass}`)).size).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });

  it('add up to the same texts in whatever order they came', () => {
    fc.assert(
      fc.property(fc.array(anyReading), readings => {
        expect(textsOf([...readings].reverse()).sort()).toEqual([...textsOf(readings)].sort());
      }),
    );
  });
});
