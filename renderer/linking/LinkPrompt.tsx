/** One sentence: what is to be done now. */
import { rehearse } from '../../shared/outbox/merge-rehearsal.ts';
import type { LinkingTask, MergeShown } from '../../shared/workflow/linking-task.ts';
import { Icon, type IconName } from '../controls/Icon.tsx';
import { Waiting } from '../controls/Waiting.tsx';
import { say } from '../strings/say.ts';

const STEPS = ['read', 'check', 'compare', 'merge', 'done'] as const;

interface Prompt {
  readonly sentence: string;
  readonly icon: IconName;
  readonly looks?: 'stop';
  readonly isWaiting?: boolean;
  readonly step: (typeof STEPS)[number];
}

interface LinkPromptProps {
  readonly task: LinkingTask | null;
  /** What is said where there is no task. */
  readonly idle: 'empty' | 'loading' | 'offline';
}

export function LinkPrompt({ task, idle }: LinkPromptProps) {
  const { sentence, icon, looks, step, isWaiting } = task ? promptOf(task) : idleOf(idle);
  const at = STEPS.indexOf(step);
  return (
    <section className={['prompt', looks].filter(Boolean).join(' ')} data-region="prompt">
      <Icon name={icon} />
      <h2 aria-live="assertive">{sentence}</h2>
      {isWaiting && <Waiting label={sentence} />}
      <ol className="steps" aria-label={say('linking.step.label', { now: at + 1 })}>
        {STEPS.map((name, index) => (
          <li
            key={name}
            className={index < at ? 'done' : index === at ? 'now' : ''}
            {...(index === at ? { 'aria-current': 'step' } : {})}
          >
            {say(`linking.step.${name}`)}
          </li>
        ))}
      </ol>
    </section>
  );
}

const idleOf = (idle: LinkPromptProps['idle']): Prompt => ({
  sentence: say(`linking.prompt.${idle}`),
  icon: idle === 'offline' ? 'cloudOff' : 'list',
  isWaiting: idle === 'loading',
  step: 'read',
});

function promptOf(task: LinkingTask): Prompt {
  switch (task.step) {
    case 'reading':
      return { sentence: say('linking.prompt.entering'), icon: 'eye', step: 'read' };
    case 'entering':
    case 'queued':
    case 'flagged':
      return { sentence: say('linking.prompt.entering'), icon: 'eye', step: 'read' };
    case 'checking':
    case 'parked':
      return {
        sentence: say('linking.prompt.checking', { number: task.number }),
        icon: 'search',
        isWaiting: true,
        step: 'check',
      };
    case 'free':
      return {
        sentence: say(task.isSuggested ? 'linking.prompt.freeSuggested' : 'linking.prompt.free', {
          number: task.number,
        }),
        icon: 'question',
        step: 'check',
      };
    case 'choosing':
      return {
        sentence: say('linking.prompt.choosing', { count: task.candidates.length }),
        icon: 'list',
        step: 'check',
      };
    case 'found':
      return { sentence: say('linking.prompt.found'), icon: 'eye', step: 'compare' };
    case 'imaged':
      return {
        sentence: say('linking.prompt.imaged', { number: task.number }),
        icon: 'stop',
        looks: 'stop',
        step: 'check',
      };
    case 'rehearsing':
      return { sentence: say('linking.prompt.rehearsing'), icon: 'merge', isWaiting: true, step: 'merge' };
    case 'merging':
      return { sentence: mergeSentence(task.shown), icon: 'merge', step: 'merge' };
  }
}

const mergeSentence = ({ source, target }: MergeShown): string =>
  say(rehearse(source, target).losses.length === 0 ? 'linking.prompt.mergingWhole' : 'linking.prompt.merging');
