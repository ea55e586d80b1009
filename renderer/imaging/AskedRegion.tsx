/** The stamped number: typed here, then locked with a word on who answered and how old the answer is. */
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { BenchField } from '../controls/Field.tsx';
import { say, sayAge } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';

/** A routine Enter this soon after the screen changed was meant for the screen before. */
const ENTER_SLEEPS_MS = 400;

/** Whether Enter counts: not within a moment of a change, unless something was typed since. */
export const isEnterAwake = ({ changedAt }: BenchView, now: number): boolean => now - changedAt > ENTER_SLEEPS_MS;

/** No stamp: to the collector's field, whatever confirmation still covers it. */
export function toLabel(bench: Bench): void {
  flushSync(() => bench.type({}));
  document.getElementById('recordedBy')?.focus();
}

export function AskedRegion({
  bench,
  view,
  now,
}: {
  readonly bench: Bench;
  readonly view: BenchView;
  readonly now: () => number;
}) {
  const { task, draft } = view;
  const isLive = task.step === 'seeking';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isLive) field.current?.focus();
  }, [isLive, task.id]);
  return (
    <section className="asked panel line" data-region="asked">
      {isLive ? (
        <BenchField
          id="accession"
          label={say('field.accession')}
          looks="slot live"
          field={field}
          value={draft.accession}
          longest={100}
          onType={accession => bench.type({ accession })}
          onKey={event => {
            if (event.key === 'Enter' && isEnterAwake(view, now())) bench.ask();
            if (event.key === 'Tab' && !event.shiftKey) {
              event.preventDefault();
              toLabel(bench);
            }
          }}
        />
      ) : (
        <Asked accession={task.words.accession} />
      )}
      <p className="note" role="status">
        {noteOf(view, now())}
      </p>
    </section>
  );
}

function Asked({ accession }: { readonly accession: string }) {
  return (
    <>
      <label className="label" htmlFor="accession">
        {say('field.accession')}
      </label>
      <output id="accession" className={accession === '' ? 'slot locked empty' : 'slot locked'}>
        {accession || say('asked.noStamp')}
      </output>
    </>
  );
}

function noteOf({ task, ended, trouble }: BenchView, now: number): string {
  if (trouble === 'tooLittle') return say('asked.tooLittle');
  if (trouble) return trouble.sentence;
  if (task.step === 'seeking') {
    if (task.kept) return say('asked.kept');
    return say(ended ? 'asked.ready' : 'asked.zeros');
  }
  return 'source' in task ? sourceOf(task, now) : '';
}

function sourceOf(task: Extract<ImagingTask, { source: unknown }>, now: number): string {
  if (task.source.from === 'station') return say('asked.station', { age: sayAge(now - task.source.readAt) });
  if (task.candidates.length === 0 && task.lookedFor.length > 0)
    return say('asked.lookedFor', { spellings: task.lookedFor.join(', ') });
  if (task.words.accession === '') return say('asked.byLabel');
  return task.candidates.length === 1 ? say('asked.one') : say('asked.many', { count: task.candidates.length });
}
