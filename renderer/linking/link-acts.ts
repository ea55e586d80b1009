/** The acts of each step, as a table: key, words, what is done. */
import { say } from '../strings/say.ts';
import type { LinkDesk } from './link-desk.ts';
import type { LinkView } from './link-view.ts';

export interface LinkAct {
  /** As printed. */
  readonly shown?: string;
  /** As heard; none where the field hears it. */
  readonly key?: string;
  readonly words: string;
  readonly looks?: 'primary' | 'agree' | 'differ' | 'stop';
  /** Undefined: asleep, and the words say what is awaited. */
  readonly act?: () => void;
}

/** What ends the step; undefined where a press is not enough, because a merge is held. */
export function primaryOf(desk: LinkDesk, { task }: LinkView): LinkAct | undefined {
  if (!task) return { words: say('linking.dock.nothing') };
  switch (task.step) {
    case 'reading':
    case 'entering':
    case 'queued':
    case 'flagged':
      return entered(desk);
    case 'checking':
    case 'parked':
      return { words: say('linking.dock.checking') };
    case 'free':
      return spaced(
        task.isSuggested ? say('linking.dock.saveSuggested', { number: task.number }) : say('linking.dock.save'),
        () => desk.happen({ type: 'numberConfirmed', at: Date.now() }),
      );
    case 'choosing':
      // While the field may be typed in, a digit is a digit.
      if (task.isSuggested)
        return spaced(say('linking.dock.chooseSuggested', { number: task.number }), () =>
          desk.happen({ type: 'numberEntered', number: task.number }),
        );
      return { shown: `1 – ${Math.min(9, task.candidates.length)}`, words: say('linking.dock.choose') };
    case 'found':
      return spaced(say('linking.dock.agree'), () => desk.happen({ type: 'agreed' }));
    case 'imaged':
      return {
        shown: 'F8',
        key: 'F8',
        words: say('linking.dock.imaged'),
        looks: 'stop',
        act: () => desk.openFlag(true),
      };
    case 'rehearsing':
      return { words: say('linking.dock.rehearsing') };
    case 'merging':
      return undefined;
  }
}

const entered = (desk: LinkDesk): LinkAct => ({
  shown: 'Enter',
  words: say('linking.dock.check'),
  looks: 'primary',
  act: () => desk.enterNumber(),
});

const spaced = (words: string, act: () => void): LinkAct => ({
  shown: 'Space',
  key: 'Space',
  words,
  looks: 'agree',
  act,
});

/** One step back; where there is none, the last link is called back. */
export function backOf(desk: LinkDesk, { task, draft, ended }: LinkView): LinkAct | undefined {
  const isAtStart = !task || task.step === 'reading' || task.step === 'entering';
  if (!isAtStart || (task && 'isSuggested' in task))
    return { shown: 'Esc', key: 'Escape', words: say('dock.back'), act: () => desk.happen({ type: 'wentBack' }) };
  const canUndo = draft === '' && (ended?.is === 'numbered' || ended?.is === 'merged');
  return canUndo ? { shown: 'Ctrl Z', words: say('linking.dock.undo'), act: () => void desk.undoLast() } : undefined;
}

export function flagOf(desk: LinkDesk, { task }: LinkView): LinkAct | undefined {
  if (!task || task.step === 'imaged') return undefined;
  const isCompared = task.step === 'found';
  return {
    shown: 'F8',
    key: 'F8',
    words: say(isCompared ? 'linking.dock.differs' : 'dock.flag'),
    ...(isCompared ? { looks: 'differ' } : {}),
    act: () => desk.openFlag(true),
  };
}
