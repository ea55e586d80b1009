/** Flag for expert: a reason from the list, which part disagrees, a note; the bench is free for the next sheet. */
import { useState } from 'react';
import { FLAG_REASONS, type ExpertCase, type FlagReason } from '../../shared/workflow/expert-case.ts';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import { Button } from '../controls/Button.tsx';
import { OneOf, Tick } from '../controls/Choices.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { Field } from '../controls/Field.tsx';
import { ASLEEP } from '../controls/keys.ts';
import { sayDate } from '../occurrence/say-date.ts';
import { say } from '../strings/say.ts';
import type { Bench } from './bench.ts';

type Part = ExpertCase['parts'][number];

const PARTS = [
  ['C', 'recordedBy'],
  ['U', 'recordNumber'],
  ['A', 'eventDate'],
  ['O', 'other'],
] as const satisfies readonly (readonly [string, Part])[];

export interface FlagDrawerProps {
  readonly bench: Bench;
  readonly task: ImagingTask;
  readonly expertRequired: string;
}

export function FlagDrawer({ bench, task, expertRequired }: FlagDrawerProps) {
  const [reason, setReason] = useState<FlagReason>(guessReason(task));
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [note, setNote] = useState('');
  const toggle = (part: Part) => setParts(parts.includes(part) ? parts.filter(one => one !== part) : [...parts, part]);
  const done = () => bench.flag({ reason, parts: [...parts], note: note.trim() });
  const back = () => bench.openFlag(false);
  const keys = {
    Escape: back,
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
      footer={<FlagFoot onBack={back} onDone={done} />}
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
        <GoesWithIt task={task} expertRequired={expertRequired} />
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

function GoesWithIt({ task, expertRequired }: { readonly task: ImagingTask; readonly expertRequired: string }) {
  const occurrence = 'occurrence' in task ? task.occurrence : null;
  const typed = Object.values(task.words)
    .filter(word => word !== '')
    .join(' · ');
  const scanned =
    task.step === 'stopped' ? task.scanned : task.step === 'imaging' ? task.catalogNumber : task.kept?.catalogNumber;
  const shown =
    occurrence &&
    [
      say('entry.record', { occid: occurrence.occid }),
      occurrence.recordedBy,
      occurrence.recordNumber,
      occurrence.eventDate && sayDate(occurrence.eventDate),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <section className="panel padded">
      <b>{say('flag.goes')}</b>
      <dl className="facts">
        <dt>{say('flag.typed')}</dt>
        <dd className="mono">{typed || say('flag.nothing')}</dd>
        <dt>{say('flag.shown')}</dt>
        <dd>{shown ?? say('flag.nothing')}</dd>
        <dt>{say('flag.scanned')}</dt>
        <dd className="mono">{scanned || say('flag.nothing')}</dd>
        <dt>{say('flag.written')}</dt>
        <dd>{writtenOf(occurrence?.processingStatus, occurrence !== null, expertRequired)}</dd>
      </dl>
    </section>
  );
}

function writtenOf(status: string | null | undefined, hasRecord: boolean, stage: string): string {
  if (!hasRecord) return say('flag.stays');
  return isSameValue(status ?? null, stage) ? say('flag.stageAlready', { stage }) : say('flag.stage', { stage });
}

/** Guessed from where the operator is; one key changes it. */
function guessReason(task: ImagingTask): FlagReason {
  if (task.step === 'choosing') return task.candidates.length === 0 ? 'noRecord' : 'severalFit';
  if (task.step === 'verifying') return 'labelDisagrees';
  if (task.step === 'stopped') return task.question.is === 'refused' ? 'other' : 'barcodeInUse';
  return task.step === 'parking' ? 'noRecord' : 'other';
}
