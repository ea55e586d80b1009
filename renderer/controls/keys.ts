/**
 * Keys that act. Function keys, Esc, Enter and Space act at once; a bare letter or digit waits for a moment of silence,
 * because a barcode begins with one too, and never acts while somebody types in a field.
 */
import { useEffect, useRef } from 'react';

/** Names of keys as `KeyboardEvent.key` has them, with `Ctrl+` or `Alt+` before; a space is `Space`. */
export type KeyActs = Readonly<Record<string, (() => void) | undefined>>;

const SILENCE_MS = 60;
/** Subtle: a foot pedal bounces; a second "it agrees" must be meant. */
const SPACE_SLEEPS_MS = 400;

/** While mounted, these keys do these things. The last mounted hears first; a key without an act is passed on. */
export function useKeys(acts: KeyActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const layer: Layer = { act: name => latest.current[name] };
    layers.unshift(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

/** While mounted, no key reaches what lies below: a drawer's keys must not act on the bench behind it. */
export function useModalKeys(): void {
  useEffect(() => {
    const layer: Layer = { isModal: true, act: () => undefined };
    layers.unshift(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

interface Layer {
  /** What lies below hears nothing. */
  readonly isModal?: boolean;
  readonly act: (name: string) => (() => void) | undefined;
}

const layers: Layer[] = [];
let waiting: ReturnType<typeof setTimeout> | undefined;
/** Of the last key that types something: a burst is made of these. */
let lastKeyAt = -Infinity;
let lastSpaceAt = -Infinity;

let acted: () => void = () => undefined;

/** Begins to pass keys on; `onAct` is told of every key that did something. Answers how to stop. */
export function hearKeys(target: Window, onAct: () => void): () => void {
  acted = onAct;
  target.addEventListener('keydown', hear);
  return () => target.removeEventListener('keydown', hear);
}

function hear(event: KeyboardEvent): void {
  const sinceLast = event.timeStamp - lastKeyAt;
  if (event.key.length === 1) lastKeyAt = event.timeStamp;
  clearTimeout(waiting);
  const name = nameOf(event);
  const act = actOf(name);
  const isTyping = isInField(event.target);
  if (name === 'Space' && !isTyping) return hearSpace(event, act, sinceLast);
  if (!act || event.repeat || (isTyping && (isBare(name) || isFieldsOwn(name, event.target)))) return;
  event.preventDefault();
  const carryOut = () => {
    acted();
    act();
  };
  if (!isBare(name)) return carryOut();
  if (sinceLast > SILENCE_MS) waiting = setTimeout(carryOut, SILENCE_MS);
}

/** Rooms, outbox, sign-in, theme and sound: none of them touches the sheet on the bench. */
const WORKS_EVERYWHERE = /^(Alt\+\d|F5|F6|Ctrl\+M)$/;

/** The act of the topmost layer that knows the key, down to the first that lets nothing through. */
function actOf(name: string): (() => void) | undefined {
  for (const layer of layers) {
    const act = layer.act(name);
    if (act || (layer.isModal && !WORKS_EVERYWHERE.test(name))) return act;
  }
  return undefined;
}

/** Subtle: Space never presses the button that happens to have the focus. No barcode begins with a blank, so it need not wait. */
function hearSpace(event: KeyboardEvent, act: (() => void) | undefined, sinceLast: number): void {
  event.preventDefault();
  const isAwake = event.timeStamp - lastSpaceAt > SPACE_SLEEPS_MS && sinceLast > SILENCE_MS && !event.repeat;
  if (!act || !isAwake) return;
  lastSpaceAt = event.timeStamp;
  acted();
  act();
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

const isBare = (name: string): boolean => name.length === 1 || name === 'Space';

/** In a field with text, Ctrl+Z undoes typing, not a link. */
const isFieldsOwn = (name: string, target: EventTarget | null): boolean =>
  name === 'Ctrl+Z' &&
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  target.value !== '';

const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
