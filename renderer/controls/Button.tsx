/** A button that prints its key. Asleep it stays where it is and says what is awaited. */
import type { ReactNode } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps {
  readonly keyName?: string | undefined;
  readonly icon?: IconName;
  readonly looks?: 'primary' | 'agree' | 'differ' | 'stop';
  readonly isAsleep?: boolean;
  /** Sends the form that it stands in. */
  readonly sends?: boolean;
  readonly onPress?: (() => void) | undefined;
  readonly children: ReactNode;
}

export function Button({ keyName, icon, looks, isAsleep = false, sends = false, onPress, children }: ButtonProps) {
  const classes = ['button', isAsleep ? 'asleep' : looks].filter(Boolean).join(' ');
  return (
    <Pressable
      type={sends ? 'submit' : 'button'}
      className={classes}
      isDisabled={isAsleep}
      {...(onPress ? { onPress } : {})}
    >
      {keyName && <kbd>{keyName}</kbd>}
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Pressable>
  );
}
