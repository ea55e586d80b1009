/**
 * Keys that act, heard before whatever has the focus. Function keys, Esc, Enter and Space act at once; a bare letter or
 * digit waits for a moment of silence, because a barcode begins with one too, and never acts while somebody types in a field.
 */
import { useLayoutEffect, useRef } from 'react';
import { bringHome, noteField } from './focus.ts';

/** Names of keys as `KeyboardEvent.key` has them, with `Ctrl+`, `Alt+`, or `Shift+` for keys that type nothing, before; a space is `Space`. */
export type KeyActs = Readonly<Record<string, (() => void) | undefined>>;

/** A key that does nothing here, and presses nothing that happens to have the focus. */
export const ASLEEP = (): void => undefined;

const SILENCE_MS = 60;
/** Subtle: a foot pedal bounces; a second "it agrees" must be meant. */
const SPACE_SLEEPS_MS = 400;

/** While mounted, these keys do these things. The last mounted hears first; a key without an act is passed on. */
export function useKeys(acts: KeyActs): void {
  useLayer(acts, false);
}

/** As useKeys, and no other key reaches what lies below: a drawer's keys must not act on the bench behind it. */
export function useModalKeys(acts: KeyActs): void {
  useLayer(acts, true);
}

interface Layer {
  /** What lies below hears nothing. */
  readonly isModal: boolean;
  readonly act: (name: string) => (() => void) | undefined;
}

const layers: Layer[] = [];

function useLayer(acts: KeyActs, isModal: boolean): void {
  const latest = useRef(acts);
  // Subtle: before the step is seen, so that the first key pressed at it already means what it says there.
  useLayoutEffect(() => {
    latest.current = acts;
  });
  useLayoutEffect(() => {
    const layer: Layer = { isModal, act: name => latest.current[name] };
    layers.unshift(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [isModal]);
}

let waiting: ReturnType<typeof setTimeout> | undefined;
/** Of the last key that types something: a burst is made of these. Alt and a digit types nothing. */
let lastKeyAt = -Infinity;
let lastSpaceAt = -Infinity;

let acted: () => void = () => undefined;

/**
 * Begins to pass keys on; `onAct` is told of every key that did something. Answers how to stop.
 * Subtle: in the capture phase, so that a key which acts here never presses the focused button as well. Scans are heard
 * before: the listener for them must be there first.
 */
export function hearKeys(target: Window, onAct: () => void): () => void {
  acted = onAct;
  target.addEventListener('focusin', noteField);
  target.addEventListener('keydown', hear, { capture: true });
  return () => {
    target.removeEventListener('focusin', noteField);
    target.removeEventListener('keydown', hear, { capture: true });
  };
}

function hear(event: KeyboardEvent): void {
  const sinceLast = event.timeStamp - lastKeyAt;
  if (event.key.length === 1 && !event.altKey) lastKeyAt = event.timeStamp;
  clearTimeout(waiting);
  const name = nameOf(event);
  const [act, hearer] = [actOf(name), bringHome(event)];
  const isTyping = isInField(hearer);
  if (name === 'Space') return isTyping || isTicked(hearer) ? undefined : hearSpace(event, act, sinceLast);
  if (name === 'Enter' && isButton(hearer)) return;
  if (!act || event.repeat || (isTyping && (isBare(name) || isFieldsOwn(name, hearer)))) return;
  take(event);
  if (!isBare(name)) return carryOut(act);
  if (sinceLast > SILENCE_MS) waiting = setTimeout(() => carryOut(act), SILENCE_MS);
}

function carryOut(act: () => void): void {
  acted();
  act();
}

/** Nothing else on the page hears of it. */
function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Rooms, outbox, pictures, sign-in, theme and sound: none of them touches the sheet on the bench. */
const WORKS_EVERYWHERE = /^(Alt\+\d|F5|F6|F10|Ctrl\+M)$/;

/** The act of the topmost layer that knows the key, down to the first that lets nothing through. */
function actOf(name: string): (() => void) | undefined {
  for (const layer of layers) {
    const act = layer.act(name);
    if (act || (layer.isModal && !WORKS_EVERYWHERE.test(name))) return act;
  }
  return undefined;
}

/** Where Space has a meaning of its own it never presses the focused button. No barcode begins with a blank, so it need not wait. */
function hearSpace(event: KeyboardEvent, act: (() => void) | undefined, sinceLast: number): void {
  if (!act) return;
  take(event);
  const isAwake = event.timeStamp - lastSpaceAt > SPACE_SLEEPS_MS && sinceLast > SILENCE_MS && !event.repeat;
  if (act === ASLEEP || !isAwake) return;
  lastSpaceAt = event.timeStamp;
  carryOut(act);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && /^(Page|F\d)/.test(key) ? 'Shift+' : '';
  return `${shift}${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

const isBare = (name: string): boolean => name.length === 1 || name === 'Space';

/** In a field with text, Ctrl+Z undoes typing, not a link. */
const isFieldsOwn = (name: string, target: EventTarget | null): boolean =>
  name === 'Ctrl+Z' &&
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  target.value !== '';

const TICKED = 'input[type=checkbox], input[type=radio]';

/** What is chosen or ticked hears its own Space. */
const isTicked = (target: EventTarget | null): boolean => target instanceof Element && target.matches(TICKED);

/** Who went to a button means that button. */
const isButton = (target: EventTarget | null): boolean => target instanceof Element && target.matches('button');

/** Whether what is pressed there types something. */
export const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  !isTicked(target) &&
  (target.matches('input, textarea, select') || target.isContentEditable);
