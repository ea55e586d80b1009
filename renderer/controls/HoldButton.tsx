/** What cannot be taken back is held for one second; letting go calls it off. */
import { useEffect, useRef, useState } from 'react';

const HOLD_MS = 1_000;

export function HoldButton({
  keyName,
  onHeld,
  children,
}: {
  readonly keyName: string;
  readonly onHeld: () => void;
  readonly children: string;
}) {
  const [isFilling, setFilling] = useState(false);
  const held = useRef(onHeld);
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
    const down = (event: KeyboardEvent) => isOurs(event) && !event.repeat && setFilling(true);
    const up = (event: KeyboardEvent) => isOurs(event) && setFilling(false);
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
    };
  }, [keyName]);
  const press = () => setFilling(true);
  const letGo = () => setFilling(false);
  return (
    <button type="button" className="button" onPointerDown={press} onPointerUp={letGo} onPointerLeave={letGo}>
      <kbd>{keyName}</kbd>
      <span>{children}</span>
      <span className={isFilling ? 'filling now' : 'filling'} />
    </button>
  );
}
