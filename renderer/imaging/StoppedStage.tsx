/** Work has stopped with a question: the sheet on the bench beside what stands against it. */
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { Question, TaskAt } from '../../shared/workflow/imaging-task.ts';
import { Mark } from '../controls/Mark.tsx';
import { sayDate } from '../occurrence/say-date.ts';
import { say } from '../strings/say.ts';
import { isBare } from './merge-case.ts';
import { sayQuestion } from './PromptBar.tsx';
import { StagePanel } from './StagePanel.tsx';

const FACTS = ['recordedBy', 'recordNumber', 'eventDate'] as const;

export function StoppedStage({ task }: { readonly task: TaskAt<'stopped'> }) {
  const { occurrence, question } = task;
  const holder = question.is === 'inUse' ? question.holder : null;
  if (!holder) return <QuestionStage question={question} />;
  return (
    <StagePanel looks="stopped pairs">
      <div className="heads">
        <span />
        <span>{say('stop.onBench', { what: nameOf(occurrence) })}</span>
        <span>{say('stop.carries', { what: nameOf(holder) })}</span>
      </div>
      {FACTS.map(fact => (
        <div className="line" key={fact}>
          <div className="label">{say(`field.${fact}`)}</div>
          <div className="value">{valueOf(occurrence, fact)}</div>
          <div className="other">
            <span className="value">{valueOf(holder, fact)}</span>
            {occurrence[fact] === holder[fact] ? (
              <Mark means="agree">{say('stop.agrees')}</Mark>
            ) : (
              <Mark means="differ">{say('stop.differs')}</Mark>
            )}
          </div>
        </div>
      ))}
    </StagePanel>
  );
}

function QuestionStage({ question }: { readonly question: Question }) {
  return (
    <StagePanel looks="single stopped">
      <div>
        <p className="value">{sayQuestion(question)}</p>
        <p>{detailOf(question)}</p>
      </div>
    </StagePanel>
  );
}

/** What to know about the stop, below its question and beside the barcode. */
export function detailOf(question: Question): string {
  switch (question.is) {
    case 'refused':
      return question.refusal.why === 'outsidePattern'
        ? say('stop.pattern', { example: question.refusal.example })
        : '';
    case 'inUse':
      return question.holder && isBare(question.holder) ? say('stop.mergeable') : say(`stop.inUseAt.${question.where}`);
    case 'recordHasBarcode':
      return say('stop.recordHas', { barcode: question.barcode });
    case 'alreadyLinked':
      return say('stop.already');
    case 'justScanned':
      return say('stop.just', {
        seconds: Math.max(1, Math.round((Date.now() - question.at) / 1000)),
        what: question.linkedTo ?? '',
      });
  }
}

const nameOf = ({ otherCatalogNumbers, occid }: Occurrence): string =>
  otherCatalogNumbers[0] ?? say('entry.record', { occid });

function valueOf(occurrence: Occurrence, fact: (typeof FACTS)[number]): string {
  const value = occurrence[fact];
  if (value === null) return '–';
  return fact === 'eventDate' ? sayDate(value) : value;
}
