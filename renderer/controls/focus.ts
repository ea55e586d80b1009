/** Where the focus goes when what had it has left the screen: it is never lost. */
import { useEffect } from 'react';

/** The first of these that is there. */
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

function goHome(): void {
  if (document.activeElement !== document.body) return;
  const homes = HOMES.map(selector => document.querySelector<HTMLElement>(selector));
  homes.find(home => home !== null)?.focus();
}
