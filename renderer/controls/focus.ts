/** Where the focus goes when what had it has left the screen: it is never lost. */
import { useEffect } from 'react';

/** Where there is no dialog: the first of these that is there; the rest stand in where there is nothing better. */
const HOMES = ['[data-region=asked] input', '[data-region=stage]', '.room', 'main'];

/** That had the focus last. */
let lastField: HTMLElement | undefined;

/**
 * Looks after every drawing of its component.
 * Subtle: two frames later, because a drawer that closes gives the focus back in the first.
 */
export function useFocusAtHome(): void {
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(goHome);
    });
    return () => cancelAnimationFrame(frame);
  });
}

/** For `focusin`. */
export function noteField({ target }: FocusEvent): void {
  if (target instanceof HTMLElement && target.matches('input, textarea')) lastField = target;
}

/**
 * What hears a key. One that types something while the focus is nowhere, as after a click beside the fields or when a drawer has
 * just gone, is brought home first: a first digit that went nowhere would make another number.
 */
export function bringHome(event: KeyboardEvent): EventTarget | null {
  const { target } = event;
  if (!isTyped(event) || !isNowhere(target)) return target;
  (fieldBefore() ?? homes()[0])?.focus();
  return document.activeElement;
}

/** Subtle: no number begins with a blank, which is the pedal's. */
const isTyped = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey;

const isNowhere = (target: EventTarget | null): boolean =>
  target === document.body || homes().some(home => home === target);

/** Whoever was typing a collector does not go on in the accession number. */
function fieldBefore(): HTMLElement | undefined {
  const [front] = homes();
  const isThere = lastField?.isConnected === true && !lastField.matches(':disabled');
  return isThere && (!front?.matches('[role=dialog]') || front.contains(lastField ?? null)) ? lastField : undefined;
}

function goHome(): void {
  if (document.activeElement === document.body) homes()[0]?.focus();
}

/** Those that are there, the best first: a dialog in front lets nobody past. */
function homes(): readonly HTMLElement[] {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role=dialog]')].at(-1);
  return dialog ? [dialog] : HOMES.flatMap(selector => document.querySelector<HTMLElement>(selector) ?? []);
}
