/** The stamped number: typed here, then locked with a word on who answered and how old the answer is. */
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { say, sayAge } from '../strings/say.ts';
import type { Bench, BenchView } from './bench.ts';

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
      <label className="label" htmlFor="accession">
        {say('field.accession')}
      </label>
      {isLive ? (
        <input
          id="accession"
          ref={field}
          className="slot live"
          value={draft.accession}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={event => bench.type({ accession: event.target.value })}
          onKeyDown={event => {
            if (event.key === 'Enter' && isEnterAwake(view, now())) bench.ask();
            if (event.key === 'Tab' && !event.shiftKey) {
              event.preventDefault();
              toLabel(bench);
            }
          }}
        />
      ) : (
        <output id="accession" className={task.words.accession === '' ? 'slot locked empty' : 'slot locked'}>
          {task.words.accession || say('asked.noStamp')}
        </output>
      )}
      <p className="note" role="status">
        {noteOf(view, now())}
      </p>
    </section>
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
