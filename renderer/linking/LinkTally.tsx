/** How far the list is, at which pace, and how long it lasts. */
import { useStore } from 'zustand';
import type { Outbox } from '../outbox/outbox.ts';
import { say } from '../strings/say.ts';
import { pictureOf, standing } from './dealt-with.ts';

const HOUR_MS = 3_600_000;
/** A pace is told only after so long: three sheets in a minute are not 180 an hour. */
const SHORTEST_SPAN_MS = 10 * 60_000;
const MINUTES = 60;

interface LinkTallyProps {
  readonly outbox: Outbox;
  /** Pictures that nobody has dealt with here. */
  readonly left: number;
  readonly now: () => number;
}

export function LinkTally({ outbox, left, now }: LinkTallyProps) {
  const { rows } = useStore(outbox.view);
  const at = now();
  const doneAt = standing(rows)
    .filter(({ entry }) => pictureOf(entry) !== undefined)
    .map(({ entry }) => entry.madeAt)
    .filter(madeAt => madeAt >= new Date(at).setHours(0, 0, 0, 0));
  const recent = doneAt.filter(madeAt => madeAt > at - HOUR_MS);
  const span = Math.max(SHORTEST_SPAN_MS, at - Math.min(at, ...recent));
  const anHour = Math.round((recent.length * HOUR_MS) / span);
  return (
    <section className="tally panel" aria-label={say('linking.tally.label')} data-region="tally">
      <Count value={String(doneAt.length)} words={say('linking.tally.of', { count: doneAt.length + left })} />
      <Count value={String(anHour)} words={say('linking.tally.pace')} />
      <Count value={sayLeft(left, anHour)} words={say('linking.tally.left')} />
    </section>
  );
}

function sayLeft(left: number, anHour: number): string {
  if (anHour === 0 || left === 0) return say('linking.tally.unknown');
  const total = Math.ceil((left * MINUTES) / anHour);
  const [hours, minutes] = [Math.floor(total / MINUTES), total % MINUTES];
  if (hours === 0) return say('linking.tally.minutes', { minutes });
  return say('linking.tally.hours', { hours, minutes: String(minutes).padStart(2, '0') });
}

function Count({ value, words }: { readonly value: string; readonly words: string }) {
  return (
    <div>
      <b>{value}</b>
      <span>{words}</span>
    </div>
  );
}
