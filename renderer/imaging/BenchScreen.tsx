/** The bench on the screen: fixed regions, filled by the step of the task. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { FlagDrawer } from '../outbox/FlagDrawer.tsx';
import { MergeView } from '../outbox/MergeView.tsx';
import { useFocusAtHome } from '../controls/focus.ts';
import { play } from '../controls/sounds.ts';
import type { CameraScanner } from '../barcode/camera-scanner.ts';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';
import { AskedRegion } from './AskedRegion.tsx';
import { CodeRegion } from './CodeRegion.tsx';
import { Dock } from './Dock.tsx';
import { evidenceOf, guessReason } from './flag-evidence.ts';
import type { PracticeShelf } from './practice-shelf.ts';
import { PromptBar } from './PromptBar.tsx';
import { SaidAloud } from './SaidAloud.tsx';
import { SidePanels } from './SidePanels.tsx';
import { Stage } from './Stage.tsx';
import type { Shots } from './shots.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface BenchScreenProps {
  readonly bench: Bench;
  readonly outbox: Outbox;
  readonly shots: Shots;
  readonly shelf: PracticeShelf | undefined;
  readonly camera: CameraScanner;
  readonly expertRequired: string;
  readonly isSupervisor: boolean;
  readonly now: () => number;
}

/** The confirmation leaves by itself after so long, or at the first key. */
const CONFIRMATION_MS = 1_200;
/** The stop is the only sound that comes again. */
const STOP_AGAIN_MS = 8_000;

export function BenchScreen(props: BenchScreenProps) {
  const { bench, outbox, shots, shelf, camera, expertRequired, isSupervisor, now } = props;
  const view = useStore(bench.view);
  const { folder } = useStore(shots.view);
  const isFresh = useFreshEnd(view);
  useStopAgain(view.task.step === 'stopped');
  useFocusAtHome();
  const { task } = view;
  return (
    <div className="bench" data-step={task.step}>
      <PromptBar view={view} isCameraOn={folder.is !== 'off'} />
      <SaidAloud view={view} />
      <AskedRegion bench={bench} view={view} now={now} />
      <Stage bench={bench} shots={shots} view={view} showsEnd={isFresh} now={now} />
      <CodeRegion bench={bench} task={task} camera={camera} now={now} />
      <Dock bench={bench} view={view} />
      <SidePanels bench={bench} outbox={outbox} view={view} shelf={shelf} now={now} />
      {view.merging && (
        <MergeView
          both={view.merging}
          isSupervisor={isSupervisor}
          isWaiting={false}
          trouble=""
          onMerge={() => view.merging && bench.merge(view.merging)}
          onFlag={() => {
            bench.closeMerge();
            bench.openFlag(true);
          }}
          onBack={() => bench.closeMerge()}
        />
      )}
      {view.isFlagging && (
        <FlagDrawer
          guess={guessReason(task)}
          evidence={evidenceOf(task, expertRequired)}
          onFlag={flag => bench.flag(flag)}
          onBack={() => bench.openFlag(false)}
        />
      )}
    </div>
  );
}

/** True for a moment after a sheet has ended. */
function useFreshEnd({ ended }: BenchView): boolean {
  const what = ended && `${ended.is}${'number' in ended ? ended.number : ''}`;
  const [over, setOver] = useState<string | null>(null);
  useEffect(() => {
    if (what === null) {
      setOver(null);
      return undefined;
    }
    const timer = setTimeout(() => setOver(what), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return what !== null && over !== what;
}

function useStopAgain(isStopped: boolean): void {
  useEffect(() => {
    if (!isStopped) return undefined;
    const timer = setInterval(() => play('stop'), STOP_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isStopped]);
}
