/** What is compared with the label on the sheet: scientific name, collector, place; or the records to choose from. */
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { Press } from '../controls/Press.tsx';
import { sayDate } from '../occurrence/say-date.ts';
import { RehearsedMerge } from '../outbox/RehearsedMerge.tsx';
import { asEntered } from '../../shared/specimen/accession-number.ts';
import { say } from '../strings/say.ts';
import type { LinkDesk } from './link-desk.ts';

interface ThreePointsProps {
  readonly desk: LinkDesk;
  readonly task: LinkingTask | null;
}

export function ThreePoints({ desk, task }: ThreePointsProps) {
  if (task?.step === 'merging') return <RehearsedMerge both={task.shown} />;
  return (
    <section className="panel three" data-region="stage" tabIndex={-1} aria-label={say('linking.three.label')}>
      <Inside desk={desk} task={task} />
    </section>
  );
}

function Inside({ desk, task }: ThreePointsProps) {
  switch (task?.step) {
    case 'found':
    case 'imaged':
    case 'rehearsing':
      return <Compared occurrence={task.occurrence} />;
    case 'choosing':
      return <Candidates desk={desk} candidates={task.candidates} isHeard={!task.isSuggested} />;
    case 'free':
      return <WillBeWritten number={task.number} barcode={task.picture.catalogNumber} />;
    default:
      return <p className="padded note">{say('linking.three.nothing')}</p>;
  }
}

function Compared({ occurrence }: { readonly occurrence: Occurrence }) {
  const { scientificName, recordedBy, recordNumber, eventDate } = occurrence;
  const gathering = [recordNumber, eventDate && sayDate(eventDate)].filter(Boolean).join(' · ');
  return (
    <>
      <Point name={say('linking.three.scientificName')} value={scientificName} isName />
      <Point name={say('linking.three.recordedBy')} value={recordedBy} under={gathering} />
      <Point name={say('linking.three.locality')} value={occurrence.locality} under={regionOf(occurrence)} />
    </>
  );
}

const regionOf = ({ county, stateProvince, country }: Occurrence): string =>
  [county, stateProvince, country].filter(part => part !== null).join(', ');

interface PointProps {
  readonly name: string;
  readonly value: string | null;
  readonly under?: string;
  readonly isName?: boolean;
}

function Point({ name, value, under = '', isName = false }: PointProps) {
  return (
    <div className="point">
      <div className="label">{name}</div>
      <div>
        {value === null ? (
          <Mark means="none">{say('linking.three.missing')}</Mark>
        ) : (
          <div className="value">{isName ? <i>{value}</i> : value}</div>
        )}
        {under !== '' && <div className="note">{under}</div>}
      </div>
    </div>
  );
}

function WillBeWritten({ number, barcode }: { readonly number: string; readonly barcode: string | null }) {
  return (
    <>
      <Point name={say('linking.three.freeBarcode')} value={barcode} />
      <Point name={say('linking.three.freeNumber')} value={asEntered(number)} under={say('linking.three.freeOnly')} />
    </>
  );
}

/** More than these have no key. */
const MOST_KEYS = 9;

interface CandidatesProps {
  readonly desk: LinkDesk;
  readonly candidates: readonly Occurrence[];
  /** While the field is typed in, a digit is a digit. */
  readonly isHeard: boolean;
}

function Candidates({ desk, candidates, isHeard }: CandidatesProps) {
  const chosen = (occid: number) => desk.happen({ type: 'chose', occid });
  const keyed = isHeard ? candidates.slice(0, MOST_KEYS) : [];
  useKeys(Object.fromEntries(keyed.map(({ occid }, at) => [String(at + 1), () => chosen(occid)])));
  return (
    <div className="bearers">
      {candidates.map(one => (
        <Press key={one.occid} looks="bearer" onPress={() => chosen(one.occid)}>
          {keyed.includes(one) && <kbd>{keyed.indexOf(one) + 1}</kbd>}
          <span>
            <i>{one.scientificName ?? say('linking.three.missing')}</i>
            <span className="note">
              {[one.recordedBy, one.recordNumber, one.locality].filter(part => part !== null).join(' · ')}
            </span>
          </span>
          {one.catalogNumber !== null && <b className="mono">{one.catalogNumber}</b>}
        </Press>
      ))}
    </div>
  );
}
