/** Leads two pictures by the same hand. */
import type { PictureStage } from './picture-stage.ts';
import { inStep, type View } from './view.ts';

/** Until the answered function is called. */
export function keepInStep(one: PictureStage, other: PictureStage): () => void {
  const known = new Map<PictureStage, View | undefined>([
    [one, one.now()],
    [other, other.now()],
  ]);
  let isLeading = false;
  const follow = (leader: PictureStage, follower: PictureStage) => (after: View) => {
    const before = known.get(leader);
    known.set(leader, after);
    const stood = follower.now();
    // Subtle: the follower's own move must not lead in turn, or the two would chase each other.
    if (isLeading || !before || !stood || !leader.isOpen || !follower.isOpen) return;
    isLeading = true;
    follower.look(inStep(stood, before, after));
    known.set(follower, follower.now());
    isLeading = false;
  };
  const stops = [one.onMoved(follow(one, other)), other.onMoved(follow(other, one))];
  return () => stops.forEach(stop => stop());
}
