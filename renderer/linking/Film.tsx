/** The work list as a strip: what is done, the one at hand, what comes. */
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import type { ListedPicture } from '../database/station-database.ts';
import type { QueueRow } from '../database/station-database.ts';
import { Icon, type IconName } from '../controls/Icon.tsx';
import { say } from '../strings/say.ts';

interface FilmProps {
  readonly pictures: readonly ListedPicture[];
  readonly dealt: ReadonlyMap<number, QueueRow>;
  /** The record at hand. */
  readonly occid: number;
}

/** As many as the strip holds. */
const BEFORE = 2;
const SHOWN = 6;

export function Film({ pictures, dealt, occid }: FilmProps) {
  const at = Math.max(
    0,
    pictures.findIndex(({ picture }) => picture.occid === occid),
  );
  const from = Math.max(0, Math.min(at - BEFORE, pictures.length - SHOWN));
  return (
    <ol className="film" aria-label={say('linking.film.label')} data-region="film">
      {pictures.slice(from, from + SHOWN).map(({ picture, prepared, task }, nth) => {
        const state = stateOf(picture.occid === occid, dealt.get(picture.occid), task?.step === 'parked');
        return (
          <li key={picture.occid} className={picture.occid === occid ? 'now' : state ? 'done' : ''}>
            <span className="thumb">
              {prepared?.imageIds[0] && <img src={firstViewAddress(prepared.imageIds[0])} alt="" decoding="async" />}
            </span>
            <span className="row">
              {state && <Icon name={state.icon} />}
              <span className="clip">
                {state ? say(`linking.film.${state.word}`) : from + nth === at + 1 ? say('linking.film.next') : ''}
              </span>
              <b className="mono">{(picture.catalogNumber ?? String(picture.occid)).slice(-4)}</b>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface FilmState {
  readonly icon: IconName;
  readonly word: 'now' | 'numbered' | 'merged' | 'flagged' | 'parked';
}

function stateOf(isNow: boolean, row: QueueRow | undefined, isParked: boolean): FilmState | undefined {
  if (isNow) return { icon: 'arrow', word: 'now' };
  if (isParked) return { icon: 'pin', word: 'parked' };
  if (!row) return undefined;
  if (row.entry.why === 'flag') return { icon: 'flag', word: 'flagged' };
  return { icon: 'tick', word: row.entry.change.kind === 'merge' ? 'merged' : 'numbered' };
}
