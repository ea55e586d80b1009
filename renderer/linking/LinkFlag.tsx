/** A picture for the experts, with the reason that the place suggests. */
import type { FlagReason } from '../../shared/workflow/expert-case.ts';
import { numberOf } from '../../shared/workflow/link-from-images.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { FlagDrawer } from '../outbox/FlagDrawer.tsx';
import { say } from '../strings/say.ts';
import type { LinkDesk } from './link-desk.ts';

interface LinkFlagProps {
  readonly desk: LinkDesk;
  readonly task: LinkingTask;
  readonly expertRequired: string;
}

export function LinkFlag({ desk, task, expertRequired }: LinkFlagProps) {
  return (
    <FlagDrawer
      guess={guessReason(task)}
      evidence={{
        typed: numberOf(task),
        shown: shownOf(task),
        scanned: task.picture.catalogNumber ?? '',
        written: say('flag.stage', { stage: expertRequired }),
      }}
      onFlag={flag => desk.flag(flag)}
      onBack={() => desk.openFlag(false)}
    />
  );
}

function shownOf(task: LinkingTask): string {
  if (!('occurrence' in task)) return '';
  const { occid, scientificName, recordedBy, recordNumber } = task.occurrence;
  return [say('entry.record', { occid }), scientificName, recordedBy, recordNumber].filter(Boolean).join(', ');
}

function guessReason({ step }: LinkingTask): FlagReason {
  switch (step) {
    case 'imaged':
      return 'hasPicture';
    case 'found':
    case 'merging':
      return 'labelDisagrees';
    case 'choosing':
      return 'severalFit';
    case 'free':
      return 'databasedNotFound';
    default:
      return 'unreadable';
  }
}
