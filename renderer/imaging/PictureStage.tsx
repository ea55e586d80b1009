/** The picture step: whose the next shot is, the shots that came, and where the next one is waited for. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import type { CameraState } from '../../shared/contract/shot-contract.ts';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import { doubtAbout } from '../../shared/workflow/join-barcode.ts';
import type { Shot } from '../../shared/workflow/shot.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { sayDate } from '../occurrence/say-date.ts';
import { say, sayTime } from '../strings/say.ts';
import { sayRefused } from './PicturesDrawer.tsx';
import { StagePanel } from './StagePanel.tsx';
import { pictureOf, type Shots } from './shots.ts';

interface PictureStageProps {
  readonly shots: Shots;
  readonly task: TaskAt<'imaging'>;
  readonly now: () => number;
}

export function PictureStage({ shots, task, now }: PictureStageProps) {
  const camera = useStore(shots.view);
  const { recordedBy, recordNumber, eventDate, scientificName } = task.occurrence;
  const came = task.shots.flatMap(({ id }) => camera.shots.find(one => one.id === id) ?? []);
  return (
    <StagePanel looks="picture">
      <Frame shots={came} number={task.catalogNumber} />
      <div>
        <p className="value">{[recordedBy, recordNumber].filter(Boolean).join(' ')}</p>
        <p className="lead">
          {eventDate && sayDate(eventDate)} {eventDate && scientificName && '·'} <i>{scientificName}</i>
        </p>
        <Doubt task={task} />
        <FolderWords camera={camera} now={now} />
        <Trouble camera={camera} />
        {camera.canShoot && <Release shots={shots} />}
      </div>
    </StagePanel>
  );
}

/** A picture shows another specimen's barcode: what may have happened, and what to do. */
function Doubt({ task }: { readonly task: TaskAt<'imaging'> }) {
  const other = doubtAbout(task);
  if (other === undefined) return null;
  return (
    <div role="alert">
      <Mark means="stop">{say('shots.shows', { other, number: task.catalogNumber })}</Mark>
      <p className="note">{say('shots.showsNote')}</p>
    </div>
  );
}

/** The newest shot large, all of them in a row; a dashed hole where the first is waited for. */
function Frame({ shots, number }: { readonly shots: readonly Shot[]; readonly number: string }) {
  const last = shots.at(-1);
  if (!last)
    return (
      <div className="frame hole">
        <Icon name="camera" />
      </div>
    );
  return (
    <div className="frame">
      <Picture shot={last} words={say('shots.shotAlt', { nth: shots.length, number })} />
      {shots.length > 1 && (
        <ol className="strip">
          {shots.map((shot, nth) => (
            <li key={shot.id}>
              <Picture shot={shot} words={say('shots.shotAlt', { nth: nth + 1, number })} />
            </li>
          ))}
        </ol>
      )}
      <p className="note mono">{wordsOf(last)}</p>
      <Sent shot={last} />
    </div>
  );
}

function Picture({ shot, words }: { readonly shot: Shot; readonly words: string }) {
  const imageId = pictureOf(shot);
  if (imageId === null) return <p className="note">{say('shots.noPreview', { name: shot.originalName })}</p>;
  return <img src={firstViewAddress(imageId)} alt={words} />;
}

/** Said before it is sent: what leaves is not always what was shot. */
function Sent({ shot: { sent, sha256, format } }: { readonly shot: Shot }) {
  if (sent?.sha256 === sha256) return null;
  if (sent) return <p className="note">{say('shots.sentSmaller', { size: (sent.bytes / 1_000_000).toFixed(1) })}</p>;
  return format === 'raw' ? null : <p className="note">{say('shots.sentNone')}</p>;
}

const wordsOf = ({ name, originalName, width, height }: Shot): string =>
  say('shots.kept', { name: name ?? originalName, width: width ?? '?', height: height ?? '?' });

function FolderWords({ camera, now }: { readonly camera: CameraState; readonly now: () => number }) {
  const { folder, arriving, last } = camera;
  useTicking();
  if (folder.is === 'off') return <p className="note">{say('shots.noCamera')}</p>;
  if (folder.is === 'away')
    return (
      <p className="note">
        <Mark means="stop">{say(`shots.away.${folder.why}`, { folder: folder.folder })}</Mark>
      </p>
    );
  const [first] = arriving;
  return (
    <p className="note">
      {say('shots.waitingFor', { folder: folder.folder })}
      <br />
      {first === undefined ? lastWords(last, now()) : say('shots.arriving', { name: first })}
    </p>
  );
}

/** Longer ago than this, the time says more than the seconds. */
const A_WHILE_S = 120;

function lastWords(last: CameraState['last'], now: number): string {
  if (!last) return say('shots.lastNone');
  const seconds = Math.max(0, Math.round((now - last.at) / 1_000));
  return seconds > A_WHILE_S
    ? say('shots.lastEarlier', { name: last.name, time: sayTime(last.at) })
    : say('shots.last', { name: last.name, count: seconds });
}

/** The newest reason why a file was not taken in. */
function Trouble({ camera: { refused } }: { readonly camera: CameraState }) {
  const last = refused.at(-1);
  return <div role="status">{last && <Mark means="stop">{sayRefused(last)}</Mark>}</div>;
}

function Release({ shots }: { readonly shots: Shots }) {
  const [said, setSaid] = useState('');
  const release = async () => {
    setSaid(say('shots.shooting'));
    setSaid(await shots.shoot());
  };
  useKeys({ S: () => void release() });
  return (
    <div className="row">
      <Button keyName="S" onPress={() => void release()}>
        {say('shots.shoot')}
      </Button>
      <p role="status">{said}</p>
    </div>
  );
}

function useTicking(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
}
