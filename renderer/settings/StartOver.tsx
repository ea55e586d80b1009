/** Practice from the beginning: asked for in a typed word, and only practice is discarded. */
import { useState } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';
import { StationDatabase } from '../database/station-database.ts';
import { say, sayFailure } from '../strings/say.ts';

export function StartOver({
  host,
  connectionId,
  waiting,
}: {
  readonly host: Host;
  readonly connectionId: string;
  readonly waiting: number;
}) {
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const startOver = async () => {
    await StationDatabase.discard(connectionId);
    const done = await host.call('station.startPracticeOver', {});
    if (!done.ok) setTrouble(sayFailure(done.failure));
  };
  return (
    <div className="padded form">
      <p className="note">{say('settings.startOverNote')}</p>
      {waiting > 0 && <p className="mark differ">{say('settings.startOverDrop', { count: waiting })}</p>}
      <Field label={say('settings.startOverAsk')} value={typed} onType={setTyped} />
      {trouble !== '' && <p role="alert">{trouble}</p>}
      <Button looks="stop" isAsleep={typed !== say('settings.startOverWord')} onPress={() => void startOver()}>
        {say('settings.startOverAct')}
      </Button>
    </div>
  );
}
