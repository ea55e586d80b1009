/**
 * The keyboard wedge: a scanner that types. Heard in the capture phase whatever has the focus; its closing Enter presses
 * nothing, and the characters that ran into a field are taken out again.
 */
import { bringHome } from '../controls/focus.ts';
import { SCAN_IS_OVER_MS, ScanBurst, type Scan } from './scan-burst.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Before {
  readonly field: Field;
  readonly value: string;
}

export interface ScanListener {
  /** The text of one scan, control characters included. `at` is wall milliseconds. */
  readonly onScan: (text: string, at: number) => void;
  readonly now: () => number;
}

/** Far longer than any barcode. */
const LONGEST_REMEMBERED = 256;
/** A Ctrl and letter that follows another key this closely was typed by a scanner. */
const SAME_BURST_MS = 50;

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

export interface Listening {
  /** The keys so far were a command that has been carried out: they belong to no scan. */
  forget(): void;
  stop(): void;
}

/** Begins to listen. */
export function listenForScans(target: Window, { onScan, now }: ScanListener): Listening {
  const burst = new ScanBurst();
  /** The field before each key: a scan takes its own characters out and leaves the person's. */
  let before: (Before | undefined)[] = [];
  let lastAt = -Infinity;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return;
    clearTimeout(silence);
    if (event.key === 'Enter' || event.key === 'Tab') return end(event);
    const character = characterOf(event);
    if (character === undefined) return MODIFIERS.has(event.key) ? undefined : begin();
    const sinceLast = event.timeStamp - lastAt;
    lastAt = event.timeStamp;
    before = [...before, fieldOf(bringHome(event))].slice(-LONGEST_REMEMBERED);
    burst.press(character, event.timeStamp);
    if (burst.looksLikeScan() || (isControl(character) && sinceLast < SAME_BURST_MS)) swallow(event);
    silence = setTimeout(() => take(burst.closeBySilence()), SCAN_IS_OVER_MS);
  };

  /** Subtle: scanners send no arrows and no Backspace; what came before such a key was typed by a person. */
  const begin = () => {
    burst.forget();
    before = [];
    lastAt = -Infinity;
  };

  const end = (event: KeyboardEvent) => {
    const isLate = burst.isClosedLate(event.timeStamp);
    const scan = burst.close(event.timeStamp);
    if (scan || isLate) swallow(event);
    take(scan);
    begin();
  };

  const take = (scan: Scan | undefined) => {
    if (!scan) return;
    for (const one of firstOfEachField(before.slice(-scan.length))) restore(one);
    before = [];
    onScan(scan.text, now());
  };

  target.addEventListener('keydown', hear, { capture: true });
  return {
    forget: begin,
    stop() {
      clearTimeout(silence);
      target.removeEventListener('keydown', hear, { capture: true });
    },
  };
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Scanners send control characters as Ctrl and a letter: Ctrl+O is U+000F, Ctrl+@ is U+0000. Undefined for keys that type nothing. */
function characterOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): string | undefined {
  if (altKey || metaKey || [...key].length !== 1) return undefined;
  if (!ctrlKey) return key;
  return /[@A-Za-z[\\\]^_]/.test(key) ? String.fromCharCode(key.toUpperCase().charCodeAt(0) - 64) : undefined;
}

const isControl = (character: string): boolean => /\p{Cc}/u.test(character);

function fieldOf(target: EventTarget | null): Before | undefined {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    ? { field: target, value: target.value }
    : undefined;
}

/** Subtle: the focus may move in the middle of a scan, when the answer to the one before it arrives. */
function firstOfEachField(before: readonly (Before | undefined)[]): readonly Before[] {
  const first = new Map<Field, Before>();
  for (const one of before) if (one && !first.has(one.field)) first.set(one.field, one);
  return [...first.values()];
}

/** Subtle: through the prototype's setter, so that React hears of it. */
function restore({ field, value }: Before): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
