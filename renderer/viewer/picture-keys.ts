/** The keys of pictures. None of them types a character, except Z, which waits until nobody types. */
import { useKeys } from '../controls/keys.ts';
import type { PictureStage } from './picture-stage.ts';
import type { Region } from './view.ts';

/** Parts of a picture that were found on it. */
export interface PictureRegions {
  readonly stamp?: Region | undefined;
  readonly label?: Region | undefined;
}

export interface PictureActs {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly showWhole: () => void;
  readonly turnLeft: () => void;
  readonly turnRight: () => void;
  readonly toggleFaded: () => void;
  readonly toggleKeepsView: () => void;
  readonly showStamp: (() => void) | undefined;
  readonly showLabel: (() => void) | undefined;
  readonly toggleInStep: (() => void) | undefined;
}

export function actsOn(stage: PictureStage, regions: PictureRegions = {}, toggleInStep?: () => void): PictureActs {
  const goTo = (region: Region | undefined) => region && (() => stage.showRegion(region));
  return {
    zoomIn: () => stage.zoom('in'),
    zoomOut: () => stage.zoom('out'),
    showWhole: () => stage.showWhole(),
    turnLeft: () => stage.turn('left'),
    turnRight: () => stage.turn('right'),
    toggleFaded: () => stage.toggleFaded(),
    toggleKeepsView: () => stage.toggleKeepsView(),
    showStamp: goTo(regions.stamp),
    showLabel: goTo(regions.label),
    toggleInStep,
  };
}

export function usePictureKeys(acts: PictureActs): void {
  useKeys({
    PageUp: acts.zoomIn,
    PageDown: acts.zoomOut,
    'Shift+PageUp': acts.turnLeft,
    'Shift+PageDown': acts.turnRight,
    Home: acts.showWhole,
    F2: acts.showStamp,
    F3: acts.showLabel,
    F4: acts.toggleFaded,
    Z: acts.toggleInStep,
  });
}
