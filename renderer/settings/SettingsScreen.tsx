/** What is settled with the portal at the left, what stands on this desk at the right. */
import { Fragment, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Host, KnownConnection } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { OnOff } from '../controls/Choices.tsx';
import { useKeys } from '../controls/keys.ts';
import { Picker } from '../controls/Picker.tsx';
import type { Scanners } from '../barcode/scanners.ts';
import type { StationStore } from '../session/station-store.ts';
import { say, type Words } from '../strings/say.ts';
import { BarcodeCameraPanel } from './BarcodeCameraPanel.tsx';
import { CameraFolderPanel } from './CameraFolderPanel.tsx';
import { ConnectPortal } from './ConnectPortal.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { ScannerPanel } from './ScannerPanel.tsx';
import { StartOver } from './StartOver.tsx';
import { StationPanel } from './StationPanel.tsx';
import { UploadPanel } from './UploadPanel.tsx';

const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
type Theme = (typeof THEMES)[number];

export interface SettingsScreenProps {
  readonly host: Host;
  readonly station: StationStore;
  readonly scanners: Scanners;
  readonly shortcuts: readonly Shortcut[];
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly isSoundOn: boolean;
  readonly onSound: () => void;
  readonly waiting: number;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
  readonly onGuarantees: () => void;
}

export function SettingsScreen(props: SettingsScreenProps) {
  const { host, station, scanners, waiting } = props;
  const { profile, keepsPasswords, choosesFolders } = useStore(station).station;
  return (
    <section className="room settings" tabIndex={-1} aria-label={say('room.settings')}>
      <h2>{say('room.settings')}</h2>
      <div>
        <Connections host={host} />
        <AccountPanel {...props} />
        <section className="panel">
          <header>
            <h3>{say('settings.connect')}</h3>
          </header>
          <ConnectPortal host={host} keepsPasswords={keepsPasswords} />
        </section>
        <UploadPanel host={host} station={station} />
        <EvidencePanel host={host} station={station} onGuarantees={props.onGuarantees} />
        {profile.kind === 'practice' && (
          <section className="panel">
            <header>
              <h3>{say('settings.practice')}</h3>
            </header>
            <StartOver host={host} connectionId={profile.connectionId} waiting={waiting} />
          </section>
        )}
        <StationPanel host={host} station={station} />
      </div>
      <div>
        <CameraFolderPanel host={host} choosesFolders={choosesFolders} />
        <LookPanel {...props} />
        <ScannerPanel host={host} scanners={scanners} />
        <BarcodeCameraPanel camera={scanners.camera} />
        <KeysPanel shortcuts={props.shortcuts} />
      </div>
    </section>
  );
}

/** Further ones are reached by Tab. */
const MOST_KEYS = 9;

function Connections({ host }: { readonly host: Host }) {
  const [known, setKnown] = useState<readonly KnownConnection[]>([]);
  useEffect(() => {
    void host.call('station.connections', {}).then(answer => answer.ok && setKnown(answer.value));
  }, [host]);
  const others = known.filter(({ isOpen }) => !isOpen).slice(0, MOST_KEYS);
  const switchTo = (connectionId: string) => () => void host.call('station.switchTo', { connectionId });
  useKeys(Object.fromEntries(others.map(({ connectionId }, nth) => [String(nth + 1), switchTo(connectionId)])));
  const keyOf = (one: KnownConnection) => (others.includes(one) ? String(others.indexOf(one) + 1) : undefined);
  return (
    <section className="panel">
      <header>
        <h3>{say('settings.connections')}</h3>
      </header>
      <p className="padded note">{say('settings.connectionsNote')}</p>
      <ul>
        {known.map(one => (
          <li key={one.connectionId} className="entry bare">
            <div>
              <b>{one.collectionName}</b>
              <p className="note">{one.portalName}</p>
            </div>
            {one.isOpen ? (
              <span className="mark agree">{say('settings.open')}</span>
            ) : (
              <Button keyName={keyOf(one)} onPress={switchTo(one.connectionId)}>
                {say('settings.switch')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountPanel({ station, onSignIn, onSignOut }: SettingsScreenProps) {
  const { session } = useStore(station);
  useKeys({ O: session.isSignedIn ? onSignOut : undefined });
  return (
    <section className="panel">
      <header>
        <h3>{say('settings.session')}</h3>
      </header>
      <div className="padded row">
        <p>
          {session.isSignedIn
            ? say(session.isSupervisor ? 'settings.supervisorIn' : 'settings.signedInAs', {
                name: session.displayName ?? '',
              })
            : say('settings.signedOut')}
        </p>
        {session.isSignedIn ? (
          <Button keyName="O" onPress={onSignOut}>
            {say('settings.signOut')}
          </Button>
        ) : (
          <Button keyName="F5" looks="primary" onPress={onSignIn}>
            {say('settings.signIn')}
          </Button>
        )}
      </div>
    </section>
  );
}

function LookPanel({ theme, onTheme, isSoundOn, onSound }: SettingsScreenProps) {
  return (
    <section className="panel">
      <header>
        <h3>{say('settings.look')}</h3>
      </header>
      <div className="padded form">
        <div className="row">
          <Picker
            label={say('settings.theme')}
            choices={THEMES.map(value => ({ value, words: say(`settings.${value}`) }))}
            chosen={theme}
            onChoose={onTheme}
          />
          <OnOff words={say('settings.sounds')} keyName="Ctrl M" isOn={isSoundOn} onTurn={onSound} />
        </div>
      </div>
    </section>
  );
}

/** A key with what it does, and in which rooms. */
interface Shortcut {
  readonly shown: string;
  readonly words: Words;
  readonly where: readonly Words[];
}

function KeysPanel({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  return (
    <section className="panel">
      <header>
        <h3>{say('settings.keys')}</h3>
      </header>
      <dl className="facts padded">
        {shortcuts.map(({ shown, words, where }) => (
          <Fragment key={words}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>
              {say(words)} <span className="note">· {where.map(place => say(place)).join(', ')}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
