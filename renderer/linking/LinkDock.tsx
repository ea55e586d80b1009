/** Three places, always the same: back or undo, flag, and the one primary act at the right. */
import { needsSupervisor, rehearse } from '../../shared/outbox/merge-rehearsal.ts';
import type { MergeShown } from '../../shared/workflow/linking-task.ts';
import { Button } from '../controls/Button.tsx';
import { HoldButton } from '../controls/HoldButton.tsx';
import { ASLEEP, useKeys } from '../controls/keys.ts';
import { say } from '../strings/say.ts';
import { backOf, flagOf, primaryOf, type LinkAct } from './link-acts.ts';
import type { LinkDesk } from './link-desk.ts';
import type { LinkView } from './link-view.ts';

interface LinkDockProps {
  readonly desk: LinkDesk;
  readonly view: LinkView;
  readonly isSupervisor: boolean;
  readonly now: () => number;
}

export function LinkDock({ desk, view, isSupervisor, now }: LinkDockProps) {
  const acts = [backOf(desk, view), flagOf(desk, view), primaryOf(desk, view)];
  const heard = acts.flatMap(one => (one?.key && one.act ? [[one.key, one.act] as const] : []));
  useKeys({ Space: ASLEEP, 'Ctrl+Z': () => void desk.undoLast(), ...Object.fromEntries(heard) });
  const [back, flag, primary] = acts;
  const { task } = view;
  return (
    <div className="dock" data-region="dock" role="group" aria-label={say('dock.label')}>
      <Place act={back} />
      <Place act={flag} />
      {task?.step === 'merging' ? (
        <HoldButton keyName="M" looks="primary" onHeld={() => desk.happen({ type: 'mergeConfirmed', at: now() })}>
          {holdWords(task.shown, isSupervisor)}
        </HoldButton>
      ) : (
        <Place act={primary} />
      )}
    </div>
  );
}

function Place({ act }: { readonly act: LinkAct | undefined }) {
  if (!act) return <div className="nothing" />;
  return (
    <Button
      keyName={act.shown}
      isAsleep={act.act === undefined}
      onPress={act.act}
      {...(act.looks ? { looks: act.looks } : {})}
    >
      {act.words}
    </Button>
  );
}

/** A technician's merge that would lose something waits for a supervisor. */
function holdWords({ source, target }: MergeShown, isSupervisor: boolean): string {
  if (needsSupervisor(source, target) && !isSupervisor) return say('merge.holdToAsk');
  const count = rehearse(source, target).losses.length;
  return count === 0 ? say('merge.hold') : say('merge.holdLose', { count });
}
