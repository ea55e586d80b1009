/** What the outbox shows, what it needs, and what an undo comes to. */
import type { Host } from '../../shared/contract/host-contract.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { QueueRow, StationDatabase } from '../database/station-database.ts';

export interface OutboxView {
  /** Oldest first. */
  readonly rows: readonly QueueRow[];
  readonly newer: number;
  readonly cases: readonly ExpertCase[];
  /** Why something is not in the journal yet. */
  readonly trouble: Failure | null;
}

export interface OutboxPorts {
  readonly host: Host;
  readonly database: StationDatabase;
  readonly now: () => number;
  readonly newId: () => string;
  readonly account: () => string;
}

export type TakenBack = 'withdrawn' | 'undoQueued' | 'notOurs';

/** An entry as it stands before the journal has answered. */
export const unsavedRow = (entry: OutboxEntry): QueueRow => ({
  entry,
  delivery: { is: 'waiting' },
  adoptedBy: null,
  isSaved: false,
  isRecovered: false,
  isSetAside: false,
  isTakenBack: false,
});
