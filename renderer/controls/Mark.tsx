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
  word,
  children,
}: {
  readonly means: Meaning;
  readonly icon?: IconName;
  /** For those who do not see the shape, where no words stand beside it. */
  readonly word?: string;
  readonly children?: ReactNode;
}) {
  return (
    <span className={`mark ${means}`}>
      <Icon name={icon ?? SHAPES[means]} />
      {word && <span className="unseen">{word}</span>}
      {children !== undefined && <span>{children}</span>}
    </span>
  );
}
