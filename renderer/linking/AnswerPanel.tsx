/** What the number found, in one sentence and where it was looked. */
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { Button } from '../controls/Button.tsx';
import { Icon, type IconName } from '../controls/Icon.tsx';
import { useKeys } from '../controls/keys.ts';
import { say, sayAge } from '../strings/say.ts';
import type { LinkDesk } from './link-desk.ts';

interface AnswerPanelProps {
  readonly desk: LinkDesk;
  readonly task: LinkingTask | null;
  readonly now: () => number;
}

export function AnswerPanel({ desk, task, now }: AnswerPanelProps) {
  const { icon, sentence, note, source } = answerOf(task, now());
  return (
    <section className="panel answer" data-region="answer" aria-label={say('linking.answer.label')}>
      <Icon name={icon} />
      <p>
        {sentence && <b>{sentence} </b>}
        {note} {source && <span className="note">{source}</span>}
      </p>
      {task?.step === 'free' && <LeadingZero desk={desk} number={task.number} isHeard={!task.isSuggested} />}
    </section>
  );
}

/** Stamped DATABASED, and yet not found: the number may stand there with a zero before it. Source: the seed page, step 8.1. */
function LeadingZero({
  desk,
  number,
  isHeard,
}: {
  readonly desk: LinkDesk;
  readonly number: string;
  /** While the field is typed in, a 0 is a digit. */
  readonly isHeard: boolean;
}) {
  const tryZero = () => desk.happen({ type: 'numberEntered', number: `0${number}` });
  useKeys(isHeard ? { '0': tryZero } : {});
  return (
    <span className="zero">
      <span className="note">{say('linking.answer.databased')}</span>
      <Button keyName={isHeard ? '0' : undefined} onPress={tryZero}>
        {say('linking.answer.zero')}
      </Button>
    </span>
  );
}

interface Answer {
  readonly icon: IconName;
  readonly sentence?: string;
  readonly note?: string;
  readonly source?: string;
}

function answerOf(task: LinkingTask | null, now: number): Answer {
  if (!task || !('candidates' in task))
    return { icon: 'record', note: say(isAsking(task) ? 'linking.answer.asking' : 'linking.answer.nothing') };
  const { number, candidates, lookedFor } = task;
  const source = sourceOf(task, now);
  if (task.step === 'free')
    return {
      icon: 'none',
      sentence: say('linking.answer.none', { number }),
      source:
        task.source.from === 'portal' ? say('linking.answer.lookedFor', { spellings: lookedFor.join(', ') }) : source,
    };
  if (task.step === 'choosing')
    return {
      icon: 'list',
      sentence: say('linking.answer.many', { count: candidates.length, number }),
      note: say('linking.answer.manyNote'),
    };
  const { occid, catalogNumber } = task.occurrence;
  if (task.step === 'imaged')
    return {
      icon: 'stop',
      sentence: say('linking.answer.imaged', { occid, number }),
      note:
        catalogNumber === null
          ? say('linking.answer.imagedPicture')
          : say('linking.answer.imagedBarcode', { barcode: catalogNumber }),
    };
  return { icon: 'record', sentence: say('linking.answer.one', { number }), note: say('linking.answer.bare'), source };
}

const isAsking = (task: LinkingTask | null): boolean => task?.step === 'checking' || task?.step === 'parked';

const sourceOf = ({ source }: Extract<LinkingTask, { source: unknown }>, now: number): string =>
  source.from === 'portal'
    ? say('linking.answer.portal')
    : say('linking.answer.station', { age: sayAge(now - source.readAt) });
