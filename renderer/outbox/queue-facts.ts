/** What the queue means for the bench: links that count, links that were taken back, the day's work. */
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { Shot } from '../../shared/workflow/shot.ts';
import type { QueueRow } from '../database/station-database.ts';

/** Links that hold, and merges that bring a number: neither withdrawn nor taken back by a later change. Oldest first. */
export function standingLinks(rows: readonly QueueRow[]): readonly QueueRow[] {
  const undone = new Set(rows.filter(({ delivery }) => delivery.is !== 'withdrawn').map(({ entry }) => entry.undoes));
  return rows.filter(
    ({ entry, delivery, isSetAside }) =>
      (entry.why === 'link' || entry.change.kind === 'merge') &&
      delivery.is !== 'withdrawn' &&
      !undone.has(entry.id) &&
      !isSetAside,
  );
}

export const lastLink = (rows: readonly QueueRow[]): OutboxEntry | undefined => standingLinks(rows).at(-1)?.entry;

/** Whether an entry carries this shot that was not taken back. */
export const isOnItsWay = (shot: Shot, rows: readonly QueueRow[]): boolean =>
  rows.some(
    ({ entry: { change }, delivery }) =>
      change.kind === 'attachImage' && delivery.is !== 'withdrawn' && change.image.sha256 === shot.sent?.sha256,
  );

/** Records with the numbers that were queued for them here and that their reader could not know of yet. */
export function withQueuedNumbers(
  occurrences: readonly Occurrence[],
  rows: readonly QueueRow[],
): readonly Occurrence[] {
  const links = new Map(standingLinks(rows).map(row => [occidOf(row.entry.change), row]));
  return occurrences.map(one => {
    const link = links.get(one.occid);
    return link && isNewsFor(one, link)
      ? { ...one, catalogNumber: one.catalogNumber ?? catalogNumberOf(link.entry.change) }
      : one;
  });
}

function isNewsFor({ readAt }: Occurrence, { delivery }: QueueRow): boolean {
  if (delivery.is === 'conflicted') return false;
  return delivery.is !== 'delivered' || delivery.at >= readAt;
}

export interface Tally {
  readonly linked: number;
  readonly anHour: number;
  readonly flagged: number;
}

const HOUR_MS = 3_600_000;
/** A pace is told only after so long: three sheets in a minute are not 180 an hour. */
const SHORTEST_SPAN_MS = 10 * 60_000;

/** The day's count and the pace of the last hour, from what is queued here. */
export function tallyOf(rows: readonly QueueRow[], flagsMadeAt: readonly number[], now: number): Tally {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const linkedAt = standingLinks(rows)
    .map(({ entry }) => entry.madeAt)
    .filter(at => at >= midnight);
  const recent = linkedAt.filter(at => at > now - HOUR_MS);
  const span = Math.max(SHORTEST_SPAN_MS, Math.min(HOUR_MS, now - Math.min(now, ...recent)));
  return {
    linked: linkedAt.length,
    anHour: Math.round((recent.length * HOUR_MS) / span),
    flagged: flagsMadeAt.filter(at => at >= midnight).length,
  };
}
