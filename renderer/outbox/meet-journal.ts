/** The browser's copy of the queue meets the host's journal: at the start, and whenever the host is found again. */
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { reconcile, type Reconciliation } from '../../shared/outbox/reconcile.ts';
import { keptStateOf, type QueueRow } from '../database/station-database.ts';
import type { OutboxPorts } from './outbox-view.ts';

export interface Met {
  readonly journalId: string | undefined;
  readonly isWriter: boolean;
  /** In no order. */
  readonly rows: readonly QueueRow[];
  readonly newer: number;
  readonly cases: readonly ExpertCase[];
  /** The newest line this browser heard of, where the journal is an older copy; else 0. */
  readonly knew: number;
  /** How entries ended that are open in such a copy. */
  readonly ended: Reconciliation['ended'];
}

/** Takes over what the journal knows, queues again what only this browser has, sets the rest aside. */
export async function meetJournal({ host, database }: OutboxPorts, shell: string): Promise<Met> {
  const station = await host.call('station.open', {});
  // Subtle: read before the journal is, or a delivery announced in between makes the journal look shorter than we know it.
  const kept = await database.readKept();
  const listed = await host.call('outbox.list', {});
  const newer = kept.newer + (await database.newerTasks());
  if (!station.ok || !listed.ok) {
    const rows = [...kept.rows.values()].map(({ shown }) => shown);
    return { journalId: undefined, isWriter: false, rows, newer, cases: await database.readCases(), knew: 0, ended: [] };
  }
  const { journalId, isWriter } = station.value;
  const journal = { journalId, lastSeq: listed.value.lastSeq, queue: listed.value.queue };
  const state = keptStateOf(kept);
  const found = reconcile(journal, state);
  const meeting = isWriter ? found : { ...found, isOldCopy: false, recover: [], setAside: [] };
  const rows = await database.takeOver({ ...meeting, journal, kept, cases: listed.value.cases, shell });
  const knew = found.isOldCopy ? state.lastSeq : 0;
  return { journalId, isWriter, rows, newer, cases: await database.readCases(), knew, ended: found.ended };
}
