/** Collection, practice mark, connection, outbox, sound, operator: words, never dialogs. */
import { useStore } from 'zustand';
import { isSettled, needsPerson } from '../../shared/outbox/outbox-entry.ts';
import { Icon } from '../controls/Icon.tsx';
import { Press, Turn } from '../controls/Press.tsx';
import { PicturesChip } from '../imaging/PicturesChip.tsx';
import type { Shots } from '../imaging/shots.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { StationStore, StationView } from '../session/station-store.ts';
import { say, sayTime } from '../strings/say.ts';

export interface TopBarProps {
  readonly station: StationStore;
  readonly outbox: Outbox;
  readonly isSoundOn: boolean;
  readonly shots: Shots;
  readonly onOutbox: () => void;
  readonly onPictures: () => void;
  readonly onSound: () => void;
  readonly onSignIn: () => void;
}

export function TopBar({ station, outbox, shots, isSoundOn, ...acts }: TopBarProps) {
  const { onOutbox, onPictures, onSound, onSignIn } = acts;
  const view = useStore(station);
  const { profile } = view.station;
  return (
    <header className="top">
      <h1>{profile.collectionName}</h1>
      {profile.kind === 'practice' && <span className="chip practice">{say('app.practiceMark')}</span>}
      <span className="end" />
      <ConnectionChip view={view} onSignIn={onSignIn} />
      <PicturesChip shots={shots} onLook={onPictures} />
      <OutboxChip outbox={outbox} onOutbox={onOutbox} />
      <Turn looks="chip" isOn={isSoundOn} onTurn={onSound}>
        <Icon name={isSoundOn ? 'sound' : 'silent'} />
        {say('top.sound')} <kbd>Ctrl M</kbd>
      </Turn>
      <Press looks="chip" onPress={onSignIn}>
        <Icon name="person" />
        {view.session.displayName ?? say('top.nobody')} <kbd>F5</kbd>
      </Press>
    </header>
  );
}

function ConnectionChip({ view, onSignIn }: { readonly view: StationView; readonly onSignIn: () => void }) {
  const { connection, session } = view;
  if (connection.is === 'offline')
    return (
      <span className="chip differ" data-connection="offline">
        <Icon name="cloudOff" />
        {say('top.offline', { time: sayTime(connection.since) })}
      </span>
    );
  if (!session.isSignedIn)
    return (
      <Press looks="chip stop" facts={{ 'data-connection': 'signedOut' }} onPress={onSignIn}>
        <Icon name="key" />
        {say('top.signedOut')} <kbd>F5</kbd>
      </Press>
    );
  const isSlow = connection.is === 'slow';
  return (
    <span className={isSlow ? 'chip differ' : 'chip agree'} data-connection={connection.is}>
      <Icon name={isSlow ? 'clock' : 'cloud'} />
      {isSlow ? say('top.slow', { seconds: connection.seconds }) : say('top.online')}
    </span>
  );
}

function OutboxChip({ outbox, onOutbox }: { readonly outbox: Outbox; readonly onOutbox: () => void }) {
  const { rows } = useStore(outbox.view);
  const asking = rows.filter(row => row.isSetAside || (needsPerson(row.delivery) && !row.isTakenBack)).length;
  const open = rows.filter(row => !row.isSetAside && !row.isTakenBack && !isSettled(row.delivery)).length;
  const handedOver = rows.filter(({ delivery }) => delivery.is === 'handedOver').length;
  const words = chipWords(asking, open - handedOver, handedOver);
  const looks = asking > 0 ? 'differ' : open > 0 ? 'held' : 'agree';
  return (
    <Press looks={`chip ${looks}`} facts={{ 'data-open': open, 'data-asking': asking }} onPress={onOutbox}>
      <Icon name="tray" />
      {words} <kbd>F6</kbd>
    </Press>
  );
}

/** The most urgent of what is there. */
function chipWords(asking: number, waiting: number, handedOver: number): string {
  if (asking > 0) return say('top.needsYou', { count: asking });
  if (waiting > 0) return say('top.waiting', { count: waiting });
  return handedOver > 0 ? say('top.handedOver', { count: handedOver }) : say('top.allSent');
}
