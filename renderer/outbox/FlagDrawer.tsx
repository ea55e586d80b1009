/** Flag for expert: a reason from the list, which part disagrees, a note; the bench is free for the next sheet. */
import { useState } from 'react';
import { FLAG_REASONS, type ExpertCase, type FlagReason } from '../../shared/workflow/expert-case.ts';
import { Button } from '../controls/Button.tsx';
import { OneOf, Tick } from '../controls/Choices.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { Field } from '../controls/Field.tsx';
import { ASLEEP } from '../controls/keys.ts';
import { say } from '../strings/say.ts';

type Part = ExpertCase['parts'][number];

const PARTS = [
  ['C', 'recordedBy'],
  ['U', 'recordNumber'],
  ['A', 'eventDate'],
  ['O', 'other'],
] as const satisfies readonly (readonly [string, Part])[];

/** What goes to the expert with it, in words; empty where there is nothing. */
export interface FlagEvidence {
  readonly typed: string;
  readonly shown: string;
  readonly scanned: string;
  readonly written: string;
}

export interface FlagDrawerProps {
  /** Guessed from where the operator is; one key changes it. */
  readonly guess: FlagReason;
  readonly evidence: FlagEvidence;
  readonly onFlag: (flag: Pick<ExpertCase, 'reason' | 'parts' | 'note'>) => void;
  readonly onBack: () => void;
}

export function FlagDrawer({ guess, evidence, onFlag, onBack }: FlagDrawerProps) {
  const [reason, setReason] = useState<FlagReason>(guess);
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [note, setNote] = useState('');
  const toggle = (part: Part) => setParts(parts.includes(part) ? parts.filter(one => one !== part) : [...parts, part]);
  const done = () => onFlag({ reason, parts: [...parts], note: note.trim() });
  const keys = {
    Escape: onBack,
    Enter: done,
    Space: ASLEEP,
    ...Object.fromEntries(FLAG_REASONS.map((name, index) => [String(index + 1), () => setReason(name)])),
    ...Object.fromEntries(PARTS.map(([key, part]) => [key, () => toggle(part)])),
  };
  return (
    <Drawer
      title={say('flag.title')}
      keys={keys}
      header={<FlagHead />}
      footer={<FlagFoot onBack={onBack} onDone={done} />}
    >
      <div className="padded flag">
        <OneOf
          label={say('flag.title')}
          looks="reasons"
          choices={FLAG_REASONS.map((value, index) => ({
            value,
            words: say(`flag.reason.${value}`),
            keyName: String(index + 1),
          }))}
          chosen={reason}
          onChoose={setReason}
        />
        <div className="parts" role="group" aria-label={say('flag.parts')}>
          <b>{say('flag.parts')}</b>
          {PARTS.map(([key, part]) => (
            <Tick
              key={part}
              keyName={key}
              words={say(`flag.part.${part}`)}
              isTicked={parts.includes(part)}
              onTick={() => toggle(part)}
            />
          ))}
        </div>
        <Field label={say('flag.words')} rows={2} longest={2000} value={note} onType={setNote} />
        <GoesWithIt evidence={evidence} />
      </div>
    </Drawer>
  );
}

function FlagHead() {
  return (
    <div>
      <h2>{say('flag.title')}</h2>
      <p className="note">{say('flag.note')}</p>
    </div>
  );
}

function FlagFoot({ onBack, onDone }: { readonly onBack: () => void; readonly onDone: () => void }) {
  return (
    <>
      <Button keyName="Esc" onPress={onBack}>
        {say('flag.back')}
      </Button>
      <Button keyName="Enter" icon="flag" looks="primary" onPress={onDone}>
        {say('flag.done')}
      </Button>
    </>
  );
}

function GoesWithIt({ evidence }: { readonly evidence: FlagEvidence }) {
  const { typed, shown, scanned, written } = evidence;
  return (
    <section className="panel padded">
      <b>{say('flag.goes')}</b>
      <dl className="facts">
        <dt>{say('flag.typed')}</dt>
        <dd className="mono">{typed || say('flag.nothing')}</dd>
        <dt>{say('flag.shown')}</dt>
        <dd>{shown || say('flag.nothing')}</dd>
        <dt>{say('flag.scanned')}</dt>
        <dd className="mono">{scanned || say('flag.nothing')}</dd>
        <dt>{say('flag.written')}</dt>
        <dd>{written}</dd>
      </dl>
    </section>
  );
}
