import { describe, expect, it } from 'vitest';
import type { StampReading } from './stamp-verdict.ts';
import { suggestionOf } from './suggestion.ts';

const SIZE = { width: 1000, height: 2000 };
const aReading = (number: string, different: Partial<StampReading> = {}): StampReading => ({
  ...{ number, isSure: false, crop: { x: 300, y: 1800, width: 180, height: 40, angle: 0 } },
  ...different,
});

/** Left, top, width and height. */
function cropOf(reading: StampReading) {
  const { left, top, width, height } = suggestionOf([reading], [], SIZE)?.crop ?? {};
  return [left, top, width, height].map(share => Number(share?.toFixed(3)));
}

describe('the number that is suggested', () => {
  it('is the likeliest of the lengths that the collection’s stamps have: another one is a label’s', () => {
    const readings = [aReading('1024'), aReading('041207', { isSure: true }), aReading('03212')];
    expect(suggestionOf(readings, [5, 6], SIZE)).toMatchObject({ number: '041207', isSure: true });
    expect(suggestionOf(readings, [], SIZE)).toMatchObject({ number: '1024', isSure: false });
    expect(suggestionOf(readings, [8], SIZE)).toBeUndefined();
    expect(suggestionOf([], [], SIZE)).toBeUndefined();
  });

  it('comes with the part of the picture on which it stands, and some paper around it', () => {
    expect(cropOf(aReading('041207'))).toEqual([0.19, 0.88, 0.22, 0.04]);
  });

  it('comes with all of a stamp that runs down the sheet, and with nothing outside the picture', () => {
    const down = aReading('041207', { crop: { x: 30, y: 1950, width: 180, height: 40, angle: 90 } });
    expect(cropOf(down)).toEqual([0, 0.92, 0.07, 0.08]);
  });
});
