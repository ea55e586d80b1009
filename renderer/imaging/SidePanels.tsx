/** The right side: the day's tally, the record, what will be written, the last links. */
import { catalogNumberOf } from '../../shared/portal/change.ts';
import { useStore } from 'zustand';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { ImagingTask, Step } from '../../shared/workflow/imaging-task.ts';
import { Icon } from '../controls/Icon.tsx';
import { Mark } from '../controls/Mark.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { RecordPanel } from '../occurrence/RecordPanel.tsx';
import type { Outbox } from '../outbox/outbox.ts';
import { sheetOf } from '../outbox/entry-words.ts';
import { stateOf } from '../outbox/queue-words.ts';
import { say } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';
import { PracticeSheets } from './PracticeSheets.tsx';
import type { PracticeShelf } from './practice-shelf.ts';
import { standingLinks, tallyOf } from '../outbox/queue-facts.ts';

export interface SidePanelsProps {
  readonly bench: Bench;
  readonly outbox: Outbox;
  readonly view: BenchView;
  readonly shelf: PracticeShelf | undefined;
  readonly now: () => number;
}

export function SidePanels({ outbox, view, shelf, now }: SidePanelsProps) {
  const { rows, cases } = useStore(outbox.view);
  const { task } = view;
  const tally = tallyOf(
    rows,
    cases.map(({ madeAt }) => madeAt),
    now(),
  );
  return (
    <>
      <section className="tally panel" aria-label={say('tally.label')} data-region="tally">
        <Count value={tally.linked} words={say('tally.linked')} />
        <Count value={tally.anHour} words={say('tally.pace')} />
        <Count value={tally.flagged} words={say('tally.flagged')} />
      </section>
      <aside className="side">
        <Upper task={task} shelf={shelf} />
        <Written task={task} />
        <Recent rows={rows} />
      </aside>
    </>
  );
}

function Count({ value, words }: { readonly value: number; readonly words: string }) {
  return (
    <div>
      <b>{value}</b>
      <span>{words}</span>
    </div>
  );
}

/** In practice the sheet lies here, as the real one lies on the bench while it is compared. */
const SHEET_AT_HAND: ReadonlySet<Step> = new Set(['seeking', 'parking', 'verifying', 'scanning']);

function Upper({ task, shelf }: { readonly task: ImagingTask; readonly shelf: PracticeShelf | undefined }) {
  if (task.step === 'choosing' && task.candidates.length === 0) return <WhatToTry />;
  if (shelf && SHEET_AT_HAND.has(task.step)) return <PracticeSheets shelf={shelf} />;
  return <RecordPanel occurrence={occurrenceOf(task)} />;
}

function occurrenceOf(task: ImagingTask): Occurrence | null {
  if ('occurrence' in task) return task.occurrence;
  return task.step === 'choosing' ? (task.candidates[0] ?? null) : null;
}

function WhatToTry() {
  return (
    <section className="panel" data-region="record" aria-label={say('try.title')}>
      <header>
        <Icon name="question" />
        <h3>{say('try.title')}</h3>
      </header>
      <ol className="padded tries" tabIndex={0}>
        {(['again', 'label', 'databased', 'hidden'] as const).map(way => (
          <li key={way}>
            <b>{say(`try.${way}`)}</b> {say(`try.${way}Note`)}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Written({ task }: { readonly task: ImagingTask }) {
  return (
    <section className="panel" data-region="written" aria-label={say('written.title')}>
      <header>
        <Icon name="tray" />
        <h3>{say('written.title')}</h3>
      </header>
      <div className="padded note">
        <WrittenWords task={task} />
      </div>
    </section>
  );
}

function WrittenWords({ task }: { readonly task: ImagingTask }) {
  if (task.step === 'stopped')
    return (
      <>
        <Mark means="stop">{say('written.stopped')}</Mark>
        <p>{say('written.asleep')}</p>
      </>
    );
  if (task.step === 'parking') return <p>{say('written.parked')}</p>;
  if (task.step !== 'verifying' && task.step !== 'scanning' && task.step !== 'imaging')
    return <p>{say('written.nothing')}</p>;
  const pictures = task.step === 'imaging' ? task.shots.filter(({ image }) => image !== null).length : 0;
  const number = task.step === 'imaging' ? task.catalogNumber : task.kept?.catalogNumber;
  return (
    <>
      <div className="change">
        <span className="mono">{task.occurrence.catalogNumber ?? say('written.none')}</span>
        <Icon name="arrow" />
        <span className={number ? 'mono new' : 'mono'}>{number ?? say('written.fill')}</span>
      </div>
      <p>
        {pictures > 0
          ? say('shots.written', { occid: task.occurrence.occid, count: pictures })
          : say('written.only', { occid: task.occurrence.occid })}
      </p>
    </>
  );
}

/** As many as fit the panel at the larger size. */
const RECENT = 4;

function Recent({ rows }: { readonly rows: readonly QueueRow[] }) {
  const last = standingLinks(rows).slice(-RECENT).reverse();
  return (
    <section className="panel" data-region="recent" aria-label={say('recent.title')}>
      <header>
        <Icon name="history" />
        <h3>{say('recent.title')}</h3>
        <span className="small end">
          <kbd>Ctrl Z</kbd> {say('recent.undo')}
        </span>
      </header>
      {last.length === 0 && <p className="padded note">{say('recent.empty')}</p>}
      <ul className="recent">
        {last.map(row => {
          const { means, word } = stateOf(row);
          return (
            <li key={row.entry.id} data-saved={row.isSaved}>
              <b className="mono">{catalogNumberOf(row.entry.change)}</b>
              <span className="dim">{sheetOf(row.entry)}</span>
              <span className="end">
                <Mark means={means}>{word}</Mark>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
