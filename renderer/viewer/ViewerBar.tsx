/** What can be done to a picture, each with its key. */
import { Button } from '../controls/Button.tsx';
import { say } from '../strings/say.ts';
import type { PictureActs } from './picture-keys.ts';

export interface ViewerBarProps {
  readonly acts: PictureActs;
  readonly isFaded: boolean;
  readonly keepsView: boolean;
  /** Whether a stamp may be found on the picture yet: its button keeps its place until then. */
  readonly awaitsStamp: boolean;
  /** Undefined where there is one picture only. */
  readonly isInStep?: boolean | undefined;
}

export function ViewerBar({ acts, isFaded, keepsView, awaitsStamp, isInStep }: ViewerBarProps) {
  return (
    <div className="viewer-bar" role="toolbar" aria-label={say('viewer.bar')}>
      <Button keyName="PgUp" onPress={acts.zoomIn}>
        {say('viewer.zoomIn')}
      </Button>
      <Button keyName="PgDn" onPress={acts.zoomOut}>
        {say('viewer.zoomOut')}
      </Button>
      <Button keyName="Home" onPress={acts.showWhole}>
        {say('viewer.whole')}
      </Button>
      {(acts.showStamp || awaitsStamp) && (
        <Button keyName="F2" isAsleep={!acts.showStamp} onPress={acts.showStamp}>
          {say('viewer.stamp')}
        </Button>
      )}
      {acts.showLabel && (
        <Button keyName="F3" onPress={acts.showLabel}>
          {say('viewer.label')}
        </Button>
      )}
      <Button keyName="F4" onPress={acts.toggleFaded} {...(isFaded ? { looks: 'primary' } : {})}>
        {say('viewer.faded')}
      </Button>
      <Button keyName="Shift PgUp" onPress={acts.turnLeft}>
        {say('viewer.turnLeft')}
      </Button>
      <Button keyName="Shift PgDn" onPress={acts.turnRight}>
        {say('viewer.turnRight')}
      </Button>
      {acts.toggleInStep && (
        <Button keyName="Z" onPress={acts.toggleInStep} {...(isInStep ? { looks: 'primary' } : {})}>
          {say('viewer.inStep')}
        </Button>
      )}
      <Button onPress={acts.toggleKeepsView} {...(keepsView ? { looks: 'primary' } : {})}>
        {say('viewer.keepsView')}
      </Button>
    </div>
  );
}
