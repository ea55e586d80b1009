/** What the engine must know of one kind of change. Source: RELIABILITY 2.6. */
import type { Failure, Result } from '../../../../shared/failure/failure.ts';
import { clash, type Clash, type Verdict } from '../../../../shared/outbox/evidence.ts';
import type { Mark } from '../../../../shared/outbox/mark.ts';
import type { OutboxEntry } from '../../../../shared/outbox/outbox-entry.ts';
import type { Change, ChangeOf } from '../../../../shared/portal/change.ts';
import type { PortalRecord } from '../../../../shared/portal/portal-record.ts';
import type { HistoryRow, SendOutcome } from '../../../../shared/portal/portal.ts';
import type { EnginePorts } from '../ports.ts';

export interface Facts {
  /** What stands on the portal where ours is to stand, for people. */
  readonly portalNow?: string | null;
  readonly holders?: readonly number[];
}

export type Look =
  | ({
      readonly is: 'ready';
      readonly isSecured: boolean;
      readonly seen: Pick<Mark, 'value' | 'rowStamp' | 'kit'>;
    } & Facts)
  | ({ readonly is: 'already' } & Facts)
  | (Clash & Facts)
  | { readonly is: 'failed'; readonly failure: Failure };

export type Proven = (Verdict & Facts) | { readonly is: 'failed'; readonly failure: Failure };

/** Where ids of records that were made here have been put in. */
export type Settled<Kind extends Change['kind']> = Omit<ChangeOf<Kind>, 'occid'> &
  ('occid' extends keyof ChangeOf<Kind> ? { readonly occid: number } : object);

export interface About<Kind extends Change['kind']> {
  readonly entry: OutboxEntry;
  readonly change: Settled<Kind>;
}

export interface Trace {
  readonly mark: Mark;
  /** Whether the portal's answer came back whole, whatever it said. */
  readonly answered: boolean;
  /** The rows since the mark about one record, oldest first; null where the portal does not tell. */
  readonly historyOf: (occid: number) => Promise<Result<readonly HistoryRow[] | null>>;
}

export interface Kind<Name extends Change['kind']> {
  /** What stands there now, compared with what the person saw. */
  look(ports: EnginePorts, about: About<Name>): Promise<Look>;
  /** Sends once. */
  send(ports: EnginePorts, about: About<Name>, mark: Mark): Promise<SendOutcome>;
  /** Looks what became of it. */
  prove(ports: EnginePorts, about: About<Name>, trace: Trace): Promise<Proven>;
}

export const failedWith = (failure: Failure) => ({ is: 'failed', failure }) as const;

/** The collection's history tells nothing of a record that has left it, or that is secured now: its silence proves nothing. */
export function leftTheHistory({ collid }: OutboxEntry, mark: Mark, record: PortalRecord): Clash | undefined {
  if (record.collid !== collid) return clash('moved');
  return record.isSecured && mark.historyId !== null ? clash('unclear') : undefined;
}

/** A record that is gone is an answer, not a failure: undefined. */
export async function readOrGone<Record>(read: Promise<Result<Record>>): Promise<Result<Record | undefined>> {
  const answer = await read;
  return !answer.ok && answer.failure.kind === 'notFound' ? { ok: true, value: undefined } : answer;
}
