/** The day: which pictures came, and what does not fit together. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { DayAct } from '../../shared/contract/day-contract.ts';
import { correctionOf, findInRun, type Shift } from '../../shared/specimen/picture-run.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { ASLEEP, useKeys } from '../controls/keys.ts';
import { sayDate } from '../occurrence/say-date.ts';
import { say, sayTime } from '../strings/say.ts';
import type { DayDesk } from './day-desk.ts';
import { cellsOf } from './number-cells.ts';
import { NumberCells } from './NumberCells.tsx';
import { PicturesInOrder } from './PicturesInOrder.tsx';
import { countOf, Item, ToLookAt } from './ToLookAt.tsx';

const NO_PICTURES: readonly never[] = [];
const MOST_KEYS = 9;

export function DayScreen({ day }: { readonly day: DayDesk }) {
  const { shown, trouble } = useStore(day.view);
  useEffect(() => {
    void day.reload();
    return day.follow();
  }, [day]);
  const run = shown?.pictures ?? NO_PICTURES;
  const findings = useMemo(() => findInRun(run), [run]);
  const cells = useMemo(() => cellsOf(run, findings), [run, findings]);
  const move = (shift: Shift) => void day.move(correctionOf(shift).moves);
  const lastAct = shown?.lastAct ?? null;
  const undo = lastAct ? () => void day.undo(lastAct.id) : ASLEEP;
  const keyed = findings.shifts.slice(0, MOST_KEYS).map((shift, nth) => [String(nth + 1), () => move(shift)] as const);
  useKeys({ ...Object.fromEntries(keyed), 'Ctrl+Z': undo });
  const count = countOf(findings);
  const sentence =
    run.length === 0
      ? say('day.empty')
      : count > 0
        ? say('day.look', { count })
        : say('day.allRight', { count: run.length });
  return (
    <section className="day" tabIndex={-1} aria-label={say('room.day')}>
      <header className={count === 0 && run.length > 0 ? 'prompt agree' : 'prompt'}>
        <Icon name="day" />
        <h2>{sentence}</h2>
        <b className="end">{shown && sayDate(shown.day)}</b>
      </header>
      <PicturesInOrder run={run} />
      <ToLookAt findings={findings} onMove={move}>
        {trouble !== '' && <Item means="stop" title={trouble} />}
        {lastAct && <LastAct act={lastAct} onUndo={undo} />}
      </ToLookAt>
      <NumberCells cells={cells} />
    </section>
  );
}

function LastAct({ act, onUndo }: { readonly act: DayAct; readonly onUndo: () => void }) {
  return (
    <Item means="agree" title={say('day.moved', { count: act.pictures, time: sayTime(act.at) })}>
      <Button keyName="Ctrl Z" onPress={onUndo}>
        {say('day.undo')}
      </Button>
    </Item>
  );
}
