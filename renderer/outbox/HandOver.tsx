/** The open queue to another station, or another station's to here. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import { isSettled } from '../../shared/outbox/outbox-entry.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import type { QueueRow } from '../database/station-database.ts';
import type { StationStore } from '../session/station-store.ts';
import { say } from '../strings/say.ts';
import { HandOverDesk } from './hand-over.ts';
import { FoundFiles, GivenFiles } from './HandOverFiles.tsx';
import { HandOverQuestion, questionKeys } from './HandOverQuestion.tsx';
import type { Outbox } from './outbox.ts';
import { PassphraseForm } from './PassphraseForm.tsx';

export interface HandOverProps {
  readonly host: Host;
  readonly outbox: Outbox;
  readonly station: StationStore;
  readonly onClose: () => void;
}

export function HandOver({ host, outbox, station, onClose }: HandOverProps) {
  const { shell, choosesFolders } = useStore(station).station;
  const desk = useMemo(() => new HandOverDesk(host, () => outbox.begin(shell)), [host, outbox, shell]);
  const { list, question, said } = useStore(desk.view);
  const open = useStore(outbox.view).rows.filter(isHere).length;
  useEffect(() => void desk.look(), [desk]);
  const title = say('handOver.title');
  return (
    <Drawer
      title={title}
      keys={question ? questionKeys(desk, question) : { Escape: onClose }}
      header={<Head title={title} fingerprint={list?.fingerprint} onClose={onClose} />}
    >
      {said !== '' && (
        <p className="padded" role="status">
          {said}
        </p>
      )}
      {question ? (
        <HandOverQuestion key={question.is} question={question} desk={desk} />
      ) : (
        <>
          <GiveForm desk={desk} open={open} />
          <GivenFiles desk={desk} given={list?.given ?? []} />
          <FoundFiles desk={desk} found={list?.found ?? []} />
          <div className="padded form">
            <p className="note">{say('handOver.folder', { folder: list?.folder ?? '' })}</p>
            {choosesFolders && <Button onPress={() => void desk.chooseFolder()}>{say('handOver.chooseFolder')}</Button>}
            <Button onPress={() => void desk.look()}>{say('handOver.lookAgain')}</Button>
          </div>
        </>
      )}
    </Drawer>
  );
}

/** Still to be sent by this station. */
const isHere = ({ delivery, isSetAside }: QueueRow): boolean =>
  !isSettled(delivery) && delivery.is !== 'handedOver' && !isSetAside;

interface HeadProps {
  readonly title: string;
  readonly fingerprint: string | undefined;
  readonly onClose: () => void;
}

function Head({ title, fingerprint = '', onClose }: HeadProps) {
  return (
    <>
      <div>
        <h2>{title}</h2>
        <p className="note">{say('handOver.fingerprint', { fingerprint })}</p>
      </div>
      <span className="end">
        <Button keyName="Esc" onPress={onClose}>
          {say('handOver.back')}
        </Button>
      </span>
    </>
  );
}

const SHORTEST_PASSPHRASE = 8;

function GiveForm({ desk, open }: { readonly desk: HandOverDesk; readonly open: number }) {
  const isTooShort = (passphrase: string) => passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE;
  return (
    <PassphraseForm
      label={say('handOver.passphrase')}
      act={say('handOver.give')}
      troubleWith={passphrase => (isTooShort(passphrase) ? say('handOver.passphraseShort') : '')}
      sends={passphrase => open > 0 && !isTooShort(passphrase)}
      onSend={passphrase => void desk.give(passphrase)}
    >
      <p>{say('handOver.note', { count: open })}</p>
    </PassphraseForm>
  );
}
