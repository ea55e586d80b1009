import { describe, expect, it } from 'vitest';
import type { DigitRun } from './stamp-runs.ts';
import { judge, ranked, type JudgedRun, type Passes } from './stamp-verdict.ts';

const PLACE = { x: 100, y: 100, width: 180, height: 30, angle: 2 };
const RUN: DigitRun = { place: PLACE, digits: 6, crowd: 0, kin: 0 };
const said = (text: string, confidence = 98) => ({ text, confidence });
const AGREED: Passes = { grey: said('012345'), plain: said('012345'), free: said('012345'), upsideDown: undefined };

const judged = (change: Partial<Passes> = {}, run: Partial<DigitRun> = {}, paddedTo: readonly number[] = [6]) =>
  judge({ ...RUN, ...run }, PLACE, { ...AGREED, ...change }, paddedTo)?.reading;

describe('a stamped number', () => {
  it('is sure where every reading says the same', () => {
    expect(judged()).toEqual({ number: '012345', crop: PLACE, isSure: true });
  });

  it('is a suggestion only, where anything speaks against it', () => {
    expect(judged({ plain: said('012845') })?.isSure).toBe(false);
    expect(judged({ free: said('0I2845') })?.isSure).toBe(false);
    expect(judged({ grey: said('012345', 70) })?.isSure).toBe(false);
    expect(judged({ plain: said('012345', 70) })?.isSure).toBe(false);
    expect(judged({}, { digits: 5 })?.isSure).toBe(false);
    expect(judged({}, { crowd: 20 })?.isSure).toBe(false);
    expect(judged({}, { kin: 2 })?.isSure).toBe(false);
    expect(judged({}, {}, [5])?.isSure).toBe(false);
    expect(judged({ upsideDown: said('542210', 97) })?.isSure).toBe(false);
  });

  it('is sure with any length where the collection says none, and when the other way up reads badly', () => {
    expect(judged({}, {}, [])?.isSure).toBe(true);
    expect(judged({ upsideDown: said('5422', 60) })?.isSure).toBe(true);
  });

  it('may be typed with letters that look like digits', () => {
    expect(judged({ free: said('OI2345') })?.isSure).toBe(true);
  });

  it('is none where a word stands, or too few or too many digits', () => {
    expect(judged({ free: said('VASC01') })).toBeUndefined();
    expect(judged({ grey: said('12') })).toBeUndefined();
    expect(judged({ grey: said('123456789') })).toBeUndefined();
    expect(judged({ grey: said('012345', 10) })).toBeUndefined();
  });
});

describe('the numbers of a sheet', () => {
  const one = (number: string, isSure: boolean, crowd = 0, confidence = 98): JudgedRun => ({
    ...{ reading: { number, crop: PLACE, isSure }, confidence, crowd },
  });
  const told = (...runs: readonly JudgedRun[]) => ranked(runs).map(({ number, isSure }) => [number, isSure]);

  it('come with the sure one first, then those that stand alone', () => {
    expect(told(one('1998', false, 9), one('807', false, 2), one('012345', true, 3))).toEqual([
      ['012345', true],
      ['807', false],
      ['1998', false],
    ]);
  });

  it('are all unsure where two different ones are sure', () => {
    expect(told(one('012345', true), one('000777', true))).toEqual([
      ['012345', false],
      ['000777', false],
    ]);
  });

  it('are sure where one was stamped twice', () => {
    expect(told(one('012345', true), one('012345', true)).every(([, isSure]) => isSure)).toBe(true);
  });
});
