/** Pictures that wait: for their specimen, for a decision, or to be read about. */
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import type { RefusedFile } from '../../shared/contract/shot-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { Shot } from '../../shared/workflow/shot.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { say, sayDayAndTime, sayFailure, sayTime } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import { pictureOf, waitingShots, type Shots } from './shots.ts';

interface PicturesDrawerProps {
  readonly bench: Bench;
  readonly shots: Shots;
  readonly onClose: () => void;
}

export function PicturesDrawer({ bench, shots, onClose }: PicturesDrawerProps) {
  const camera = useStore(shots.view);
  const waiting = waitingShots(camera);
  const aside = camera.shots.filter(({ place }) => place === 'setAside');
  return (
    <Drawer
      title={say('shots.title')}
      keys={{ Escape: onClose }}
      header={
        <>
          <h2>{say('shots.title')}</h2>
          <span className="end">
            <Button keyName="Esc" onPress={onClose}>
              {say('shots.close')}
            </Button>
          </span>
        </>
      }
    >
      {waiting.length === 0 && <p className="padded note">{say('shots.none')}</p>}
      <ShotList bench={bench} shots={shots} list={waiting} />
      <Refused shots={shots} list={camera.refused} />
      <Before shots={shots} {...camera.before} />
      {aside.length > 0 && (
        <Section title={say('shots.asideTitle')}>
          <p className="padded note">{say('shots.asideNote')}</p>
          <ShotList bench={bench} shots={shots} list={aside} />
        </Section>
      )}
    </Drawer>
  );
}

/** Why a file did not become a picture. */
export const sayRefused = ({ name, why, of }: RefusedFile): string =>
  say(`shots.refused.${why}`, { name, of: of ?? '' });

interface ShotListProps extends Omit<PicturesDrawerProps, 'onClose'> {
  readonly list: readonly Shot[];
}

function ShotList({ bench, shots, list }: ShotListProps) {
  const [trouble, setTrouble] = useState('');
  const tell = async (given: Promise<Result<void>>) => {
    const answer = await given;
    setTrouble(answer.ok ? '' : say('shots.notGiven', { why: sayFailure(answer.failure) }));
  };
  return (
    <>
      <ul className="shots">
        {list.map(shot => (
          <li key={shot.id} className="entry" data-shot={shot.originalName}>
            <Thumb shot={shot} />
            <div>
              <b className="mono">{shot.originalName}</b>
              <p className="note">
                {say('shots.came', { time: sayTime(shot.arrivedAt) })} · {takenForWords(shot)}
              </p>
              <p className="note">{readWords(shot)}</p>
              <div className="row">
                <Takers bench={bench} shots={shots} shot={shot} tell={given => void tell(given)} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      <p role="status" className={trouble === '' ? undefined : 'padded'}>
        {trouble}
      </p>
    </>
  );
}

function Thumb({ shot }: { readonly shot: Shot }) {
  const imageId = pictureOf(shot);
  return imageId === null ? (
    <div className="thumb" />
  ) : (
    <img className="thumb" src={firstViewAddress(imageId)} alt="" />
  );
}

/** What its barcode says comes first: a person gives it to its specimen by that. */
function readWords({ read }: Shot): string {
  if (!read) return say('shots.reading');
  return read.numbers.length === 0 ? say('shots.readNone') : say('shots.readOn', { numbers: read.numbers.join(', ') });
}

const takenForWords = ({ takenFor, sheet }: Shot): string =>
  sheet
    ? say('shots.movedTo', { number: sheet.catalogNumber })
    : takenFor
      ? say('shots.takenFor', { number: takenFor.catalogNumber })
      : say('shots.takenForNone');

interface TakersProps extends Omit<PicturesDrawerProps, 'onClose'> {
  readonly shot: Shot;
  readonly tell: (given: Promise<Result<void>>) => void;
}

/** To whom it can be given: the sheet that waits for its picture, the specimen that was linked last, or nobody. */
function Takers({ bench, shots, shot, tell }: TakersProps) {
  const { task } = useStore(bench.view);
  const last = bench.links.last();
  return (
    <>
      {task.step === 'imaging' && (
        <Button looks="primary" onPress={() => tell(shots.giveToBench(shot.id))}>
          {say('shots.giveBench', { tail: task.catalogNumber.slice(-4) })}
        </Button>
      )}
      {last && (
        <Button onPress={() => tell(bench.links.giveToLast(shot.id))}>
          {say('shots.giveLast', { tail: last.catalogNumber.slice(-4) })}
        </Button>
      )}
      {shot.place === 'waiting' && (
        <Button onPress={() => void shots.release(shot.id, 'setAside')}>{say('shots.setAside')}</Button>
      )}
    </>
  );
}

function Refused({ shots, list }: { readonly shots: Shots; readonly list: readonly RefusedFile[] }) {
  if (list.length === 0) return null;
  return (
    <Section title={say('shots.refusedTitle')}>
      <ul>
        {list.map(file => (
          <li key={file.name} className="entry">
            <div>
              <p>{sayRefused(file)}</p>
              <p className="note">{say('shots.came', { time: sayTime(file.at) })}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="padded">
        <Button onPress={() => void shots.refusedSeen()}>{say('shots.seen')}</Button>
      </p>
    </Section>
  );
}

interface BeforeProps {
  readonly shots: Shots;
  readonly count: number;
  readonly newest: readonly { readonly name: string; readonly changedAt: number }[];
}

function Before({ shots, count, newest }: BeforeProps) {
  if (count === 0) return null;
  return (
    <Section title={say('shots.beforeTitle')}>
      <div className="padded row">
        <p className="note">{say('shots.beforeNote', { count })}</p>
        <Button onPress={() => void shots.leaveBefore()}>{say('shots.leaveAll')}</Button>
      </div>
      <ul>
        {newest.map(({ name, changedAt }) => (
          <li key={name} className="entry bare">
            <div>
              <b className="mono">{name}</b>
              <p className="note">{sayDayAndTime(changedAt)}</p>
            </div>
            <Button onPress={() => void shots.takeIn(name)}>{say('shots.takeIn')}</Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="group">{title}</h3>
      {children}
    </section>
  );
}
