/** Collector, number and date as fields, at the very place where their values will stand. */
import { useEffect, useRef } from 'react';
import { BenchField } from '../controls/Field.tsx';
import { say, type Words } from '../strings/say.ts';
import { isEnterAwake } from './AskedRegion.tsx';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';
import { StagePanel } from './StagePanel.tsx';

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
    <StagePanel>
      {FIELDS.map(({ term, hint, offered, longest }, index) => (
        <div className="line wide" key={term}>
          <BenchField
            id={term}
            label={say(`field.${term}`)}
            looks={isOffered ? 'words offered' : 'words'}
            field={index === 0 ? first : null}
            value={view.draft[term]}
            longest={longest}
            hint={say(isOffered ? offered : hint)}
            onType={text => bench.type({ [term]: text })}
            onKey={event => {
              if (event.key === 'Enter' && isEnterAwake(view, Date.now())) bench.ask(isOffered ? 'label' : undefined);
            }}
          />
        </div>
      ))}
    </StagePanel>
  );
}
