/** Several records fit: ranked, with what agrees and what does not. Looking writes nothing. */
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import { matchOf, type FactName, type Match } from '../../shared/search/match-score.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import { Differing } from '../controls/Differing.tsx';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { RowList, type Row } from '../controls/RowList.tsx';
import { sayDate } from '../occurrence/say-date.ts';
import { say } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import { StagePanel } from './StagePanel.tsx';

const FACTS = ['recordedBy', 'recordNumber', 'eventDate'] as const;

export function Candidates({ bench, task }: { readonly bench: Bench; readonly task: TaskAt<'choosing'> }) {
  const { words, candidates } = task;
  const choose = (occid: number) => bench.happen({ type: 'chose', occid });
  useKeys(
    Object.fromEntries(candidates.slice(0, 9).map(({ occid }, index) => [String(index + 1), () => choose(occid)])),
  );
  return (
    <StagePanel looks={candidates.length > 5 ? 'list many' : 'list'}>
      <div className="candidate heads">
        <span>{say('found.press')}</span>
        {FACTS.map(fact => (
          <span key={fact}>
            {say(`field.${fact}`)}
            {words[fact] !== '' && (
              <>
                : {say('found.typed')} <b>{words[fact]}</b>
              </>
            )}
          </span>
        ))}
        <span>{say('found.close')}</span>
      </div>
      <RowList
        label={say('prompt.choosing', { count: candidates.length })}
        looks="candidates"
        rows={candidates.map((occurrence, index) => rowOf(occurrence, words, index + 1))}
        onChoose={choose}
      />
    </StagePanel>
  );
}

function rowOf(occurrence: Occurrence, words: SheetWords, place: number): Row {
  const match = matchOf(words, occurrence);
  const { occid, scientificName, locality, catalogNumber } = occurrence;
  const barcode = catalogNumber ? say('found.hasBarcode', { barcode: catalogNumber }) : say('found.noBarcode');
  const about = [scientificName, locality, barcode].filter(Boolean).join(' · ');
  return {
    id: occid,
    looks: place === 1 ? 'candidate best' : 'candidate',
    spoken: [...FACTS.map(fact => valueOf(occurrence, fact)), about].join(', '),
    shown: (
      <>
        <kbd>{place <= 9 ? place : ''}</kbd>
        {FACTS.map(fact => (
          <FactCell
            key={fact}
            value={valueOf(occurrence, fact)}
            typed={fact === 'recordNumber' ? words[fact] : ''}
            agreement={match.facts[fact].is}
          />
        ))}
        <span className="about">{about}</span>
        <span className="close">
          <Closeness match={match} />
        </span>
      </>
    ),
  };
}

function FactCell({
  value,
  typed,
  agreement,
}: {
  readonly value: string;
  /** What it may be compared with, character by character. */
  readonly typed: string;
  readonly agreement: 'agrees' | 'differs' | 'notAsked';
}) {
  return (
    <span className="fact">
      {agreement === 'agrees' && <Mark means="agree" word={say('stop.agrees')} />}
      {agreement === 'differs' && <Mark means="differ" word={say('stop.differs')} />}
      {agreement === 'differs' && typed !== '' ? <Differing text={value} other={typed} /> : value}
    </span>
  );
}

function Closeness({ match }: { readonly match: Match }) {
  const differing = FACTS.flatMap(fact => {
    const agreement = match.facts[fact];
    return agreement.is === 'differs'
      ? [say(`difference.${agreement.difference}`, { fact: say(`field.${fact}`) })]
      : [];
  });
  if (differing.length > 0) return <Mark means="differ">{differing.join('; ')}</Mark>;
  return FACTS.some(fact => match.facts[fact].is === 'agrees') ? (
    <Mark means="agree">{say('found.allAgree')}</Mark>
  ) : null;
}

function valueOf(occurrence: Occurrence, fact: FactName): string {
  const value = occurrence[fact] ?? '–';
  return fact === 'eventDate' ? sayDate(value) : value;
}
