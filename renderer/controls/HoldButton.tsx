/** What cannot be taken back is held for one second, by pointer, by its own key or by Enter; letting go calls it off. */
import { useEffect, useRef, useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { isInField } from './keys.ts';

const HOLD_MS = 1_000;

export function HoldButton({
  keyName,
  looks,
  onHeld,
  children,
}: {
  readonly keyName: string;
  readonly looks?: 'primary';
  readonly onHeld: () => void;
  readonly children: string;
}) {
  /** Since when it is held, by the page's clock. */
  const [since, setSince] = useState<number>();
  const held = useRef(onHeld);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    held.current = onHeld;
  });
  useEffect(() => {
    if (since === undefined) return undefined;
    const timer = setTimeout(() => held.current(), since + HOLD_MS - performance.now());
    return () => clearTimeout(timer);
  }, [since]);
  useEffect(() => {
    const isOurs = (event: KeyboardEvent) => event.key.toUpperCase() === keyName;
    const down = (event: KeyboardEvent) => {
      const isHeard = isOurs(event) && !event.repeat && !isInField(event.target) && !isCovered(button.current);
      // Subtle: the second runs from the key itself, not from when a busy page came to hear of it.
      if (isHeard) setSince(event.timeStamp);
    };
    const up = (event: KeyboardEvent) => isOurs(event) && setSince(undefined);
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
    };
  }, [keyName]);
  return (
    <Pressable
      ref={button}
      className={looks ? `button ${looks}` : 'button'}
      onPressStart={() => setSince(performance.now())}
      onPressEnd={() => setSince(undefined)}
    >
      <kbd>{keyName}</kbd>
      <span>{children}</span>
      <span className={since === undefined ? 'filling' : 'filling now'} />
    </Pressable>
  );
}

/** A dialog that was opened over it hears the key, or nobody does. */
function isCovered(button: Element | null): boolean {
  const front = [...document.querySelectorAll('[role=dialog]')].at(-1);
  return front !== undefined && !front.contains(button);
}
