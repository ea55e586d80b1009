/** A judgement in shape, word and colour, in that order. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type Meaning = 'agree' | 'differ' | 'stop' | 'held' | 'act' | 'none';

const SHAPES: Readonly<Record<Meaning, IconName>> = {
  agree: 'tick',
  differ: 'differs',
  stop: 'stop',
  held: 'tray',
  act: 'send',
  none: 'none',
};

export function Mark({
  means,
  icon,
  children,
}: {
  readonly means: Meaning;
  readonly icon?: IconName;
  readonly children?: ReactNode;
}) {
  return (
    <span className={`mark ${means}`}>
      <Icon name={icon ?? SHAPES[means]} />
      {children !== undefined && <span>{children}</span>}
    </span>
  );
}
