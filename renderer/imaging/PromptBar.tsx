/** One sentence: what is to be done now. */
import type { Question, TaskAt } from '../../shared/workflow/imaging-task.ts';
import { doubtAbout } from '../../shared/workflow/join-barcode.ts';
import { Icon, type IconName } from '../controls/Icon.tsx';
import { Waiting } from '../controls/Waiting.tsx';
import { say } from '../strings/say.ts';
import type { BenchView, Ended } from './bench-view.ts';

const STEPS = ['find', 'compare', 'scan', 'picture', 'done'] as const;

interface Prompt {
  readonly sentence: string;
  readonly icon: IconName;
  readonly looks?: 'agree' | 'stop';
  readonly step: (typeof STEPS)[number];
}

export function PromptBar({ view, isCameraOn }: { readonly view: BenchView; readonly isCameraOn: boolean }) {
  const { sentence, icon, looks, step } = promptOf(view, isCameraOn);
  const isWaiting =
    (view.task.step === 'imaging' && (view.task.shots.length === 0 || view.task.wantsOn)) ||
    (view.task.step === 'seeking' && view.task.isAsking);
  const at = STEPS.indexOf(step);
  return (
    <section className={['prompt', looks].filter(Boolean).join(' ')} data-region="prompt">
      <Icon name={icon} />
      <h2 aria-live="assertive">{sentence}</h2>
      {isWaiting && <Waiting label={sentence} />}
      <ol className="steps" aria-label={say('step.label', { now: at + 1 })}>
        {STEPS.map((name, index) => (
          <li
            key={name}
            className={index < at ? 'done' : index === at ? 'now' : ''}
            {...(index === at ? { 'aria-current': 'step' } : {})}
          >
            {say(`step.${name}`)}
          </li>
        ))}
      </ol>
    </section>
  );
}

function promptOf({ task, ended }: BenchView, isCameraOn: boolean): Prompt {
  const what = task.words.accession || task.words.recordedBy || task.words.recordNumber;
  switch (task.step) {
    case 'seeking':
      return task.isAsking ? { sentence: say('prompt.asking', { what }), icon: 'search', step: 'find' } : ready(ended);
    case 'parking':
    case 'parked':
      return { sentence: say('prompt.parking'), icon: 'cloudOff', step: 'find' };
    case 'choosing':
      return { ...choosing(task.candidates.length, task.words.accession), step: 'find' };
    case 'verifying':
      return { sentence: say('prompt.verifying'), icon: 'eye', step: 'compare' };
    case 'scanning':
      return {
        sentence: say(task.kept ? 'prompt.kept' : 'prompt.scanning'),
        icon: task.kept ? 'pin' : 'barcode',
        step: 'scan',
      };
    case 'stopped':
      return { sentence: sayQuestion(task.question), icon: 'stop', looks: 'stop', step: 'scan' };
    case 'imaging':
      return { ...imaging(task, isCameraOn), step: 'picture' };
    case 'queued':
    case 'flagged':
      return ready(ended);
  }
}

function imaging(task: TaskAt<'imaging'>, isCameraOn: boolean): Omit<Prompt, 'step'> {
  const { catalogNumber, isChecked, shots, wantsOn } = task;
  const facts = { tail: catalogNumber.slice(-4), count: shots.length };
  const other = doubtAbout(task)?.slice(-4);
  if (other !== undefined)
    return { sentence: say('shots.promptOther', { ...facts, other }), icon: 'stop', looks: 'stop' };
  if (wantsOn) return { sentence: say('shots.promptReading'), icon: 'barcode' };
  if (shots.length > 0) return { sentence: say('shots.promptMore', facts), icon: 'camera' };
  return { sentence: say(isChecked || isCameraOn ? 'shots.prompt' : 'prompt.imaging', facts), icon: 'camera' };
}

function ready(ended: Ended | null): Prompt {
  if (ended?.is === 'linked') return { sentence: say('prompt.linked'), icon: 'search', looks: 'agree', step: 'find' };
  if (ended?.is === 'parked') return { sentence: say('prompt.parkedNow'), icon: 'search', step: 'find' };
  if (ended?.is === 'flagged') return { sentence: say('prompt.flaggedNow'), icon: 'search', step: 'find' };
  return { sentence: say('prompt.seeking'), icon: 'search', step: 'find' };
}

function choosing(count: number, accession: string): Pick<Prompt, 'sentence' | 'icon'> {
  if (count > 0) return { sentence: say('prompt.choosing', { count }), icon: 'list' };
  const sentence = accession === '' ? say('prompt.noneLabel') : say('prompt.none', { what: accession });
  return { sentence, icon: 'question' };
}

/** The plain question of a stop. */
export function sayQuestion(question: Question): string {
  if (question.is !== 'refused') return say(`stop.${question.is}`);
  const { why, ...facts } = question.refusal;
  return say(`stop.${why}`, facts);
}
