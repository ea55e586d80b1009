/** Leads two pictures by the same hand. */
import type { PictureStage } from './picture-stage.ts';
import { inStep, isSameView, type View } from './view.ts';

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
    // Subtle: what the follower tells of having followed is known already and leads nobody, or the two would chase each other.
    if (!before || !stood || isSameView(before, after) || !leader.isOpen || !follower.isOpen) return;
    follower.look(inStep(stood, before, after));
    known.set(follower, follower.now());
  };
  const stops = [one.onMoved(follow(one, other)), other.onMoved(follow(other, one))];
  return () => stops.forEach(stop => stop());
}
