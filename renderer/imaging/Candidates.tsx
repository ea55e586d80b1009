/** Several records fit: ranked, with what agrees and what does not. Looking writes nothing. */
import { matchOf, type FactName, type Match } from '../../shared/search/match-score.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { sayDate } from '../occurrence/say-date.ts';
import { say } from '../strings/say.ts';
import type { Bench } from './bench.ts';

const FACTS = ['recordedBy', 'recordNumber', 'eventDate'] as const;

export function Candidates({ bench, task }: { readonly bench: Bench; readonly task: TaskAt<'choosing'> }) {
  const { words, candidates } = task;
  const choose = (occid: number) => bench.happen({ type: 'chose', occid });
  useKeys(
    Object.fromEntries(candidates.slice(0, 9).map(({ occid }, index) => [String(index + 1), () => choose(occid)])),
  );
  return (
    <section
      className={candidates.length > 5 ? 'stage panel list many' : 'stage panel list'}
      data-region="stage"
      aria-label={say('prompt.choosing', { count: candidates.length })}
    >
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
      {candidates.map((occurrence, index) => (
        <Candidate
          key={occurrence.occid}
          occurrence={occurrence}
          match={matchOf(words, occurrence)}
          place={index + 1}
          onChoose={() => choose(occurrence.occid)}
        />
      ))}
    </section>
  );
}

interface CandidateProps {
  readonly occurrence: Occurrence;
  readonly match: Match;
  readonly place: number;
  readonly onChoose: () => void;
}

function Candidate({ occurrence, match, place, onChoose }: CandidateProps) {
  const { scientificName, locality, catalogNumber } = occurrence;
  const barcode = catalogNumber ? say('found.hasBarcode', { barcode: catalogNumber }) : say('found.noBarcode');
  return (
    <button type="button" className={place === 1 ? 'candidate best' : 'candidate'} onClick={onChoose}>
      <kbd>{place <= 9 ? place : ''}</kbd>
      {FACTS.map(fact => (
        <FactCell key={fact} value={valueOf(occurrence, fact)} agreement={match.facts[fact].is} />
      ))}
      <span className="about">{[scientificName, locality, barcode].filter(Boolean).join(' · ')}</span>
      <span className="close">
        <Closeness match={match} />
      </span>
    </button>
  );
}

function FactCell({
  value,
  agreement,
}: {
  readonly value: string;
  readonly agreement: 'agrees' | 'differs' | 'notAsked';
}) {
  return (
    <span className="fact">
      {agreement === 'agrees' && <Mark means="agree" />}
      {agreement === 'differs' && <Mark means="differ" />}
      {value}
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
