/** A button that prints its key. Asleep it stays where it is and says what is awaited. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps {
  readonly keyName?: string | undefined;
  readonly icon?: IconName;
  readonly looks?: 'primary' | 'agree' | 'differ' | 'stop';
  readonly isAsleep?: boolean;
  readonly onPress?: (() => void) | undefined;
  readonly children: ReactNode;
}

export function Button({ keyName, icon, looks, isAsleep = false, onPress, children }: ButtonProps) {
  const classes = ['button', isAsleep ? 'asleep' : looks].filter(Boolean).join(' ');
  return (
    <button type="button" className={classes} disabled={isAsleep} onClick={onPress} tabIndex={isAsleep ? -1 : 0}>
      {keyName && <kbd>{keyName}</kbd>}
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
