import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import type { Sound } from '../controls/sounds.ts';

/** The sound of a step that was reached; each differs in pitch, length and count, and none is the only signal. */
export function soundOf(before: LinkingTask, after: LinkingTask): Sound | undefined {
  if (before.step === after.step) return undefined;
  switch (after.step) {
    case 'found':
    case 'choosing':
    case 'free':
      return before.step === 'checking' && !after.isSuggested ? 'found' : undefined;
    case 'imaged':
      return 'stop';
    case 'queued':
      return 'linked';
    case 'flagged':
      return 'flagged';
    case 'parked':
      return 'kept';
    default:
      return undefined;
  }
}
