/** The three things to compare, readable from the bench. */
import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { Mark } from '../controls/Mark.tsx';
import { sayDate, sayStoredDate } from '../occurrence/say-date.ts';
import { say } from '../strings/say.ts';
import { StagePanel } from './StagePanel.tsx';

/** More letters than these need two lines: the end of a name is where they differ. */
const LONG_NAME = 24;

export function ThreeFacts({ occurrence, isAgreed }: { readonly occurrence: Occurrence; readonly isAgreed: boolean }) {
  const { recordedBy, associatedCollectors, recordNumber, eventDate, verbatimEventDate } = occurrence;
  const seen = isAgreed && <Mark means="agree">{say('found.agreed')}</Mark>;
  return (
    <StagePanel>
      <FactLine
        name={say('field.recordedBy')}
        value={recordedBy}
        under={associatedCollectors && say('found.with', { collectors: associatedCollectors })}
      >
        {seen}
      </FactLine>
      <FactLine name={say('field.recordNumber')} value={recordNumber} under={null}>
        {seen}
      </FactLine>
      <FactLine
        name={say('field.eventDate')}
        value={eventDate && sayDate(eventDate)}
        under={dateNote(eventDate, verbatimEventDate)}
      >
        {seen}
      </FactLine>
    </StagePanel>
  );
}

interface FactLineProps {
  readonly name: string;
  readonly value: string | null;
  readonly under: string | null;
  readonly children: ReactNode;
}

function FactLine({ name, value, under, children }: FactLineProps) {
  return (
    <div className="line">
      <div className="label">{name}</div>
      <div>
        {value === null ? (
          <Mark means="none">{say('found.missing')}</Mark>
        ) : (
          <div className={value.length > LONG_NAME ? 'value long' : 'value'}>{value}</div>
        )}
        {under && <div className="under">{under}</div>}
      </div>
      <div>{children}</div>
    </div>
  );
}

function dateNote(eventDate: string | null, verbatim: string | null): string | null {
  const stored = eventDate && sayStoredDate(eventDate);
  const label = verbatim && verbatim !== eventDate && say('found.verbatim', { text: verbatim });
  return [stored, label].filter(Boolean).join(' · ') || null;
}
