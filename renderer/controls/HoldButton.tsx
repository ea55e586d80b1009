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
  const [isFilling, setFilling] = useState(false);
  const held = useRef(onHeld);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    held.current = onHeld;
  });
  useEffect(() => {
    if (!isFilling) return undefined;
    const timer = setTimeout(() => held.current(), HOLD_MS);
    return () => clearTimeout(timer);
  }, [isFilling]);
  useEffect(() => {
    const isOurs = (event: KeyboardEvent) => event.key.toUpperCase() === keyName;
    const down = (event: KeyboardEvent) => {
      if (isOurs(event) && !event.repeat && !isInField(event.target) && !isCovered(button.current)) setFilling(true);
    };
    const up = (event: KeyboardEvent) => isOurs(event) && setFilling(false);
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
      onPressStart={() => setFilling(true)}
      onPressEnd={() => setFilling(false)}
    >
      <kbd>{keyName}</kbd>
      <span>{children}</span>
      <span className={isFilling ? 'filling now' : 'filling'} />
    </Pressable>
  );
}

/** A dialog that was opened over it hears the key, or nobody does. */
function isCovered(button: Element | null): boolean {
  const front = [...document.querySelectorAll('[role=dialog]')].at(-1);
  return front !== undefined && !front.contains(button);
}
