/** Leads two pictures by the same hand. Subtle: only one that is led leads, or a follower would lead in turn. */
import type { PictureStage } from './picture-stage.ts';
import { inStep, type View } from './view.ts';

/** Until the answered function is called. */
export function keepInStep(one: PictureStage, other: PictureStage): () => void {
  const known = new Map<PictureStage, View | undefined>([
    [one, one.now()],
    [other, other.now()],
  ]);
  const follow = (leader: PictureStage, follower: PictureStage) => (after: View) => {
    const before = known.get(leader);
    known.set(leader, after);
    const stood = follower.now();
    if (before && stood && leader.isLed && follower.isOpen) follower.look(inStep(stood, before, after));
  };
  const stops = [one.onMoved(follow(one, other)), other.onMoved(follow(other, one))];
  return () => stops.forEach(stop => stop());
}
