/** What is pressed and is no act of the dock: a room of the rail, a chip of the top bar. */
import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';

interface PressProps {
  readonly looks: string;
  readonly onPress: () => void;
  /** Where the person is now. */
  readonly isHere?: boolean;
  /** What stories read: `data-...`. */
  readonly facts?: Readonly<Record<`data-${string}`, string | number>>;
  readonly children: ReactNode;
}

export function Press({ looks, onPress, isHere = false, facts, children }: PressProps) {
  return (
    <Button className={looks} onPress={onPress} {...(isHere ? { 'aria-current': 'page' } : {})} {...facts}>
      {children}
    </Button>
  );
}

interface TurnProps extends Pick<PressProps, 'looks' | 'children'> {
  readonly isOn: boolean;
  readonly onTurn: () => void;
}

export function Turn({ looks, isOn, onTurn, children }: TurnProps) {
  return (
    <ToggleButton className={looks} isSelected={isOn} onChange={onTurn}>
      {children}
    </ToggleButton>
  );
}
