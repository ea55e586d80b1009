/**
 * One entry's way to the portal and back:
 *
 *   read -> compare with what the operator saw -> number still free? -> intent (journalled) -> send once -> prove -> verdict
 *
 * Answers where the entry stands afterwards; the caller journals it. Source: RELIABILITY 2.5.
 */
import { compareBase, verdictOf, type Mark, type Verdict } from '../../../shared/outbox/evidence.ts';
import type { ConflictKind, Delivery, OutboxEntry, QueuedEntry } from '../../../shared/outbox/outbox-entry.ts';
import { afterFailure, QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { isTemporary } from '../../../shared/failure/explain-failure.ts';
import { success, type Failure, type Result } from '../../../shared/failure/failure.ts';
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
  if (undoesNothing(ports, entry) || before.value.collid !== entry.collid)
    return conflicted(ports, 'changed', portalNow);
  const comparison = compareBase(entry.edit, portalNow);
  if (comparison.is === 'changed') return conflicted(ports, 'changed', portalNow);
  const wasSent = ports.journal.projection.marks.has(entry.id);
  if (comparison.is === 'already' && wasSent) return prove(ports, queued);
  const holders = await otherHolders(ports, entry);
  if (!holders.ok) return troubled(holders.failure);
  if (holders.value.length > 0)
    return conflicted(ports, comparison.is === 'already' ? 'doubled' : 'numberInUse', portalNow, holders.value);
  if (comparison.is === 'already') return { is: 'delivered', at: ports.now(), already: true };
  const mark = await markOf(ports, before.value, portalNow);
  return mark.ok ? send(ports, queued, mark.value, attempt, troubled) : troubled(mark.failure);
}

/** What stood there before we came is nobody's to take back here. */
function undoesNothing({ journal }: EnginePorts, { undoes }: OutboxEntry): boolean {
  const undone = undoes === null ? undefined : journal.projection.queue.get(undoes)?.delivery;
  return undone?.is === 'delivered' && undone.already;
}

/** Looks what became of an entry whose outcome is not known. Never sends. */
export async function prove(ports: EnginePorts, queued: QueuedEntry, refusal?: Failure): Promise<Delivery> {
  const { entry, delivery } = queued;
  const answered = delivery.is === 'sending' || (delivery.is === 'checking' && delivery.answered);
  const attempt = attemptOf(delivery);
  const again = (failure: Failure) => lookAgain(ports, attempt, failure, answered);
  const after = await ports.portal.readOccurrence(entry.occid);
  if (!after.ok) return after.failure.kind === 'notFound' ? conflicted(ports, 'gone', null) : again(after.failure);
  const holders = await otherHolders(ports, entry);
  if (!holders.ok) return again(holders.failure);
  const mark = ports.journal.projection.marks.get(entry.id);
  const value = after.value[entry.edit.term];
  if (!mark) return conflicted(ports, 'unclear', value);
  const history = mark.historyId === null ? undefined : await ports.portal.historySince(mark.historyId);
  if (history && !history.ok && isTemporary(history.failure)) return again(history.failure);
  const proof = {
    value,
    rowStamp: after.value.dateLastModified,
    history: history?.ok ? history.value.filter(row => row.occid === entry.occid) : null,
    otherHolders: holders.value,
  };
  const verdict = verdictOf(entry.edit, mark, proof, answered);
  if (refusal && verdict.is === 'conflicted' && verdict.kind === 'saidYesNothingChanged')
    return { is: 'refused', why: refusal, at: ports.now() };
  return settled(ports, verdict, value, attempt, holders.value);
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
  if (outcome.is === 'answered') return prove(ports, { seq, entry, delivery: sending }, outcome.refusal);
  return lookAfterQuarantine(ports, attempt, outcome.failure);
}

export const lookAfterQuarantine = (ports: EnginePorts, attempt: number, why: Failure): Delivery => ({
  is: 'checking',
  attempt,
  notBefore: ports.now() + QUARANTINE_MS,
  why,
  answered: false,
});

/** Fails only where the history may tell in a moment; a portal that never tells is worked with all the same. */
async function markOf(ports: EnginePorts, occurrence: Occurrence, value: string | null): Promise<Result<Mark>> {
  const mark = { value, rowStamp: occurrence.dateLastModified };
  // The collection's history leaves secured records out: silence there would prove nothing.
  if (occurrence.isSecured) return success({ ...mark, historyId: null });
  const historyMark = await ports.portal.historyMark();
  if (historyMark.ok) return success({ ...mark, historyId: historyMark.value });
  return isTemporary(historyMark.failure) ? historyMark : success({ ...mark, historyId: null });
}

async function otherHolders(ports: EnginePorts, { edit, occid }: OutboxEntry) {
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
  return conflicted(ports, verdict.kind, portalNow, holders, verdict.replaced);
}

export const conflicted = (
  ports: EnginePorts,
  kind: ConflictKind,
  portalNow: string | null,
  holders: readonly number[] = [],
  replaced: string | null = null,
): Delivery => ({ is: 'conflicted', kind, portalNow, holders: [...holders], replaced, at: ports.now() });

/** A reading that will never come is for a person, not for ever. */
function lookAgain(ports: EnginePorts, attempt: number, why: Failure, answered: boolean): Delivery {
  const retry = afterFailure(why, attempt, ports.now(), ports.chance());
  if (retry.is !== 'retrying') return conflicted(ports, 'unclear', null);
  return { is: 'checking', attempt, notBefore: retry.notBefore, why, answered };
}

const attemptOf = (delivery: Delivery): number => ('attempt' in delivery ? delivery.attempt : 0);
