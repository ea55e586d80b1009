/** The middle of the bench: fields, candidates, the three things, a clash, or what became of the last sheet. */
import { Icon } from '../controls/Icon.tsx';
import { say, sayTimeToTheSecond } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import type { BenchView, Ended } from './bench-view.ts';
import { Candidates } from './Candidates.tsx';
import { LabelFields } from './LabelFields.tsx';
import { PictureStage } from './PictureStage.tsx';
import type { Shots } from './shots.ts';
import { StoppedStage } from './StoppedStage.tsx';
import { ThreeFacts } from './ThreeFacts.tsx';
import { StagePanel } from './StagePanel.tsx';

export interface StageProps {
  readonly bench: Bench;
  readonly shots: Shots;
  readonly view: BenchView;
  readonly showsEnd: boolean;
  readonly now: () => number;
}

export function Stage({ bench, shots, view, showsEnd, now }: StageProps) {
  const { task, ended } = view;
  switch (task.step) {
    case 'choosing':
      return task.candidates.length === 0 ? (
        <LabelFields bench={bench} view={view} isOffered />
      ) : (
        <Candidates bench={bench} task={task} />
      );
    case 'verifying':
      return <ThreeFacts occurrence={task.occurrence} isAgreed={false} />;
    case 'scanning':
      return <ThreeFacts occurrence={task.occurrence} isAgreed />;
    case 'stopped':
      return <StoppedStage task={task} />;
    case 'imaging':
      return <PictureStage shots={shots} task={task} now={now} />;
    default:
      return ended && showsEnd ? (
        <EndedStage ended={ended} />
      ) : (
        <LabelFields bench={bench} view={view} isOffered={false} />
      );
  }
}

function EndedStage({ ended }: { readonly ended: Ended }) {
  if (ended.is === 'linked') return <LinkedStage ended={ended} />;
  const [title, note] = wordsOf(ended);
  return (
    <StagePanel looks="single">
      <Icon name={ended.is === 'flagged' ? 'flag' : 'tray'} />
      <div>
        <p className="value long">{title}</p>
        <p className="note">{note}</p>
      </div>
    </StagePanel>
  );
}

function LinkedStage({ ended }: { readonly ended: Extract<Ended, { is: 'linked' }> }) {
  const saved =
    ended.savedAt === null ? say('queued.saving') : say('queued.saved', { time: sayTimeToTheSecond(ended.savedAt) });
  return (
    <StagePanel looks="single good" isSaved={ended.savedAt !== null}>
      <Icon name="tick" />
      <div>
        <p>{ended.about}</p>
        <p className="number">{ended.number}</p>
        <p>
          <b>{say('queued.isNow', { what: ended.what })}</b>{' '}
          {ended.trouble ? say('queued.notSaved', { why: ended.trouble }) : saved}
        </p>
      </div>
    </StagePanel>
  );
}

function wordsOf(ended: Exclude<Ended, { is: 'linked' }>): readonly [string, string] {
  switch (ended.is) {
    case 'parked':
      return [say('ended.parked', { what: ended.what }), say('ended.parkedNote')];
    case 'flagged':
      return [say('ended.flagged', { what: ended.what }), say('ended.flaggedNote')];
    case 'undone':
      return [say('ended.undone', { number: ended.number }), ''];
    case 'undoQueued':
      return [say('ended.undoQueued', { number: ended.number }), ''];
    case 'cannotUndo':
      return [say('ended.cannotUndo', { why: ended.why }), ''];
  }
}
