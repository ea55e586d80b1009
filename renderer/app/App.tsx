/** The open station: rooms, top bar, drawers, and the keys that work everywhere. */
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isSettled } from '../../shared/outbox/outbox-entry.ts';
import { Button } from '../controls/Button.tsx';
import { useFocusAtHome } from '../controls/focus.ts';
import { useKeys } from '../controls/keys.ts';
import { isSoundOn, switchSound } from '../controls/sounds.ts';
import { DayScreen } from '../day/DayScreen.tsx';
import { BenchScreen } from '../imaging/BenchScreen.tsx';
import { PicturesDrawer } from '../imaging/PicturesDrawer.tsx';
import { LinkScreen } from '../linking/LinkScreen.tsx';
import { whoseEntries } from '../outbox/whose-entries.ts';
import { OutboxPanel } from '../outbox/OutboxPanel.tsx';
import { ReviewScreen } from '../review/ReviewScreen.tsx';
import { SignOut } from '../session/SignOut.tsx';
import { SignIn } from '../session/SignIn.tsx';
import { SettingsScreen, type SettingsScreenProps } from '../settings/SettingsScreen.tsx';
import { say } from '../strings/say.ts';
import { Bands } from './Bands.tsx';
import { Guarantees } from './Guarantees.tsx';
import { Notice } from './Notice.tsx';
import { Rail, type Room } from './Rail.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import { currentTheme, nextTheme, wear, type Theme } from './theme.ts';
import { TopBar } from './TopBar.tsx';
import type { OpenStation } from './open-station.ts';

type Drawer = 'outbox' | 'pictures' | 'signIn' | 'signOut' | 'guarantees' | null;

export function App({ open }: { readonly open: OpenStation }) {
  const { isWriter } = useStore(open.station);
  useEffect(() => {
    document.body.dataset['ready'] = 'true';
  }, []);
  return isWriter ? <Rooms open={open} /> : <OtherWindow open={open} />;
}

function Rooms({ open }: { readonly open: OpenStation }) {
  const [room, setRoom] = useState<Room>('bench');
  const [drawer, setDrawer] = useState<Drawer>(null);
  const look = useLook();
  const { camera } = open.scanners;
  useFocusAtHome();
  const { rows, cases } = useStore(open.outbox.view);
  const close = () => setDrawer(null);
  useEffect(() => {
    open.benchInFront(room === 'bench' && drawer === null);
  }, [open, room, drawer]);
  useKeys({
    F5: () => setDrawer('signIn'),
    F6: () => setDrawer(drawer === 'outbox' ? null : 'outbox'),
    F10: () => setDrawer(drawer === 'pictures' ? null : 'pictures'),
    'Ctrl+M': look.onSound,
    'Ctrl+K': () => camera.turn(!camera.view.getState().isOn),
    'Ctrl+Z': room === 'bench' ? () => void open.bench.undoLast() : undefined,
    'Alt+0': () => look.onTheme(nextTheme(look.theme)),
    'Alt+1': () => setRoom('bench'),
    'Alt+2': () => setRoom('linking'),
    'Alt+3': () => setRoom('review'),
    'Alt+5': () => setRoom('day'),
    'Alt+7': () => setRoom('settings'),
  });
  const waiting = rows.filter(({ delivery }) => !isSettled(delivery)).length;
  return (
    <div className="shell">
      <Bands open={open} />
      <Rail room={room} cases={cases.length} onEnter={setRoom} />
      <TopBar
        station={open.station}
        outbox={open.outbox}
        shots={open.shots}
        isSoundOn={look.isSoundOn}
        onOutbox={() => setDrawer('outbox')}
        onPictures={() => setDrawer('pictures')}
        onSound={look.onSound}
        onSignIn={() => setDrawer('signIn')}
      />
      <main tabIndex={-1}>
        {room === 'bench' && <Bench open={open} />}
        {room === 'linking' && <Linking open={open} />}
        {room === 'review' && <ReviewScreen cases={cases} />}
        {room === 'day' && <DayScreen day={open.day} />}
        {room === 'settings' && (
          <Settings
            open={open}
            {...look}
            waiting={waiting}
            onSignIn={() => setDrawer('signIn')}
            onSignOut={() => (waiting > 0 ? setDrawer('signOut') : void open.host.call('portal.signOut', {}))}
            onGuarantees={() => setDrawer('guarantees')}
          />
        )}
      </main>
      <Drawers drawer={drawer} open={open} waiting={waiting} onOpen={setDrawer} onClose={close} />
    </div>
  );
}

/** Sound and theme, as they are remembered. */
function useLook() {
  const [sound, setSound] = useState(isSoundOn());
  const [theme, setTheme] = useState(currentTheme());
  const onSound = () => {
    switchSound(!sound);
    setSound(!sound);
  };
  const onTheme = (next: Theme) => {
    wear(next);
    setTheme(next);
  };
  return { isSoundOn: sound, onSound, theme, onTheme };
}

type SettingsProps = Omit<SettingsScreenProps, 'host' | 'station' | 'scanners' | 'shortcuts'> & {
  readonly open: OpenStation;
};

function Settings({ open, ...props }: SettingsProps) {
  const { host, station, scanners } = open;
  return <SettingsScreen host={host} station={station} scanners={scanners} shortcuts={SHORTCUTS} {...props} />;
}

interface DrawersProps {
  readonly drawer: Drawer;
  readonly open: OpenStation;
  readonly waiting: number;
  readonly onOpen: (drawer: Drawer) => void;
  readonly onClose: () => void;
}

function Drawers({ drawer, open, waiting, onOpen, onClose }: DrawersProps) {
  const { session, station } = useStore(open.station);
  const { rows } = useStore(open.outbox.view);
  if (drawer === 'outbox')
    return (
      <OutboxPanel
        host={open.host}
        outbox={open.outbox}
        station={open.station}
        decisions={open.decisions}
        now={open.now}
        onGuarantees={() => onOpen('guarantees')}
        onClose={onClose}
      />
    );
  if (drawer === 'pictures') return <PicturesDrawer bench={open.bench} shots={open.shots} onClose={onClose} />;
  if (drawer === 'signOut')
    return <SignOut host={open.host} account={session.account} whose={whoseEntries(rows)} onClose={onClose} />;
  if (drawer === 'guarantees') return <Guarantees onClose={onClose} />;
  if (drawer === 'signIn')
    return (
      <SignIn
        host={open.host}
        account={session.account}
        waiting={waiting}
        keepsPasswords={station.keepsPasswords}
        onClose={onClose}
      />
    );
  return null;
}

function Bench({ open }: { readonly open: OpenStation }) {
  const { session, station } = useStore(open.station);
  const { expertRequired } = station.profile;
  return (
    <BenchScreen
      bench={open.bench}
      outbox={open.outbox}
      shots={open.shots}
      shelf={open.shelf}
      camera={open.scanners.camera}
      expertRequired={expertRequired}
      isSupervisor={session.isSupervisor}
      now={open.now}
    />
  );
}

function Linking({ open }: { readonly open: OpenStation }) {
  const { session, station } = useStore(open.station);
  const { host } = open;
  const openPicture = useCallback((imageId: string) => host.call('picture.open', { imageId }), [host]);
  return (
    <LinkScreen
      desk={open.linkDesk}
      outbox={open.outbox}
      expertRequired={station.profile.expertRequired}
      isSupervisor={session.isSupervisor}
      now={open.now}
      openPicture={openPicture}
    />
  );
}

function OtherWindow({ open }: { readonly open: OpenStation }) {
  const takeOver = () => void open.takeOver();
  useKeys({ Enter: takeOver });
  return (
    <Notice title={say('app.otherWindow')}>
      <p>{say('app.otherWindowNote')}</p>
      <Button keyName="Enter" looks="primary" onPress={takeOver}>
        {say('app.useHere')}
      </Button>
    </Notice>
  );
}
