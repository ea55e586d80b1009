/**
 * Looks again at entries whose outcome was unknown once: a request that a portal held back longer than any quarantine shows
 * then, as does an entry that was taken back here and arrived all the same. Source: RELIABILITY 2.5 step 9, r3.
 */
import { LOOKS, type Doubt, type Projection } from '../journal/projection.ts';
import { effectsOf } from '../../../shared/outbox/evidence.ts';
import type { ConflictKind, Delivery, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { canWithdraw, isSettled, needsPerson } from '../../../shared/outbox/outbox-entry.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { editOf, occidOf } from '../../../shared/portal/change.ts';
import { isSameValue, type FieldEdit } from '../../../shared/specimen/field-edit.ts';
import { conflicted, evidence } from './deliver.ts';
import type { Proven } from './kinds/kind.ts';
import type { EnginePorts } from './ports.ts';

const LOOK_AGAIN_AFTER_MS = 10 * 60_000;

export type Sweeping =
  | { readonly is: 'nothingLate' }
  | { readonly is: 'late'; readonly delivery: Delivery }
  | { readonly is: 'failed'; readonly failure: Failure };

type Doubts = Pick<Projection, 'queue' | 'doubtful'>;

/** The entry to look at again now, if there is one. `startedAt`: of the program, wall milliseconds, as `now` is. */
export const chooseForSweep = (doubts: Doubts, startedAt: number, now: number): QueuedEntry | undefined =>
  looksAhead(doubts, startedAt).find(({ at }) => at <= now)?.queued;

/** When the next look is due in this run of the program; undefined: never. */
export function nextSweepDue(doubts: Doubts, startedAt: number): number | undefined {
  const due = looksAhead(doubts, startedAt).map(({ at }) => at);
  return due.length === 0 ? undefined : Math.min(...due);
}

export async function sweep(ports: EnginePorts, queued: QueuedEntry): Promise<Sweeping> {
  const { entry, delivery } = queued;
  const edit = editOf(entry.change);
  if (edit) return sweepEdit(ports, queued, edit);
  const proven = await evidence(ports, entry, false, ports.journal.projection.doubtful.get(entry.id)?.mark);
  if (proven.is === 'failed') return proven;
  const isLate =
    delivery.is === 'delivered'
      ? proven.is === 'conflicted' && CAME_LATE.has(proven.kind) && !isOnTwoRecords(proven)
      : proven.is === 'delivered' || isOnTwoRecords(proven);
  if (!isLate || mayHaveLanded(delivery)) return { is: 'nothingLate' };
  return { is: 'late', delivery: conflicted(ports, 'late', 'portalNow' in proven ? proven : {}) };
}

/** Only what came to an end is swept; the rest is looked at by its own delivery. */
const canSweep = ({ delivery }: QueuedEntry): boolean => isSettled(delivery) || needsPerson(delivery);

const looksAhead = ({ queue, doubtful }: Doubts, startedAt: number) =>
  [...doubtful].flatMap(([id, doubt]) => {
    const queued = queue.get(id);
    const at = lookDueAt(doubt, startedAt);
    return at !== undefined && queued && canSweep(queued) ? [{ queued, at }] : [];
  });

/** What an earlier run left is looked at first of all; the last look is kept for the next start: undefined until then. */
function lookDueAt({ since, looks }: Doubt, startedAt: number): number | undefined {
  if (since < startedAt) return startedAt;
  return looks < LOOKS - 1 ? since + LOOK_AGAIN_AFTER_MS : undefined;
}

/** Written over unseen; something stands there that no row explains; or the record has left the history that would tell. */
const CANNOT_BE_RULED_OUT: ReadonlySet<ConflictKind> = new Set<ConflictKind>([
  'overwrote',
  'loggedNotApplied',
  'moved',
  'unclear',
]);

/** What a second arrival may leave behind where the first one was delivered. */
const CAME_LATE: ReadonlySet<ConflictKind> = new Set<ConflictKind>([...CANNOT_BE_RULED_OUT, 'doubled']);

/** Ours stands there, and somebody has given the same number to another record, maybe long since: that tells nothing of lateness. */
const isOnTwoRecords = (proven: Proven): boolean =>
  proven.is === 'conflicted' && proven.kind === 'doubled' && (proven.holders ?? []).length > 0;

/** A person knows already that it left its trace. */
const mayHaveLanded = (delivery: Delivery): boolean => delivery.is === 'conflicted' && !canWithdraw(delivery);

/** More writes of the value than entries of ours that wished it: one of them came late, over somebody's newer value. */
async function sweepEdit(ports: EnginePorts, queued: QueuedEntry, edit: FieldEdit): Promise<Sweeping> {
  const { entry, delivery } = queued;
  const mark = ports.journal.projection.marks.get(entry.id);
  const occid = occidOf(entry.change);
  if (!mark || occid === undefined) return { is: 'nothingLate' };
  const history = await ports.histories.since(mark, occid);
  if (!history.ok) return { is: 'failed', failure: history.failure };
  const effects = effectsOf(edit, history.value ?? []);
  const expected = sameWishes(ports, queued) + (delivery.is === 'delivered' || mayHaveLanded(delivery) ? 1 : 0);
  if (effects.length <= expected) return sweepLanded(ports, queued);
  const replaced = effects.at(-1)?.from ?? null;
  return { is: 'late', delivery: { ...conflicted(ports, 'late', { portalNow: edit.to }), replaced } };
}

/** A write over a value that the portal logged only after looking at the old one leaves no row: the value itself tells. */
async function sweepLanded(ports: EnginePorts, queued: QueuedEntry): Promise<Sweeping> {
  if (queued.delivery.is !== 'delivered' || sameWishes(ports, queued) > 0) return { is: 'nothingLate' };
  const proven = await evidence(ports, queued.entry, true);
  if (proven.is === 'failed') return proven;
  if (proven.is !== 'conflicted' || !CANNOT_BE_RULED_OUT.has(proven.kind)) return { is: 'nothingLate' };
  const late = conflicted(ports, 'late', proven);
  return { is: 'late', delivery: { ...late, replaced: proven.replaced ?? null } };
}

/** Other entries of this queue that wrote the same value; one that found it there wrote nothing. */
function sameWishes({ journal }: EnginePorts, { entry }: QueuedEntry): number {
  const edit = editOf(entry.change);
  if (!edit) return 0;
  return [...journal.projection.queue.values()].filter(other => {
    const wish = editOf(other.entry.change);
    return (
      other.entry.id !== entry.id &&
      occidOf(other.entry.change) === occidOf(entry.change) &&
      wish?.term === edit.term &&
      isSameValue(wish.to, edit.to) &&
      other.delivery.is === 'delivered' &&
      !other.delivery.already
    );
  }).length;
}
