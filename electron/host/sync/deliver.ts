/**
 * One entry's way to the portal and back:
 *
 *   read -> compare with what the operator saw -> number still free? -> intent (journalled) -> send once -> prove -> verdict
 *
 * Answers where the entry stands afterwards; the caller journals it. Source: RELIABILITY 2.5.
 */
import { compareBase, verdictOf, type Mark, type Verdict } from '../../../shared/outbox/evidence.ts';
import type { ConflictKind, Delivery, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { afterFailure, QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Occurrence } from '../../../shared/specimen/occurrence.ts';
import type { EnginePorts } from './ports.ts';

/** Sends an entry that has never been sent, or that was proven not to have arrived. */
export async function deliver(ports: EnginePorts, queued: QueuedEntry): Promise<Delivery> {
  const { entry } = queued;
  const attempt = attemptOf(queued.delivery) + 1;
  const troubled = (failure: Failure) => afterFailure(failure, attempt, ports.now(), ports.chance());
  const before = await ports.portal.readOccurrence(entry.occid);
  if (!before.ok)
    return before.failure.kind === 'notFound' ? conflicted(ports, 'gone', null) : troubled(before.failure);
  const portalNow = before.value[entry.edit.term];
  const comparison = compareBase(entry.edit, portalNow);
  if (comparison.is === 'already') return { is: 'delivered', at: ports.now(), already: true };
  if (comparison.is === 'changed') return conflicted(ports, 'changed', portalNow);
  const holders = await otherHolders(ports, entry);
  if (!holders.ok) return troubled(holders.failure);
  if (holders.value.length > 0) return conflicted(ports, 'numberInUse', portalNow, holders.value);
  return send(ports, queued, await markOf(ports, before.value, portalNow), attempt, troubled);
}

/** Looks what became of an entry whose outcome is not known. Never sends. */
export async function prove(
  ports: EnginePorts,
  { entry, delivery }: QueuedEntry,
  answered: boolean,
): Promise<Delivery> {
  const attempt = attemptOf(delivery);
  const mark = ports.journal.projection.marks.get(entry.id);
  const after = await ports.portal.readOccurrence(entry.occid);
  if (!after.ok && after.failure.kind === 'notFound') return conflicted(ports, 'gone', null);
  const holders = await otherHolders(ports, entry);
  if (!after.ok || !holders.ok || !mark) return lookAgain(ports, attempt, after.ok ? { kind: 'busy' } : after.failure);
  const history = mark.historyId === null ? null : await ports.portal.historySince(mark.historyId);
  const verdict = verdictOf(
    entry.edit,
    mark,
    {
      value: after.value[entry.edit.term],
      rowStamp: after.value.dateLastModified,
      history: history?.ok ? history.value.filter(row => row.occid === entry.occid) : null,
      otherHolders: holders.value,
    },
    answered,
  );
  return settled(ports, verdict, after.value[entry.edit.term], attempt, holders.value);
}

async function send(
  ports: EnginePorts,
  { seq, entry }: QueuedEntry,
  mark: Mark,
  attempt: number,
  troubled: (failure: Failure) => Delivery,
): Promise<Delivery> {
  const intent = await ports.journal.record({ kind: 'intent', entryId: entry.id, attempt, mark });
  if (!intent.ok) return troubled(intent.failure);
  const sending = { is: 'sending', attempt, since: ports.now() } as const;
  ports.announce(intent.value, entry.id, sending);
  // Subtle: somebody else may have signed in while the record was read; the change is not theirs.
  if (ports.portal.signedIn()?.user !== entry.account) return troubled({ kind: 'signedOut' });
  const outcome = await ports.portal.sendEdits(entry.occid, [entry.edit]);
  if (outcome.is === 'notSent') return troubled(outcome.failure);
  if (outcome.is === 'answered') return prove(ports, { seq, entry, delivery: sending }, true);
  return { is: 'checking', attempt, notBefore: ports.now() + QUARANTINE_MS, why: outcome.failure };
}

async function markOf(ports: EnginePorts, occurrence: Occurrence, value: string | null): Promise<Mark> {
  // The collection's history leaves secured records out: silence there would prove nothing.
  const historyMark = occurrence.isSecured ? undefined : await ports.portal.historyMark();
  return { value, rowStamp: occurrence.dateLastModified, historyId: historyMark?.ok ? historyMark.value : null };
}

async function otherHolders(ports: EnginePorts, { edit, occid }: QueuedEntry['entry']) {
  if (edit.term !== 'catalogNumber' || edit.to === null) return { ok: true, value: [] } as const;
  return ports.portal.holdersOf(edit.to, occid);
}

function settled(
  ports: EnginePorts,
  verdict: Verdict,
  portalNow: string | null,
  attempt: number,
  holders: readonly number[],
): Delivery {
  if (verdict.is === 'delivered') return { is: 'delivered', at: ports.now(), already: false };
  if (verdict.is === 'notApplied')
    return { is: 'retrying', attempt, notBefore: ports.now(), why: { kind: 'timedOut' } };
  return conflicted(ports, verdict.kind, portalNow, holders);
}

const conflicted = (
  ports: EnginePorts,
  kind: ConflictKind,
  portalNow: string | null,
  holders: readonly number[] = [],
): Delivery => ({
  is: 'conflicted',
  kind,
  portalNow,
  holders: [...holders],
  at: ports.now(),
});

function lookAgain(ports: EnginePorts, attempt: number, why: Failure): Delivery {
  const retry = afterFailure(why, attempt, ports.now(), ports.chance());
  const notBefore = retry.is === 'retrying' ? retry.notBefore : ports.now() + QUARANTINE_MS;
  return { is: 'checking', attempt, notBefore, why };
}

const attemptOf = (delivery: Delivery): number => ('attempt' in delivery ? delivery.attempt : 0);
