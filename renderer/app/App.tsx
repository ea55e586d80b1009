/** The open station: rooms, top bar, drawers, and the keys that work everywhere. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isSettled } from '../../shared/outbox/outbox-entry.ts';
import { useKeys } from '../controls/keys.ts';
import { isSoundOn, switchSound } from '../controls/sounds.ts';
import { BenchScreen } from '../imaging/BenchScreen.tsx';
import { OutboxPanel } from '../outbox/OutboxPanel.tsx';
import { ReviewScreen } from '../review/ReviewScreen.tsx';
import { SignIn } from '../session/SignIn.tsx';
import { SettingsScreen, type SettingsScreenProps } from '../settings/SettingsScreen.tsx';
import { say } from '../strings/say.ts';
import { Notice } from './Notice.tsx';
import { Rail, type Room } from './Rail.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import { currentTheme, nextTheme, wear } from './theme.ts';
import { TopBar } from './TopBar.tsx';
import type { OpenStation } from './open-station.ts';

type Drawer = 'outbox' | 'signIn' | null;

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
  const [sound, setSound] = useState(isSoundOn());
  const [theme, setTheme] = useState(currentTheme());
  const { rows, cases } = useStore(open.outbox.view);
  const close = () => setDrawer(null);
  const turnSound = () => {
    switchSound(!sound);
    setSound(!sound);
  };
  const dress = (next = nextTheme(theme)) => {
    wear(next);
    setTheme(next);
  };
  useEffect(() => {
    open.benchInFront(room === 'bench' && drawer === null);
  }, [open, room, drawer]);
  useKeys({
    F5: () => setDrawer('signIn'),
    F6: () => setDrawer(drawer === 'outbox' ? null : 'outbox'),
    'Ctrl+M': turnSound,
    'Ctrl+Z': () => void open.bench.undoLast(),
    'Alt+0': () => dress(),
    'Alt+1': () => setRoom('bench'),
    'Alt+3': () => setRoom('review'),
    'Alt+7': () => setRoom('settings'),
  });
  const { kind } = useStore(open.station).station.profile;
  const waiting = rows.filter(({ delivery }) => !isSettled(delivery)).length;
  return (
    <div className={kind === 'practice' ? 'shell banded' : 'shell'}>
      <Bands open={open} />
      <Rail room={room} cases={cases.length} onEnter={setRoom} />
      <TopBar
        station={open.station}
        outbox={open.outbox}
        isSoundOn={sound}
        onOutbox={() => setDrawer('outbox')}
        onSound={turnSound}
        onSignIn={() => setDrawer('signIn')}
      />
      <main>
        {room === 'bench' && <Bench open={open} />}
        {room === 'review' && <ReviewScreen cases={cases} />}
        {room === 'settings' && (
          <Settings open={open} theme={theme} onTheme={dress} waiting={waiting} onSignIn={() => setDrawer('signIn')} />
        )}
      </main>
      <Drawers drawer={drawer} open={open} waiting={waiting} onClose={close} />
    </div>
  );
}

type SettingsProps = Pick<SettingsScreenProps, 'theme' | 'onTheme' | 'waiting' | 'onSignIn'> & {
  readonly open: OpenStation;
};

function Settings({ open, ...props }: SettingsProps) {
  return <SettingsScreen host={open.host} station={open.station} shortcuts={SHORTCUTS} {...props} />;
}

interface DrawersProps {
  readonly drawer: Drawer;
  readonly open: OpenStation;
  readonly waiting: number;
  readonly onClose: () => void;
}

function Drawers({ drawer, open, waiting, onClose }: DrawersProps) {
  const { session } = useStore(open.station);
  if (drawer === 'outbox')
    return <OutboxPanel outbox={open.outbox} now={open.now} conflictActs={open.conflictActs} onClose={onClose} />;
  if (drawer === 'signIn')
    return <SignIn host={open.host} account={session.account} waiting={waiting} onClose={onClose} />;
  return null;
}

function Bench({ open }: { readonly open: OpenStation }) {
  const { expertRequired } = open.station.getState().station.profile;
  return (
    <BenchScreen
      bench={open.bench}
      outbox={open.outbox}
      shelf={open.shelf}
      expertRequired={expertRequired}
      now={open.now}
    />
  );
}

/** Practice is unmistakable on every screen; a host that does not answer is said, and nothing is taken away. */
function Bands({ open }: { readonly open: OpenStation }) {
  const { station, isHostGone } = useStore(open.station);
  const newerRows = station.newerLines + useStore(open.outbox.view).newer;
  return (
    <div className="bands">
      {station.profile.kind === 'practice' && <p className="band practice">{say('app.practiceBand')}</p>}
      {isHostGone && (
        <p className="band trouble" role="alert">
          {say('app.hostGone')}
        </p>
      )}
      {newerRows > 0 && <p className="band trouble">{say('app.newerLines', { count: newerRows })}</p>}
    </div>
  );
}

function OtherWindow({ open }: { readonly open: OpenStation }) {
  const takeOver = () => void open.takeOver();
  useKeys({ Enter: takeOver });
  return (
    <Notice title={say('app.otherWindow')}>
      <p>{say('app.otherWindowNote')}</p>
      <button type="button" className="button primary" onClick={takeOver}>
        <kbd>Enter</kbd>
        {say('app.useHere')}
      </button>
    </Notice>
  );
}
