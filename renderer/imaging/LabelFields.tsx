/** Collector, number and date as fields, at the very place where their values will stand. */
import { useEffect, useRef } from 'react';
import { say, type Words } from '../strings/say.ts';
import { isEnterAwake } from './AskedRegion.tsx';
import type { Bench, BenchView } from './bench.ts';

const FIELDS = [
  { term: 'recordedBy', hint: 'field.collectorHint', offered: 'field.collectorOffer', longest: 255 },
  { term: 'recordNumber', hint: 'field.numberHint', offered: 'field.numberHint', longest: 45 },
  { term: 'eventDate', hint: 'field.dateHint', offered: 'field.dateHint', longest: 60 },
] as const satisfies readonly { term: string; hint: Words; offered: Words; longest: number }[];

export function LabelFields({
  bench,
  view,
  isOffered,
}: {
  readonly bench: Bench;
  readonly view: BenchView;
  readonly isOffered: boolean;
}) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOffered) first.current?.focus();
  }, [isOffered]);
  return (
    <section className="stage panel" data-region="stage">
      {FIELDS.map(({ term, hint, offered, longest }, index) => (
        <div className="line wide" key={term}>
          <label className="label" htmlFor={term}>
            {say(`field.${term}`)}
          </label>
          <input
            id={term}
            ref={index === 0 ? first : null}
            className={isOffered ? 'words offered' : 'words'}
            value={view.draft[term]}
            maxLength={longest}
            placeholder={say(isOffered ? offered : hint)}
            autoComplete="off"
            spellCheck={false}
            onChange={event => bench.type({ [term]: event.target.value })}
            onKeyDown={event => {
              if (event.key === 'Enter' && isEnterAwake(view, Date.now())) bench.ask(isOffered ? 'label' : undefined);
            }}
          />
        </div>
      ))}
    </section>
  );
}
