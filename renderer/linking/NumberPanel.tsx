/** The one field: the stamped number beside its crop, typed or read by the machine. */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { numberOf } from '../../shared/workflow/link-from-images.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { BenchField } from '../controls/Field.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Mark } from '../controls/Mark.tsx';
import { say } from '../strings/say.ts';
import type { LinkDesk } from './link-desk.ts';
import type { LinkView } from './link-view.ts';
import { primaryOf } from './link-acts.ts';
import { StampCrop } from './StampCrop.tsx';

/** A routine key this soon after the screen changed was meant for the screen before. */
const KEYS_SLEEP_MS = 400;

interface NumberPanelProps {
  readonly desk: LinkDesk;
  readonly view: LinkView;
  readonly imageId: string | undefined;
  readonly now: () => number;
}

/** Whether the number can be typed over without a step back. */
export const isFieldLive = (task: LinkingTask): boolean =>
  task.step === 'reading' || task.step === 'entering' || ('isSuggested' in task && task.isSuggested);

export function NumberPanel({ desk, view, imageId, now }: NumberPanelProps) {
  const { task, draft, changedAt } = view;
  const field = useRef<HTMLInputElement>(null);
  const isLive = task !== null && isFieldLive(task);
  const isMachines = task !== null && isSuggestionUntouched(task, draft);
  // Subtle: before the suggestion is seen, so that the first digit typed takes its place. Never while somebody types: a
  // number may begin as the suggestion does.
  useLayoutEffect(() => {
    if (!isLive) return;
    field.current?.focus();
    if (draft === task?.suggestion?.number) field.current?.select();
  }, [isLive, task?.id, task?.step]);
  // Subtle: a drawer that has just closed held the focus until now.
  useEffect(() => {
    if (isLive) field.current?.focus();
  }, [isLive, task?.id, task?.step]);
  const onKey = (event: KeyboardEvent) => {
    const isAwake = now() - changedAt > KEYS_SLEEP_MS;
    if (event.key === 'Enter' && isAwake && !isMachines) desk.enterNumber();
    if (event.key !== ' ' || !isMachines) return;
    event.preventDefault();
    if (isAwake && !event.repeat) primaryOf(desk, view)?.act?.();
  };
  return (
    <section className="panel number-panel" data-region="asked">
      <StampCrop imageId={imageId} suggestion={task?.suggestion ?? null} />
      {isLive ? (
        <BenchField
          id="accession"
          label={say('linking.number.label')}
          looks={isMachines ? 'slot kept' : 'slot live'}
          field={field}
          value={draft}
          longest={100}
          hint={say('linking.number.hint')}
          onType={text => desk.type(text)}
          onKey={onKey}
        />
      ) : (
        <Locked number={task ? numberOf(task) : ''} isSuggested={isMachines} />
      )}
      <p className="note" role="status">
        <NumberNote view={view} isMachines={isMachines} />
      </p>
    </section>
  );
}

const isSuggestionUntouched = (task: LinkingTask, draft: string): boolean =>
  'isSuggested' in task && task.isSuggested && draft === task.number;

function Locked({ number, isSuggested }: { readonly number: string; readonly isSuggested: boolean }) {
  return (
    <div className="bench-field">
      <label className="label" htmlFor="accession">
        {say('linking.number.label')}
      </label>
      <output id="accession" className={isSuggested ? 'slot kept' : 'slot locked'}>
        {number}
      </output>
    </div>
  );
}

function NumberNote({ view, isMachines }: { readonly view: LinkView; readonly isMachines: boolean }) {
  const { task, trouble, ended } = view;
  if (trouble !== null) return <Mark means="stop">{trouble}</Mark>;
  if (isMachines && task?.suggestion) {
    const certainty = task.suggestion.isSure ? 'sure' : 'unsure';
    return (
      <>
        <span className="mark held">
          <Icon name="pin" />
          {say(`linking.number.${certainty}`)}
        </span>{' '}
        {ended ? (
          <>
            <br />
            <EndedWords ended={ended} />
          </>
        ) : (
          say(`linking.number.${certainty}Note`)
        )}
      </>
    );
  }
  if (ended) return <EndedWords ended={ended} />;
  return <>{say(task && isFieldLive(task) ? 'linking.number.zeros' : 'linking.number.again')}</>;
}

function EndedWords({ ended }: { readonly ended: NonNullable<LinkView['ended']> }) {
  if (ended.is === 'cannotUndo') return <Mark means="stop">{say('linking.ended.cannotUndo', { why: ended.why })}</Mark>;
  if (!('entry' in ended))
    return (
      <Mark means="held" icon={ended.is === 'flagged' ? 'flag' : 'pin'}>
        {say(`linking.ended.${ended.is}`, { barcode: ended.barcode })}
      </Mark>
    );
  const { is, number, barcode, savedAt, trouble } = ended;
  return (
    <span data-ended={barcode} data-saved={savedAt !== null}>
      <Mark means={trouble === null ? 'agree' : 'stop'}>
        {say(`linking.ended.${is}`, { number, barcode })}{' '}
        {trouble ?? say(savedAt === null ? 'linking.ended.saving' : 'linking.ended.saved')}
      </Mark>
    </span>
  );
}
