/**
 * One entry's way to the portal and back:
 *
 *   mark of the history -> read and compare with what the person saw -> intent (journalled) -> send once -> prove -> verdict
 *
 * Answers where the entry stands afterwards; the caller journals it. What differs from kind to kind is in `kinds/`.
 * Source: RELIABILITY 2.5.
 */
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Mark } from '../../../shared/outbox/mark.ts';
import type {
  Conflicted,
  ConflictKind,
  Delivery,
  OutboxEntry,
  QueuedEntry,
} from '../../../shared/outbox/outbox-entry.ts';
import { senderOf } from '../../../shared/outbox/outbox-entry.ts';
import { afterFailure, delayBeforeResend, QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { occidOf, type Change } from '../../../shared/portal/change.ts';
import { isAboutPicture } from '../../../shared/portal/image-upload.ts';
import type { Facts, Look, Proven } from './kinds/kind.ts';
import { kindOf, type AnyAbout } from './kinds/kinds.ts';
import type { EnginePorts } from './ports.ts';
import { namedClash } from './who.ts';

/** Sends an entry that has never been sent, or that was proven not to have arrived. */
export async function deliver(ports: EnginePorts, queued: QueuedEntry): Promise<Delivery> {
  const { entry } = queued;
  const attempt = attemptOf(queued.delivery) + 1;
  const troubled = (failure: Failure) => afterFailure(failure, attempt, ports.now(), ports.chance());
  if (dependsInVain(ports, entry)) return conflicted(ports, 'dependsOnAnother');
  if (undoesNothing(ports, entry)) return conflicted(ports, 'changed');
  const change = withOccids(ports, entry.change);
  if (!change) return conflicted(ports, 'dependsOnAnother');
  const about = { entry, change };
  const clock = await ports.histories.mark();
  if (!clock.ok) return troubled(clock.failure);
  const { look, mark } = await lookAndMark(ports, about, clock.value);
  if (look.is === 'failed') return troubled(look.failure);
  if (mark) return send(ports, queued, mark, attempt, troubled);
  const wasSent = ports.journal.projection.marks.has(entry.id);
  const proven = wasSent ? await prove(ports, queued) : undefined;
  // Proven not to have arrived, and not to be sent either: what stands in its way is for a person.
  return proven && proven.is !== 'retrying' ? proven : standing(ports, queued, look);
}

/**
 * The collection's history leaves secured records out, so that silence there would prove nothing: theirs is counted by its own
 * rows. Subtle: every history is marked before the value is read, or an edit in between would be on neither side of the mark.
 */
async function lookAndMark(
  ports: EnginePorts,
  about: AnyAbout,
  historyId: number | null,
): Promise<{ readonly look: Exclude<Look, { is: 'ready' }>; readonly mark?: undefined } | Ready> {
  const first = await kindOf(about.change).look(ports, about);
  const occid = occidOf(about.change);
  if (first.is !== 'ready') return { look: first };
  if (!first.isSecured || occid === undefined)
    return { look: first, mark: { ...first.seen, historyId, ownRows: null } };
  const own = await ports.histories.countOwn(occid);
  if (!own.ok) return { look: { is: 'failed', failure: own.failure } };
  const look = await kindOf(about.change).look(ports, about);
  return look.is === 'ready' ? { look, mark: { ...look.seen, historyId: null, ownRows: own.value } } : { look };
}

interface Ready {
  readonly look: Extract<Look, { is: 'ready' }>;
  readonly mark: Mark;
}

/** Looks what became of an entry whose outcome is not known. Never sends. */
export async function prove(ports: EnginePorts, queued: QueuedEntry, refusal?: Failure): Promise<Delivery> {
  const { entry, delivery } = queued;
  const answered = delivery.is === 'sending' || (delivery.is === 'checking' && delivery.answered);
  const attempt = attemptOf(delivery);
  const proven = await evidence(ports, entry, answered);
  if (proven.is === 'failed') return lookAgain(ports, queued.delivery, attempt, proven.failure, answered);
  if (refusal && proven.is === 'conflicted' && proven.kind === 'saidYesNothingChanged')
    return afterRefusal(ports, attempt, refusal);
  if (proven.is === 'delivered')
    return {
      is: 'delivered',
      at: ports.now(),
      already: false,
      superseded: proven.superseded ?? false,
      occid: proven.occid ?? null,
    };
  if (proven.is === 'conflicted') return namedClash(ports, entry, clashOf(ports, proven));
  return {
    is: 'retrying',
    attempt,
    notBefore: ports.now() + delayBeforeResend(entry.change),
    why: { kind: 'timedOut' },
  };
}

/** Proven not to have been done. A picture goes out smaller or as another type: each refusal leaves less to be tried. */
const afterRefusal = (ports: EnginePorts, attempt: number, why: Failure): Delivery =>
  isAboutPicture(why)
    ? { is: 'retrying', attempt, notBefore: ports.now(), why }
    : { is: 'refused', why, at: ports.now() };

/** Where an entry stands after a bug. Subtle: once an intent is journalled it may have left, and only a look tells. */
export function afterFault(ports: EnginePorts, { entry, seq, delivery }: QueuedEntry): Delivery {
  const why = { kind: 'fault', reference: String(seq) } as const;
  const mayHaveLeft = ports.journal.projection.marks.has(entry.id);
  if (!mayHaveLeft) return { is: 'refused', why, at: ports.now() };
  return delivery.is === 'checking' ? conflicted(ports, 'unclear') : lookAfterQuarantine(ports, 1, why);
}

/** The verdict from what was read before and what is read now. */
export async function evidence(
  ports: EnginePorts,
  entry: OutboxEntry,
  answered: boolean,
  mark = ports.journal.projection.marks.get(entry.id),
): Promise<Proven> {
  const change = withOccids(ports, entry.change);
  if (!mark || !change) return { is: 'conflicted', kind: 'unclear' };
  const historyOf = (occid: number) => ports.histories.since(mark, occid);
  return kindOf(change).prove(ports, { entry, change }, { mark, answered, historyOf });
}

async function send(
  ports: EnginePorts,
  queued: QueuedEntry,
  mark: Mark,
  attempt: number,
  troubled: (failure: Failure) => Delivery,
): Promise<Delivery> {
  const { entry } = queued;
  const change = withOccids(ports, entry.change);
  const intent = await ports.journal.record({ kind: 'intent', entryId: entry.id, attempt, mark });
  if (!intent.ok) return troubled(intent.failure);
  const sending = { is: 'sending', attempt, since: ports.now() } as const;
  ports.announce(intent.value, entry.id, sending);
  // Subtle: somebody else may have signed in while the record was read; the change is not theirs.
  if (!change || ports.portal.signedIn()?.user !== senderOf(queued)) return troubled({ kind: 'signedOut' });
  const outcome = await kindOf(change).send(ports, { entry, change }, mark);
  if (outcome.is === 'notSent') return troubled(outcome.failure);
  if (outcome.is === 'answered') return prove(ports, { ...queued, delivery: sending }, outcome.refusal);
  return lookAfterQuarantine(ports, attempt, outcome.failure);
}

const lookAfterQuarantine = (ports: EnginePorts, attempt: number, why: Failure): Delivery => ({
  is: 'checking',
  attempt,
  notBefore: ports.now() + QUARANTINE_MS,
  why,
  answered: false,
  looks: 0,
});

/** Where an entry stands that need not or cannot be sent. */
async function standing(ports: EnginePorts, { entry }: QueuedEntry, look: Exclude<Look, { is: 'ready' | 'failed' }>) {
  if (look.is === 'conflicted') return namedClash(ports, entry, clashOf(ports, look));
  return { is: 'delivered', at: ports.now(), already: true, superseded: false, occid: null } as const;
}

/** What stood there before we came is nobody's to take back here. */
function undoesNothing({ journal }: EnginePorts, { undoes }: OutboxEntry): boolean {
  const undone = undoes === null ? undefined : journal.projection.queue.get(undoes)?.delivery;
  return undone?.is === 'delivered' && undone.already;
}

/** What it was to follow was taken back. */
function dependsInVain({ journal }: EnginePorts, { after }: OutboxEntry): boolean {
  return after !== null && journal.projection.queue.get(after)?.delivery.is !== 'delivered';
}

/** Puts in the ids of records that were made by entries of this queue; undefined where one was not. */
function withOccids({ journal }: EnginePorts, change: Change): Change | undefined {
  if (!('occid' in change) || typeof change.occid === 'number') return change;
  const made = journal.projection.queue.get(change.occid)?.delivery;
  return made?.is === 'delivered' && made.occid !== null ? { ...change, occid: made.occid } : undefined;
}

const clashOf = (
  ports: EnginePorts,
  {
    kind,
    replaced,
    parts,
    portalNow,
    holders,
  }: Facts & { kind: ConflictKind; replaced?: string | null; parts?: readonly string[] },
): Conflicted => ({
  is: 'conflicted',
  kind,
  portalNow: portalNow ?? null,
  holders: [...(holders ?? [])],
  replaced: replaced ?? null,
  by: null,
  byWhen: null,
  parts: [...(parts ?? [])],
  at: ports.now(),
});

export const conflicted = (ports: EnginePorts, kind: ConflictKind, facts: Facts = {}): Conflicted =>
  clashOf(ports, { kind, ...facts });

/** A reading that will never come is for a person, not for ever. */
function lookAgain(ports: EnginePorts, before: Delivery, attempt: number, why: Failure, answered: boolean): Delivery {
  const looks = (before.is === 'checking' ? before.looks : 0) + 1;
  const retry = afterFailure(why, looks, ports.now(), ports.chance());
  if (retry.is !== 'retrying') return conflicted(ports, 'unclear');
  return { is: 'checking', attempt, notBefore: retry.notBefore, why, answered, looks };
}

const attemptOf = (delivery: Delivery): number => ('attempt' in delivery ? delivery.attempt : 0);
