/** The acts of each step, as a table: place, key, words. */
import type { IconName } from '../controls/Icon.tsx';
import { say } from '../strings/say.ts';
import { toLabel } from './AskedRegion.tsx';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import { doubtAbout } from '../../shared/workflow/join-barcode.ts';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';
import { mergeableHolder } from './merge-case.ts';
import { threeAloud } from './read-aloud.ts';
import type { WaitingSheet } from './waiting-sheets.ts';

export interface Place {
  /** As printed. */
  readonly shown?: string;
  /** As heard; none where a field hears it. */
  readonly keys?: readonly string[];
  readonly words: string;
  readonly icon?: IconName;
  readonly looks?: 'primary' | 'agree' | 'differ' | 'stop';
  /** Undefined: asleep, and the words say what is awaited. */
  readonly act: (() => void) | undefined;
}

type Dock = readonly [Place | null, Place | null, Place | null, Place | null];

export function dockOf(bench: Bench, view: BenchView, sheets: readonly WaitingSheet[]): Dock {
  const { task } = view;
  const back = key('Esc', 'Escape', say('dock.back'), () => bench.happen({ type: 'wentBack' }));
  const flag = (words: string, looks?: 'differ' | 'stop') => key('F8', 'F8', words, () => bench.openFlag(true), looks);
  switch (task.step) {
    case 'seeking':
      return [
        undoOrTab(bench, view),
        waitingPlace(bench, sheets),
        flag(say('dock.flag')),
        entered(say('dock.find'), () => bench.ask()),
      ];
    case 'parking':
      return [
        back,
        key('F9', 'F9', say('dock.withoutSticker'), () =>
          bench.happen({ type: 'parkedWithoutBarcode', at: Date.now() }),
        ),
        flag(say('dock.flag')),
        kept(bench, view, say('dock.scan'), 'dock.putBy'),
      ];
    case 'choosing':
      return task.candidates.length === 0
        ? [
            back,
            key('F7', 'F7', say('dock.askPortal'), () => bench.ask('accession')),
            flag(say('dock.nothingFits')),
            entered(say('dock.findLabel'), () => bench.ask('label')),
          ]
        : [back, null, flag(say('dock.flag')), chooser(bench, view)];
    case 'verifying':
      return [
        back,
        key('R', 'R', say('dock.aloud'), () => threeAloud(task.occurrence)),
        flag(say('dock.differs'), 'differ'),
        agree(bench),
      ];
    case 'scanning':
      return [
        back,
        task.kept ? dropped(bench) : null,
        flag(say('dock.flag')),
        kept(bench, view, say('dock.scan'), 'dock.yesTail'),
      ];
    case 'stopped':
      return [
        back,
        mergeableHolder(task) ? key('M', 'M', say('dock.merge'), () => void bench.openMerge()) : null,
        flag(say('dock.notSure'), 'stop'),
        wrongSticker(bench),
      ];
    case 'imaging':
      return [back, skipOrUndo(bench, task), flag(say('dock.flag')), goOn(bench, task)];
    case 'parked':
    case 'queued':
    case 'flagged':
      return [null, null, null, null];
  }
}

const key = (shown: string, heard: string, words: string, act: () => void, looks?: Place['looks']): Place => ({
  shown,
  keys: [heard],
  words,
  act,
  ...(looks ? { looks } : {}),
});

const entered = (words: string, act: () => void): Place => ({ shown: 'Enter', words, looks: 'primary', act });

const agree = (bench: Bench): Place =>
  key('Space', 'Space', say('dock.agree'), () => bench.happen({ type: 'agreed' }), 'agree');

const dropped = (bench: Bench): Place =>
  key('Del', 'Delete', say('dock.again'), () => bench.happen({ type: 'keptScanDropped' }));

const wrongSticker = (bench: Bench): Place =>
  key('N', 'N', say('dock.wrongSticker'), () => bench.happen({ type: 'keptScanDropped' }), 'primary');

/** Until the barcode is checked, nothing goes on. */
function skipOrUndo(bench: Bench, { shots, isChecked }: TaskAt<'imaging'>): Place {
  if (shots.length > 0) return key('Ctrl Z', 'Ctrl+Z', say('shots.undo'), () => void bench.undoLast());
  const skip = key('F9', 'F9', say('shots.skip'), () => bench.happen({ type: 'pictureSkipped', at: Date.now() }));
  return isChecked ? skip : { ...skip, act: undefined };
}

function goOn(bench: Bench, task: TaskAt<'imaging'>): Place {
  const { shots, isChecked, catalogNumber, wantsOn } = task;
  if (doubtAbout(task) !== undefined)
    return key(
      'Y',
      'Y',
      say('shots.itIs', { tail: catalogNumber.slice(-4) }),
      () => bench.happen({ type: 'shotsConfirmed' }),
      'stop',
    );
  if (wantsOn) return { words: say('shots.reading'), act: undefined };
  if (shots.length === 0) return { words: say('dock.shoot'), icon: 'camera', act: undefined };
  const go = key(
    'Space',
    'Space',
    say('shots.goOn'),
    () => bench.happen({ type: 'picturesTaken', at: Date.now() }),
    'primary',
  );
  return isChecked ? go : { ...go, words: say('shots.checking'), act: undefined };
}

function undoOrTab(bench: Bench, { ended, draft }: BenchView): Place {
  const canUndo = ended?.is === 'linked' && draft.accession === '';
  if (canUndo) return key('Ctrl Z', 'Ctrl+Z', say('dock.undo'), () => void bench.undoLast());
  return { shown: 'Tab', words: say('dock.noStamp'), act: () => toLabel(bench) };
}

function waitingPlace(bench: Bench, sheets: readonly WaitingSheet[]): Place {
  const back = sheets.filter(({ found }) => found !== undefined).length;
  if (back > 0) return key('F9', 'F9', say('dock.waiting', { count: back }), () => void bench.takeUpWaiting());
  return {
    shown: 'F9',
    words: sheets.length === 0 ? say('dock.waitingNone') : say('dock.waitingStill', { count: sheets.length }),
    act: undefined,
  };
}

/** A kept scan waits for a look; without one the place says what is awaited. */
function kept(bench: Bench, { task }: BenchView, awaited: string, words: 'dock.yesTail' | 'dock.putBy'): Place {
  const scan = task.kept;
  if (!scan) return { words: awaited, act: undefined };
  const tail = scan.catalogNumber.slice(-4);
  return key(
    'Space',
    'Space',
    say(words, { tail }),
    () => bench.happen({ type: 'keptScanConfirmed', at: Date.now() }),
    'primary',
  );
}

function chooser(bench: Bench, { task }: BenchView): Place {
  const count = task.step === 'choosing' ? Math.min(9, task.candidates.length) : 0;
  const first = task.step === 'choosing' ? task.candidates[0] : undefined;
  return {
    shown: count > 1 ? `1 – ${count}` : '1',
    words: say('dock.choose'),
    looks: 'primary',
    act: () => first && bench.happen({ type: 'chose', occid: first.occid }),
  };
}
