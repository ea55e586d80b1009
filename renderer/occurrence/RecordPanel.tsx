/** The rest of the record, for a second look; the three things to compare stand elsewhere. */
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { Icon } from '../controls/Icon.tsx';
import { Mark } from '../controls/Mark.tsx';
import { say } from '../strings/say.ts';

export function RecordPanel({ occurrence }: { readonly occurrence: Occurrence | null }) {
  return (
    <section className="panel" aria-label={say('record.title')} data-region="record">
      <header>
        <Icon name="record" />
        <h3>{say('record.title')}</h3>
        {occurrence && <span className="small end">{say('record.portalRecord', { occid: occurrence.occid })}</span>}
      </header>
      <div className="padded" tabIndex={0}>
        {occurrence ? <RecordFacts occurrence={occurrence} /> : <p className="note">{say('record.empty')}</p>}
      </div>
    </section>
  );
}

function RecordFacts({ occurrence }: { readonly occurrence: Occurrence }) {
  const { scientificName, locality, county, stateProvince, catalogNumber, imageCount, otherCatalogNumbers } =
    occurrence;
  const region = [county, stateProvince].filter(part => part !== null).join(', ');
  return (
    <>
      <p className="scientific">{scientificName}</p>
      <dl className="facts">
        <Fact name={say('record.place')} value={locality} />
        <Fact name={say('record.county')} value={region} />
        <dt>{say('record.barcode')}</dt>
        <dd>
          {catalogNumber ? (
            <b className="mono">{catalogNumber}</b>
          ) : (
            <Mark means="none">{say('record.noBarcode')}</Mark>
          )}
        </dd>
        <Fact
          name={say('record.picture')}
          value={imageCount === 0 ? say('record.noPicture') : say('record.pictures', { count: imageCount })}
        />
        <Fact name={say('record.numbers')} value={otherCatalogNumbers.join(' · ')} />
        <Fact name={say('record.changed')} value={occurrence.dateLastModified} />
        <Fact name={say('record.stage')} value={occurrence.processingStatus ?? say('record.noStage')} />
      </dl>
      {occurrence.isSecured && <p className="note">{say('record.secured')}</p>}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (value === null || value === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
