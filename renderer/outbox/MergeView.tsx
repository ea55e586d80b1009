/** The last look before two records become one. Held, not pressed: a portal cannot take it back. */
import { needsSupervisor, rehearse } from '../../shared/outbox/merge-rehearsal.ts';
import { Button } from '../controls/Button.tsx';
import { Over } from '../controls/Drawer.tsx';
import { HoldButton } from '../controls/HoldButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { say } from '../strings/say.ts';
import type { Both } from './merge-wish.ts';
import { RehearsedMerge } from './RehearsedMerge.tsx';

interface MergeViewProps {
  readonly both: Both;
  readonly isSupervisor: boolean;
  /** It waits for a supervisor already: asking once more changes nothing. */
  readonly isWaiting: boolean;
  readonly trouble: string;
  readonly onMerge: () => void;
  readonly onFlag: () => void;
  readonly onBack: () => void;
}

export function MergeView({ both, isSupervisor, isWaiting, trouble, onMerge, onFlag, onBack }: MergeViewProps) {
  const { losses } = rehearse(both.source, both.target);
  const title = say(losses.length === 0 ? 'merge.titleLossless' : 'merge.title');
  const waitsForOne = needsSupervisor(both.source, both.target) && !isSupervisor;
  return (
    <Over title={title} keys={{ Escape: onBack, F8: onFlag }} looks="conflict merging">
      <h2>
        <Icon name="merge" />
        {title}
      </h2>
      <RehearsedMerge both={both} />
      {trouble !== '' && (
        <p role="alert" className="mark stop">
          {say('conflict.notDone', { why: trouble })}
        </p>
      )}
      <div className="acts">
        <Button keyName="Esc" onPress={onBack}>
          {say('dock.back')}
        </Button>
        <Button keyName="F8" icon="flag" onPress={onFlag}>
          {say('dock.flag')}
        </Button>
        {waitsForOne && isWaiting ? (
          <Button keyName="M" isAsleep>
            {say('merge.supervisorHolds')}
          </Button>
        ) : (
          <HoldButton keyName="M" looks="primary" onHeld={onMerge}>
            {holdWords(losses.length, waitsForOne)}
          </HoldButton>
        )}
      </div>
    </Over>
  );
}

function holdWords(count: number, waitsForOne: boolean): string {
  if (waitsForOne) return say('merge.holdToAsk');
  return count === 0 ? say('merge.hold') : say('merge.holdLose', { count });
}
