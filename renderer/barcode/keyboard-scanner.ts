/**
 * The keyboard wedge: a scanner that types. Heard in the capture phase whatever has the focus; its closing Enter presses
 * nothing, and the characters that ran into a field are taken out again.
 */
import { ScanBurst } from './scan-burst.ts';

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

/** A pause after which the field's text is what a person wants it to be. */
const NEW_BURST_MS = 350;
/** A Ctrl and letter that follows another key this closely was typed by a scanner. */
const SAME_BURST_MS = 50;

/** Begins to listen; answers how to stop. */
export function listenForScans(target: Window, { onScan, now }: ScanListener): () => void {
  const burst = new ScanBurst();
  let before: Before | undefined;
  let lastAt = -Infinity;

  const hear = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return;
    if (event.key === 'Enter' || event.key === 'Tab') return end(event);
    const character = characterOf(event);
    if (character === undefined) return;
    const sinceLast = event.timeStamp - lastAt;
    if (sinceLast > NEW_BURST_MS) before = fieldOf(event.target);
    lastAt = event.timeStamp;
    burst.press(character, event.timeStamp);
    if (burst.looksLikeScan() || (isControl(character) && sinceLast < SAME_BURST_MS)) swallow(event);
  };

  const end = (event: KeyboardEvent) => {
    const text = burst.close(event.timeStamp);
    lastAt = -Infinity;
    if (text === undefined) return;
    swallow(event);
    if (before) restore(before);
    onScan(text, now());
  };

  target.addEventListener('keydown', hear, { capture: true });
  return () => target.removeEventListener('keydown', hear, { capture: true });
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Scanners send control characters as Ctrl and a letter: Ctrl+O is U+000F. Undefined for keys that type nothing. */
function characterOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): string | undefined {
  if (altKey || metaKey || [...key].length !== 1) return undefined;
  if (!ctrlKey) return key;
  return /[A-Za-z[\\\]^_]/.test(key) ? String.fromCharCode(key.toUpperCase().charCodeAt(0) - 64) : undefined;
}

const isControl = (character: string): boolean => /\p{Cc}/u.test(character);

function fieldOf(target: EventTarget | null): Before | undefined {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    ? { field: target, value: target.value }
    : undefined;
}

/** Subtle: through the prototype's setter, so that React hears of it. */
function restore({ field, value }: Before): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
