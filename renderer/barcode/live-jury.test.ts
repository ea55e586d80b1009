import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveJury, type Sighting } from './live-jury.ts';

const FRAME_MS = 100;
const isOurs = (text: string) => text.startsWith('VASC');
const bars = (text: string, place = 0, readers = 1): Sighting => ({
  ...{ text, isMatrix: false, readers },
  ...{ x: 100 + place, y: 100, reach: 80 },
});
const matrix = (text: string, place = 0): Sighting => ({ ...bars(text, place), isMatrix: true });

/** Shows frame after frame to a jury; what each brought. */
function shown(frames: readonly (readonly Sighting[])[], jury = new LiveJury(isOurs)) {
  return frames.map((frame, nth) => jury.judge(frame, (nth + 1) * FRAME_MS));
}
const readIn = (frames: readonly (readonly Sighting[])[]) =>
  shown(frames).flatMap(({ read }) => (read === null ? [] : [read]));
const times = <Value>(count: number, value: Value): Value[] => Array<Value>(count).fill(value);

describe('frames of the camera', () => {
  it('with one reading of a bar code prove nothing, with two of it they do', () => {
    const one = [bars('VASC0000001')];
    expect(readIn([one])).toEqual([]);
    expect(readIn([one, one])).toEqual(['VASC0000001']);
  });

  it('prove a bar code at once where both readers agree, and a matrix code always', () => {
    expect(readIn([[bars('VASC0000001', 0, 2)]])).toEqual(['VASC0000001']);
    expect(readIn([[matrix('VASC0000001')]])).toEqual(['VASC0000001']);
  });

  it('prove neither of two texts that were read at one place', () => {
    const frames = [[bars('VASC0000001')], [bars('VASC0000007')], [bars('VASC0000001')], [bars('VASC0000007')]];
    expect(readIn(frames)).toEqual([]);
  });

  it('do not join two readings that are long apart', () => {
    const frames = [[bars('VASC0000001')], ...times(9, []), [bars('VASC0000001')]];
    expect(readIn(frames)).toEqual([]);
  });

  it('read the collection’s own code where others lie beside it', () => {
    const frame = [matrix('https://example.org/1', 400), bars('UWBM1234567', 800), bars('VASC0000001')];
    expect(readIn(times(20, frame))).toEqual(['VASC0000001']);
  });

  it('read none of two codes of the collection, and ask for one', () => {
    const frame = [bars('VASC0000001'), bars('VASC0000002', 500)];
    const verdicts = shown(times(20, frame));
    expect(verdicts.every(({ read, hint }) => read === null && hint === 'several')).toBe(true);
  });

  it('tell a code of another collection when it stays alone for a moment, so that it is refused in words', () => {
    expect(readIn(times(5, [bars('UWBM1234567')]))).toEqual([]);
    expect(readIn(times(15, [bars('UWBM1234567')]))).toEqual(['UWBM1234567']);
  });

  it('read a code once for as long as it stays, and again after it has left', () => {
    const seen = [bars('VASC0000001')];
    expect(readIn(times(60, seen))).toEqual(['VASC0000001']);
    expect(shown(times(3, seen)).at(-1)).toEqual({ read: null, hint: 'again' });
    expect(readIn([...times(5, seen), ...times(3, []), ...times(5, seen)])).toEqual(['VASC0000001']);
    expect(readIn([...times(5, seen), ...times(20, []), ...times(5, seen)])).toEqual(times(2, 'VASC0000001'));
  });

  it('do not read a code again because the camera was off meanwhile', () => {
    const jury = new LiveJury(isOurs);
    const seen = [bars('VASC0000001', 0, 2)];
    expect(jury.judge(seen, 100).read).toBe('VASC0000001');
    expect(jury.judge(seen, 60_000)).toEqual({ read: null, hint: 'again' });
  });

  it('read the next sticker as soon as it replaces the one before', () => {
    const [first, second] = [[bars('VASC0000001')], [bars('VASC0000002', 10)]];
    expect(readIn([...times(5, first), ...times(15, second)])).toEqual(['VASC0000001', 'VASC0000002']);
  });

  it('never bring a bar code of which no two readings agree, whatever they hold', () => {
    const reading = fc.record({ nth: fc.nat(9), place: fc.constantFrom(0, 300, 600) });
    fc.assert(
      fc.property(fc.array(fc.array(reading, { maxLength: 3 }), { maxLength: 40 }), frames => {
        let readings = 0;
        const unlike = frames.map(frame => frame.map(({ nth, place }) => bars(`VASC${nth}-${readings++}`, place)));
        expect(readIn(unlike)).toEqual([]);
      }),
    );
  });
});
