/** Which Vasculum this is, where it keeps its data, and its log for whoever helps. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { useKeys } from '../controls/keys.ts';
import type { StationStore } from '../session/station-store.ts';
import { say, sayFailure } from '../strings/say.ts';

export function StationPanel({ host, station }: { readonly host: Host; readonly station: StationStore }) {
  const { version, folder, choosesFolders, mirror } = useStore(station).station;
  const [outcome, setOutcome] = useState('');
  const copyLog = async () => {
    const copied = await host.call('station.copyLog', {});
    if (!copied.ok) setOutcome(say('settings.logFailed', { why: sayFailure(copied.failure) }));
    else if (copied.value.folder === null) setOutcome(say('settings.logNowhere'));
    else setOutcome(say('settings.logCopied', { folder: copied.value.folder }));
  };
  useKeys({ L: choosesFolders ? () => void copyLog() : undefined });
  return (
    <section className="panel">
      <header>
        <h3>{say('settings.station')}</h3>
      </header>
      <div className="padded form">
        <p>{say('settings.about', { version })}</p>
        <p className="note">{say('settings.folder', { folder })}</p>
        <p className="note">
          {mirror === null
            ? say('settings.noMirror')
            : say('settings.mirror', { folder: mirror.folder, count: mirror.lag })}
        </p>
        <p className="note">{say('settings.logHint')}</p>
        {choosesFolders && (
          <Button keyName="L" onPress={() => void copyLog()}>
            {say('settings.copyLog')}
          </Button>
        )}
        <p role="status">{outcome}</p>
      </div>
    </section>
  );
}
