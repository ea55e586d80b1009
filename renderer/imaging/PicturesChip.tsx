/** Says wherever one works that pictures wait for their specimens, or that files were not taken in. */
import { useStore } from 'zustand';
import { Icon } from '../controls/Icon.tsx';
import { Press } from '../controls/Press.tsx';
import { say } from '../strings/say.ts';
import { waitingShots, type Shots } from './shots.ts';

export function PicturesChip({ shots, onLook }: { readonly shots: Shots; readonly onLook: () => void }) {
  const camera = useStore(shots.view);
  const { refused, before } = camera;
  const waiting = waitingShots(camera).length;
  const words =
    waiting > 0
      ? say('shots.waiting', { count: waiting })
      : refused.length > 0
        ? say('shots.notTaken', { count: refused.length })
        : before.count > 0
          ? say('shots.before', { count: before.count })
          : undefined;
  if (words === undefined) return null;
  const looks = waiting + refused.length > 0 ? 'chip differ' : 'chip';
  return (
    <Press looks={looks} facts={{ 'data-waiting': waiting, 'data-refused': refused.length }} onPress={onLook}>
      <Icon name="camera" />
      {words} <kbd>F10</kbd>
    </Press>
  );
}
