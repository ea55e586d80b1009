/** Four places, always the same: back or undo, this state's other way, flag, and the one primary act at the right. */
import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button, type ButtonProps } from '../controls/Button.tsx';
import { ASLEEP, useKeys, type KeyActs } from '../controls/keys.ts';
import { say } from '../strings/say.ts';
import type { Bench } from './bench.ts';
import type { BenchView } from './bench-view.ts';
import { dockOf, type Place } from './dock-acts.ts';

export function Dock({ bench, view }: { readonly bench: Bench; readonly view: BenchView }) {
  const { sheets } = useStore(bench.waiting.view);
  const places = dockOf(bench, view, sheets);
  // Subtle: the pedal is Space too, and where it says nothing it must not press the button that has the focus.
  useKeys({ Space: ASLEEP, ...keysOf(places) });
  return (
    <div className="dock" data-region="dock" role="group" aria-label={say('dock.label')}>
      {places.map((place, index) => (
        <Fragment key={index}>{placeOf(place)}</Fragment>
      ))}
    </div>
  );
}

function placeOf(place: Place | null): ReactNode {
  if (!place) return <div className="nothing" />;
  const looks: Partial<ButtonProps> = {
    ...(place.looks ? { looks: place.looks } : {}),
    ...(place.icon ? { icon: place.icon } : {}),
  };
  return (
    <Button keyName={place.shown} isAsleep={place.act === undefined} onPress={place.act} {...looks}>
      {place.words}
    </Button>
  );
}

/** What a press does, the keys do; Enter and Tab belong to the fields. */
function keysOf(places: readonly (Place | null)[]): KeyActs {
  const pairs = places.flatMap(place => (place?.act ? (place.keys ?? []).map(key => [key, place.act] as const) : []));
  return Object.fromEntries(pairs);
}
