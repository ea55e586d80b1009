/** The barcode: empty, waited for, kept, taken or accepted; always in the same place. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CameraScanner } from '../barcode/camera-scanner.ts';
import { CameraBeside } from '../barcode/CameraBeside.tsx';
import type { ImagingTask } from '../../shared/workflow/imaging-task.ts';
import { BenchField } from '../controls/Field.tsx';
import { Mark } from '../controls/Mark.tsx';
import { say, sayTime } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import { sayQuestion } from './PromptBar.tsx';
import { detailOf } from './StoppedStage.tsx';

export function CodeRegion({
  bench,
  task,
  camera,
  now,
}: {
  readonly bench: Bench;
  readonly task: ImagingTask;
  readonly camera: CameraScanner;
  readonly now: () => number;
}) {
  return (
    <section className="code panel line" data-region="code">
      <Slot bench={bench} task={task} />
      <Beside task={task} camera={camera} now={now} />
    </section>
  );
}

function Slot({ bench, task }: { readonly bench: Bench; readonly task: ImagingTask }) {
  if (task.step === 'imaging') return <Filled looks="accepted" text={task.catalogNumber} />;
  if (task.step === 'stopped') return <Filled looks="refused" text={task.scanned} />;
  if (task.refused) return <Filled looks="refused" text={task.refused.text} />;
  if (task.kept) return <Filled looks="kept" text={task.kept.catalogNumber} />;
  if (task.step === 'scanning' || task.step === 'parking')
    return (
      <LiveSlot key={task.step} bench={bench} hint={say(task.step === 'parking' ? 'code.parking' : 'code.waiting')} />
    );
  return <Shown looks="empty">{say(task.step === 'verifying' ? 'code.notYet' : 'code.keptUntilNeeded')}</Shown>;
}

/** A scanner is heard wherever the focus is; the field is for a number typed by hand. */
function LiveSlot({ bench, hint }: { readonly bench: Bench; readonly hint: string }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <BenchField
      id="barcode"
      label={say('field.barcode')}
      looks="slot live"
      field={field}
      value={text}
      hint={hint}
      onType={setText}
      onKey={event => {
        if (event.key === 'Enter' && text !== '') bench.scan(text);
      }}
    />
  );
}

function Shown({ looks, children }: { readonly looks: string; readonly children: ReactNode }) {
  return (
    <>
      <label className="label" htmlFor="barcode">
        {say('field.barcode')}
      </label>
      <output id="barcode" className={`slot ${looks}`}>
        {children}
      </output>
    </>
  );
}

function Filled({ looks, text }: { readonly looks: 'kept' | 'accepted' | 'refused'; readonly text: string }) {
  const shown = visible(text);
  return (
    <Shown looks={looks}>
      <span>
        {shown.slice(0, -4)}
        <span className="tail">{shown.slice(-4)}</span>
      </span>
    </Shown>
  );
}

/** Control characters by their pictures: ␏ instead of nothing. */
const visible = (text: string): string =>
  text.replace(/\p{Cc}/gu, one => String.fromCodePoint(0x2400 + (one.codePointAt(0) ?? 0)));

interface BesideProps {
  readonly task: ImagingTask;
  readonly camera: CameraScanner;
  readonly now: () => number;
}

function Beside({ task, camera, now }: BesideProps) {
  const [, tick] = useState(0);
  const { kept } = task;
  useEffect(() => {
    if (!kept) return undefined;
    const timer = setInterval(() => tick(count => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [kept]);
  if (task.step === 'imaging') return <Checked isChecked={task.isChecked} />;
  if (task.step === 'stopped') return <StopNote task={task} />;
  if (task.refused) return <Mark means="stop">{say('stop.early', { why: sayQuestion(task.refused.question) })}</Mark>;
  if (!kept) return task.step === 'scanning' || task.step === 'parking' ? <CameraBeside camera={camera} /> : <p />;
  return (
    <p className="note">
      <Mark means="held" icon="pin">
        {say(`code.keptBy.${kept.by}`, { seconds: Math.max(0, Math.round((now() - kept.at) / 1000)) })}
      </Mark>
      <br />
      {say('code.keptNote')}
    </p>
  );
}

function Checked({ isChecked }: { readonly isChecked: boolean }) {
  if (!isChecked) return <p className="note">{say('code.checking')}</p>;
  return (
    <p className="note">
      <Mark means="agree">{say('shots.free')}</Mark>
      <br />
      {say('shots.freeNote')}
    </p>
  );
}

function StopNote({ task }: { readonly task: Extract<ImagingTask, { step: 'stopped' }> }) {
  const { question } = task;
  const since = question.is === 'inUse' ? question.since : null;
  const title =
    question.is === 'refused'
      ? say('stop.refusedTitle')
      : since === null
        ? say('stop.inUseTitle')
        : say('stop.inUseSince', { time: sayTime(since) });
  return (
    <p className="note">
      <Mark means="stop">{title}</Mark>
      <br />
      {detailOf(question)}
    </p>
  );
}
