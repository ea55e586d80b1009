/** The sheets that wait for an expert, with all the evidence there is. Deciding on them is a later room. */
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { Icon } from '../controls/Icon.tsx';
import { say, sayTime } from '../strings/say.ts';

export function ReviewScreen({ cases }: { readonly cases: readonly ExpertCase[] }) {
  return (
    <section className="room" tabIndex={-1} aria-label={say('review.title')}>
      <h2>{say('review.title')}</h2>
      {cases.length === 0 && <p className="note">{say('review.empty')}</p>}
      <ul className="cases">
        {[...cases].reverse().map(one => (
          <li key={one.id} className="panel" data-case={one.reason}>
            <header>
              <Icon name="flag" />
              <h3>
                {say(`flag.reason.${one.reason}`)}
                {one.parts.length > 0 && <span>: {one.parts.map(part => say(`flag.part.${part}`)).join(', ')}</span>}
              </h3>
              <span className="small end">
                {sayTime(one.madeAt)} · {one.madeBy}
              </span>
            </header>
            <CaseFacts expertCase={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CaseFacts({ expertCase }: { readonly expertCase: ExpertCase }) {
  const { typed, scanned, occid, formerStatus, note } = expertCase;
  return (
    <dl className="facts padded">
      <dt>{say('review.typed')}</dt>
      <dd className="mono">{Object.values(typed).filter(Boolean).join(' · ') || say('flag.nothing')}</dd>
      <dt>{say('review.scanned')}</dt>
      <dd className="mono">{scanned || say('flag.nothing')}</dd>
      <dt>{say('review.record')}</dt>
      <dd>{occid === null ? say('review.noRecord') : say('record.portalRecord', { occid })}</dd>
      {occid !== null && (
        <>
          <dt>{say('review.formerStage')}</dt>
          <dd>{formerStatus ?? say('record.noStage')}</dd>
        </>
      )}
      {note !== '' && (
        <>
          <dt>{say('review.noteTitle')}</dt>
          <dd>{note}</dd>
        </>
      )}
    </dl>
  );
}
