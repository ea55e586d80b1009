/** The serial scanner: its port and speed, whether it is heard, and what it sent last. */
import { useEffect, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import {
  isDevicePath,
  SPEEDS,
  USUAL_SPEED,
  type ScannerView,
  type SerialPortChoice,
} from '../../shared/contract/scanner-contract.ts';
import type { Scanners } from '../barcode/scanners.ts';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';
import { Mark, type Meaning } from '../controls/Mark.tsx';
import { Picker } from '../controls/Picker.tsx';
import { say, sayFailure, sayTimeToTheSecond } from '../strings/say.ts';

interface ScannerPanelProps {
  readonly host: Host;
  readonly scanners: Scanners;
}

export function ScannerPanel({ host, scanners }: ScannerPanelProps) {
  const view = useStore(scanners.serial.view);
  return (
    <section className="panel" data-scanner={view.state.is}>
      <header>
        <h3>{say('scanner.title')}</h3>
      </header>
      <div className="padded form">
        <Heard view={view} />
        <PortForm key={view.port?.path} host={host} scanners={scanners} />
        <LastScan scanners={scanners} />
      </div>
    </section>
  );
}

const MEANS: Readonly<Record<ScannerView['state']['is'], Meaning>> = {
  off: 'none',
  opening: 'none',
  listening: 'agree',
  away: 'differ',
};

function Heard({ view: { port, state, refused } }: { readonly view: ScannerView }) {
  const path = port?.path;
  const words = state.is === 'away' ? say(`scanner.away.${state.why}`) : say(`scanner.${state.is}`, { path });
  return (
    <p role="status">
      <Mark means={MEANS[state.is]}>{words}</Mark>
      {refused && (
        <>
          <br />
          <Mark means="differ">{say(`scanner.refused.${refused.why}`)}</Mark>
        </>
      )}
    </p>
  );
}

const NONE = 'none';
const ANOTHER = 'another';

function PortForm({ host, scanners }: ScannerPanelProps) {
  const { port } = useStore(scanners.serial.view);
  const { ports, isComplete } = usePorts(host);
  const [chosen, setChosen] = useState(port?.path ?? NONE);
  const [typed, setTyped] = useState('');
  const [speed, setSpeed] = useState<SerialPortChoice['speed']>(port?.speed ?? USUAL_SPEED);
  const [trouble, setTrouble] = useState('');
  const known = port && !ports.some(({ path }) => path === port.path) ? [{ path: port.path, name: port.path }] : [];
  const choices = [...known, ...ports].map(({ path, name }) => ({ value: path, words: name }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const path = chosen === ANOTHER ? typed.trim() : chosen;
    if (path !== NONE && !isDevicePath(path)) return setTrouble(say('scanner.noPath'));
    const used = await scanners.serial.use(path === NONE ? null : { path, speed });
    setTrouble(used.ok ? '' : sayFailure(used.failure));
  };
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <Picker
        label={say('scanner.port')}
        choices={[
          { value: NONE, words: say('scanner.none') },
          ...choices,
          { value: ANOTHER, words: say('scanner.another') },
        ]}
        chosen={chosen}
        onChoose={setChosen}
      />
      {!isComplete && <p className="note">{say('scanner.portsNotTold')}</p>}
      {chosen === ANOTHER && (
        <Field label={say('scanner.path')} value={typed} onType={setTyped} hint="/dev/ttyACM0" trouble={trouble} />
      )}
      <Picker
        label={say('scanner.speed')}
        choices={SPEEDS.map(one => ({ value: String(one), words: String(one) }))}
        chosen={String(speed)}
        onChoose={value => setSpeed(SPEEDS.find(one => String(one) === value) ?? USUAL_SPEED)}
      />
      {trouble !== '' && chosen !== ANOTHER && <p role="alert">{trouble}</p>}
      <Button keyName="Enter" sends>
        {say('scanner.use')}
      </Button>
    </form>
  );
}

function usePorts(host: Host) {
  const [told, setTold] = useState<{ ports: { path: string; name: string }[]; isComplete: boolean }>({
    ports: [],
    isComplete: true,
  });
  useEffect(() => {
    void host.call('scanner.ports', {}).then(answer => answer.ok && setTold(answer.value));
  }, [host]);
  return told;
}

/** What exactly came, whichever device read it: the test of every scanner. */
function LastScan({ scanners }: Pick<ScannerPanelProps, 'scanners'>) {
  const { last } = useStore(scanners.heard);
  return (
    <p className="note" data-last-scan={last?.text}>
      {last
        ? say(`scanner.last.${last.by}`, { text: last.text, time: sayTimeToTheSecond(last.at) })
        : say('scanner.lastNone')}
    </p>
  );
}
