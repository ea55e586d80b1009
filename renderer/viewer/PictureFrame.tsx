/** The place of one picture, or of two side by side, with their keys. In step, each goes where the other is led, by as much. */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { keepInStep } from './keep-in-step.ts';
import { actsOn, usePictureKeys, type PictureRegions } from './picture-keys.ts';
import type { PictureStage } from './picture-stage.ts';
import { ViewerBar } from './ViewerBar.tsx';

export interface PictureFrameProps {
  /** The one that the keys act on. */
  readonly first: PictureStage;
  readonly second?: PictureStage | undefined;
  /** What was found on the first. */
  readonly regions?: PictureRegions;
  readonly children: ReactNode;
}

export function PictureFrame({ first, second, regions, children }: PictureFrameProps) {
  const [isInStep, setInStep] = useState(true);
  const { isFaded, keepsView } = useStore(first.view);
  useEffect(() => (second && isInStep ? keepInStep(first, second) : undefined), [first, second, isInStep]);
  const acts = useMemo(() => {
    const ofFirst = actsOn(first, regions, second && (() => setInStep(is => !is)));
    const onAll = (act: (stage: PictureStage) => void) => () => [first, ...(second ? [second] : [])].forEach(act);
    // These are meant for both, whether they move in step or not.
    return {
      ...ofFirst,
      toggleFaded: onAll(one => one.toggleFaded()),
      toggleKeepsView: onAll(one => one.toggleKeepsView()),
      showWhole: onAll(one => one.showWhole()),
    };
  }, [first, second, regions]);
  usePictureKeys(acts);
  return (
    <>
      <div className="viewer-pair">{children}</div>
      <ViewerBar
        acts={acts}
        isFaded={isFaded}
        keepsView={keepsView}
        awaitsStamp={regions !== undefined && 'stamp' in regions}
        isInStep={second && isInStep}
      />
    </>
  );
}
