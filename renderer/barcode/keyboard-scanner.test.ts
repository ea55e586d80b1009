// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForScans, type Listening } from './keyboard-scanner.ts';

let scans: string[];
let field: HTMLInputElement;
let listening: Listening;
let time: number;
let enters: number;

beforeEach(() => {
  vi.useFakeTimers();
  [scans, time, enters] = [[], 1000, 0];
  document.body.innerHTML = '<input />';
  field = document.querySelector('input') as HTMLInputElement;
  field.addEventListener('keydown', event => (enters += Number(event.key === 'Enter')));
  listening = listenForScans(window, { now: () => 5, onScan: text => scans.push(text) });
});
afterEach(() => {
  listening.stop();
  vi.useRealTimers();
});

/** A key of this gap after the one before; what nobody prevents is typed into the field. */
function press(key: string, gap: number, modifiers: KeyboardEventInit = {}): boolean {
  time += gap;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  Object.defineProperty(event, 'timeStamp', { value: time });
  const isFree = field.dispatchEvent(event);
  if (isFree && key.length === 1 && !modifiers.ctrlKey) field.value += key;
  return isFree;
}

const type = (text: string, gap: number) => [...text].forEach(key => press(key, gap));

describe('a scanner that types', () => {
  it('is heard in any field, leaves no characters there, and its Enter presses nothing', () => {
    type('14', 200);
    press('V', 150);
    type('ASC0104327', 5);
    press('Enter', 5);
    expect(scans).toEqual(['VASC0104327']);
    expect(field.value).toBe('14');
    expect(enters).toBe(0);
  });

  it('leaves no characters in either field where the focus moves in the middle of it', () => {
    press('V', 500);
    press('A', 5);
    const first = field;
    field = document.body.appendChild(document.createElement('input'));
    type('SC0104327', 5);
    press('Enter', 5);
    expect(scans).toEqual(['VASC0104327']);
    expect([first.value, field.value]).toEqual(['', '']);
  });

  it('is not taken for a person: typing and its Enter go through', () => {
    type('41207', 90);
    expect(press('Enter', 90)).toBe(true);
    expect(scans).toEqual([]);
    expect(field.value).toBe('41207');
    expect(enters).toBe(1);
  });

  it('is heard whole where a busy computer was silent in the middle, and its Enter presses nothing', () => {
    type('VASC01', 5);
    vi.advanceTimersByTime(200);
    type('04327', 5);
    press('Enter', 5);
    expect(scans.at(-1)).toBe('VASC0104327');
    expect([field.value, enters]).toEqual(['', 0]);
  });

  it('whose Enter alone comes late is told once, and that Enter presses nothing', () => {
    type('VASC0104327', 5);
    vi.advanceTimersByTime(200);
    press('Enter', 5);
    expect([scans, enters]).toEqual([['VASC0104327'], 0]);
  });

  it('may send no closing key at all', () => {
    type('VASC0104327', 5);
    vi.advanceTimersByTime(200);
    expect(scans).toEqual(['VASC0104327']);
  });

  it.each([
    ['o', '\x0f'],
    ['@', '\x00'],
    [']', '\x1d'],
    ['[', '\x1b'],
  ])('may send control characters (Ctrl %s): they fire nothing, and stay in the text to be refused', (key, control) => {
    type('VASC', 5);
    expect(press(key, 5, { ctrlKey: true })).toBe(false);
    type('4327', 5);
    press('Enter', 5);
    expect(scans).toEqual([`VASC${control}4327`]);
  });

  it('does not swallow a person’s shortcut', () => {
    expect(press('z', 500, { ctrlKey: true })).toBe(true);
  });

  it('begins after a key that was a command, and after keys that no scanner has', () => {
    press('1', 500);
    listening.forget();
    type('VASC0104327', 20);
    press('Enter', 5);
    press('7', 500);
    press('Backspace', 20);
    type('VASC0104328', 5);
    press('Enter', 5);
    expect(scans).toEqual(['VASC0104327', 'VASC0104328']);
  });
});
