/** What stands over every room until it is over: practice, a host that does not answer, a journal that was damaged. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { say } from '../strings/say.ts';
import type { OpenStation } from './open-station.ts';
import { ScannerBands } from './ScannerBands.tsx';

/** Practice is unmistakable on every screen; a host that does not answer is said, and nothing is taken away. */
export function Bands({ open }: { readonly open: OpenStation }) {
  const { station, isHostGone } = useStore(open.station);
  const newerRows = useStore(open.outbox.view).newer;
  const bands = useRef<HTMLDivElement>(null);
  useDrawersBelow(bands);
  return (
    <div className="bands" ref={bands}>
      {station.profile.kind === 'practice' && <p className="band practice">{say('app.practiceBand')}</p>}
      {isHostGone && (
        <p className="band trouble" role="alert">
          {say('app.hostGone')}
        </p>
      )}
      {station.newerLines > 0 && <p className="band trouble">{say('app.newerJournal')}</p>}
      {station.damage && <Damage open={open} {...station.damage} />}
      {station.restoredLines > 0 && <Restored lines={station.restoredLines} />}
      <ScannerBands scanners={open.scanners} />
      {newerRows > 0 && <p className="band trouble">{say('app.newerLines', { count: newerRows })}</p>}
    </div>
  );
}

/** Drawers begin under the bands, however many there are. */
function useDrawersBelow(bands: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = bands;
    if (!current) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--h-band', `${current.offsetHeight}px`));
    observer.observe(current);
    return () => observer.disconnect();
  }, [bands]);
}

interface DamageProps {
  readonly open: OpenStation;
  readonly segment: number;
  readonly line: number;
}

/** What was lost may have been anything: a person looks before anything more is sent. */
function Damage({ open, segment, line }: DamageProps) {
  return (
    <div className="band trouble asks" role="alert">
      <span>{say('app.damaged', { segment, line })}</span>
      <Button onPress={() => void open.seeDamage()}>{say('app.damageSeen')}</Button>
    </div>
  );
}

/** Nothing is lost, but a disk that spoils files wants looking after. */
function Restored({ lines }: { readonly lines: number }) {
  const [isSeen, setSeen] = useState(false);
  if (isSeen) return null;
  return (
    <div className="band mended asks" role="status">
      <span>{say('app.restored', { count: lines })}</span>
      <Button onPress={() => setSeen(true)}>{say('app.damageSeen')}</Button>
    </div>
  );
}
