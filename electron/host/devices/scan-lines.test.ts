import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScanLines } from './scan-lines.ts';

const sent = (lines: ScanLines, text: string, at = 0) => lines.take(Buffer.from(text), at);
const scan = (text: string) => ({ ok: true, text });

describe('what a serial scanner sends', () => {
  it.each(['\r', '\n', '\r\n'])('is a scan at each line end (%j)', end => {
    expect(sent(new ScanLines(), `VASC0104301${end}VASC0104302${end}`)).toEqual([
      scan('VASC0104301'),
      scan('VASC0104302'),
    ]);
  });

  it('is the same scans however the bytes arrive in parts', () => {
    const texts = fc.array(fc.stringMatching(/^[A-Z]{1,6}[0-9]{1,9}$/), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(7)), (barcodes, cuts) => {
        const lines = new ScanLines();
        const bytes = Buffer.from(barcodes.map(one => `${one}\r\n`).join(''));
        const heard: unknown[] = [];
        for (let from = 0, nth = 0; from < bytes.length; nth += 1) {
          const to = from + 1 + (cuts[nth] ?? 3);
          heard.push(...lines.take(bytes.subarray(from, to), nth));
          from = to;
        }
        expect(heard).toEqual(barcodes.map(scan));
      }),
    );
  });

  it('is refused where it is no text, as with a wrong speed', () => {
    const lines = new ScanLines();
    expect(lines.take(Uint8Array.of(0xf8, 0x80, 0xff, 0x0d), 0)).toEqual([{ ok: false, why: 'notText' }]);
    expect(sent(lines, 'VASC0104301\r')).toEqual([scan('VASC0104301')]);
  });

  it('is refused where a control character stands in it', () =>
    expect(sent(new ScanLines(), '\u0002VASC0104301\u0003\r')).toEqual([{ ok: false, why: 'controlCharacter' }]));

  it('is refused where it is endless, and the scan after it is heard', () => {
    const lines = new ScanLines();
    for (let part = 0; part < 100; part += 1) expect(sent(lines, '7'.repeat(1000), part)).toEqual([]);
    expect(sent(lines, '\rVASC0104301\r', 100)).toEqual([{ ok: false, why: 'tooLong' }, scan('VASC0104301')]);
  });

  it('does not stand before the next scan where its line end never came', () => {
    const lines = new ScanLines();
    expect(sent(lines, 'noise', 0)).toEqual([]);
    expect(sent(lines, 'VASC0104301\r', 2000)).toEqual([{ ok: false, why: 'noEnd' }, scan('VASC0104301')]);
  });

  it('never becomes a scan with a control character or without a character, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 })), parts => {
        const lines = new ScanLines();
        for (const line of parts.flatMap((part, at) => lines.take(part, at)))
          if (line.ok) expect(line.text).toMatch(/^\P{Cc}{1,256}$/u);
      }),
    );
  });
});
