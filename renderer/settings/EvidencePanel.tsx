/** What can be proven on this portal, in sentences; what is missing is said. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { askAgain, type StationStore } from '../session/station-store.ts';
import { say } from '../strings/say.ts';

const HISTORY_MEANS = { told: 'agree', notTold: 'differ', notTriedYet: 'none' } as const;

interface EvidencePanelProps {
  readonly host: Host;
  readonly station: StationStore;
  readonly onGuarantees: () => void;
}

export function EvidencePanel({ host, station, onGuarantees }: EvidencePanelProps) {
  const { history, ownName } = useStore(station).station.evidence;
  useKeys({ G: onGuarantees });
  // What was not tried when the window opened may be known by now.
  useEffect(() => void askAgain(station, host), [station, host]);
  return (
    <section className="panel" data-evidence={history}>
      <header>
        <h3>{say('evidence.title')}</h3>
      </header>
      <div className="padded form">
        <p>
          <Mark means={HISTORY_MEANS[history]}>{say(`evidence.history.${history}`)}</Mark>
        </p>
        {history !== 'notTriedYet' && (
          <p>
            <Mark means={ownName ? 'agree' : 'differ'}>
              {say(ownName ? 'evidence.ownName' : 'evidence.sharedName')}
            </Mark>
          </p>
        )}
        <Button keyName="G" onPress={onGuarantees}>
          {say('guarantees.open')}
        </Button>
      </div>
    </section>
  );
}
