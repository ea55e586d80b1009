/** Where the focus goes when what had it has left the screen: it is never lost. */
import { useEffect } from 'react';

/** The first of these that is there; the rest stand in where there is nothing better. */
const HOMES = ['[role=dialog]', '[data-region=asked] input', '[data-region=stage]', '.room', 'main'];

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

/**
 * What hears a key. One that types something while nothing has the focus that could take it, as after a click on an empty place,
 * finds its home at once: a first digit that went nowhere would make another number.
 */
export function hearerOf(event: KeyboardEvent): EventTarget | null {
  if (!isTyped(event) || !isNowhere(event.target)) return event.target;
  homes()[0]?.focus();
  return document.activeElement;
}

/** Subtle: no number begins with a blank, which is the pedal's. */
const isTyped = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey;

const isNowhere = (target: EventTarget | null): boolean =>
  target === document.body || homes().some(home => home === target);

function goHome(): void {
  if (document.activeElement === document.body) homes()[0]?.focus();
}

/** Those that are there, the best first. */
const homes = (): readonly HTMLElement[] =>
  HOMES.flatMap(selector => document.querySelector<HTMLElement>(selector) ?? []);
