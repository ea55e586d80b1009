/**
 * What a person decides about a clash. Every decision is a later change that starts from what stands on the portal now; at
 * no moment is neither of the two values kept.
 */
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import { canWithdraw, isSettled, type Delivery, type OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { occidOf, type Change, type ChangeOf } from '../../shared/portal/change.ts';
import { isSameIdentifier } from '../../shared/outbox/merge-rehearsal.ts';
import { fieldOf, type WholeRecord } from '../../shared/portal/portal-record.ts';
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import type { QueueRow } from '../database/station-database.ts';
import { clashOf } from './clash-case.ts';
import { mergeWish, type Both } from './merge-wish.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxPorts } from './outbox-view.ts';

type Done = Result<unknown>;
type Wish = Pick<OutboxEntry, 'why' | 'change'>;

/** The records of a clash as they stand on the portal now; undefined where one is gone or cannot be read. */
export interface RecordsNow {
  /** The record that the change is about; of a merge, the one that stays. */
  readonly record: WholeRecord | undefined;
  /** The one that a merge deletes. */
  readonly source: WholeRecord | undefined;
  /** Who else bears the number. */
  readonly holder: WholeRecord | undefined;
}

export class Decisions {
  constructor(
    private readonly outbox: Outbox,
    private readonly ports: OutboxPorts,
    /** The stage that means: an expert decides. */
    private readonly expertRequired: string,
  ) {}

  async readNow({ entry, delivery }: QueueRow): Promise<RecordsNow> {
    const { change } = entry;
    const read = async (occid: number | undefined) => {
      const answer = occid === undefined ? undefined : await this.read(occid);
      return answer?.ok ? answer.value : undefined;
    };
    return {
      record: await read(recordOf(entry, delivery)),
      source: change.kind === 'merge' ? await read(change.source) : undefined,
      holder: change.kind === 'setField' && delivery.is === 'conflicted' ? await read(delivery.holders[0]) : undefined,
    };
  }

  read(occid: number): Promise<Result<WholeRecord>> {
    return this.ports.host.call('portal.readWhole', { journalId: this.outbox.journalId, occid });
  }

  /** The portal's value stands: ours is withdrawn, or where it has left taken back by a change of its own. */
  drop = ({ entry }: QueueRow): Promise<Done> => this.outbox.takeBack(entry);

  /** What ours replaced is put back over what stands there now. */
  async restore(row: QueueRow): Promise<Done> {
    const { replaced } = row.delivery.is === 'conflicted' ? row.delivery : { replaced: null };
    return this.setAgain(row, 'restore', () => replaced);
  }

  /** Ours has left, and is taken back by a change of its own: a number by its row as it stands there now. */
  async undo(row: QueueRow): Promise<Done> {
    const { entry, delivery } = row;
    const { change } = entry;
    const occid = recordOf(entry, delivery);
    if (change.kind !== 'addIdentifier' || occid === undefined) return this.drop(row);
    const read = await this.read(occid);
    if (!read.ok) return read;
    const identifier = read.value.identifiers.find(one => isSameIdentifier(one, change.identifier));
    if (!identifier) return this.keep(row);
    return this.answer(row, { why: 'undo', change: { kind: 'removeIdentifier', occid, identifier } });
  }

  /**
   * Ours once more over what stands there now; if that moves again, a person is asked again. A number that is known to stand on
   * another record may then stand on both.
   */
  async mine(row: QueueRow): Promise<Done> {
    const { entry } = row;
    const { change } = entry;
    if (change.kind === 'merge') return failed({ kind: 'tooLate' });
    if (change.kind === 'setField') return this.setAgain(row, entry.why, () => change.edit.to);
    const isKnownElsewhere = row.delivery.is === 'conflicted' && row.delivery.kind === 'numberInUse';
    if (change.kind !== 'addIdentifier' || !isKnownElsewhere) return this.answer(row, { why: entry.why, change });
    const { kind, occid, identifier } = change;
    return this.answer(row, { why: entry.why, change: { kind, occid, identifier } });
  }

  /** Another text in the place of ours, one that the portal keeps whole. */
  shorten = (row: QueueRow, text: string): Promise<Done> => this.setAgain(row, row.entry.why, () => text);

  /** What stands there now is right: said by a change from it to itself, which the portal is asked about once more. */
  async keep(row: QueueRow): Promise<Done> {
    const isLinkStanding = (now: string | null) =>
      row.entry.change.kind === 'setField' && isSameValue(now, row.entry.change.edit.to);
    if (row.entry.change.kind === 'setField')
      return this.setAgain(
        row,
        now => (isLinkStanding(now) ? row.entry.why : 'correct'),
        now => now,
      );
    const status = await this.statusEdit(row, now => now);
    return status.ok ? this.answer(row, { why: 'correct', change: status.value }) : status;
  }

  /** The merge once more, on the two records that the person has just been shown. */
  async confirmMerge(row: QueueRow, both: Both): Promise<Done> {
    const { merge, mend } = mergeWish(both);
    const answered = await this.answer(row, { why: 'merge', change: merge });
    if (!answered.ok || !mend) return answered;
    return this.outbox.queueAnother(row.entry, { why: 'merge', change: mend, after: answered.value.id });
  }

  /** Hands both values to an expert, marks the record where that is still to do, and only then drops the wish. */
  async flag(row: QueueRow): Promise<Done> {
    const { entry, delivery } = row;
    const status = await this.statusEdit(row, () => this.expertRequired);
    const formerStatus = status.ok ? status.value.edit.from : null;
    const { replaced, portalNow, holders } = delivery.is === 'conflicted' ? delivery : NOTHING_THERE;
    const made = { id: this.ports.newId(), madeAt: this.ports.now(), madeBy: this.ports.account() };
    const kept = await this.outbox.keepCase(
      clashOf(entry, { theirs: replaced ?? portalNow, holders }, formerStatus, made),
    );
    if (!kept.ok) return kept;
    const isMarked = isSameValue(formerStatus, this.expertRequired);
    if (status.ok && !(isMarked && canWithdraw(delivery)))
      return this.answer(row, { why: 'flag', change: status.value });
    return this.outbox.takeBack(entry);
  }

  /** One field of the record, from what stands there now. */
  private async setAgain(
    row: QueueRow,
    why: OutboxEntry['why'] | ((now: string | null) => OutboxEntry['why']),
    to: (now: string | null) => string | null,
  ): Promise<Done> {
    const { change } = row.entry;
    const occid = recordOf(row.entry, row.delivery);
    if (change.kind !== 'setField' || occid === undefined) return failed({ kind: 'tooLate' });
    const read = await this.read(occid);
    if (!read.ok) return read;
    const from = fieldOf(read.value, change.edit.term);
    const edit = { ...change.edit, from, to: to(from) };
    if (isSameValue(edit.from, edit.to) && isSurelyHere(row.delivery)) return this.outbox.takeBack(row.entry);
    return this.answer(row, { why: typeof why === 'function' ? why(from) : why, change: { ...change, edit } });
  }

  private async statusEdit(
    { entry, delivery }: QueueRow,
    to: (now: string | null) => string | null,
  ): Promise<Result<ChangeOf<'setField'>>> {
    const occid = recordOf(entry, delivery);
    if (occid === undefined) return failed({ kind: 'notFound' });
    const read = await this.read(occid);
    if (!read.ok) return read;
    const from = fieldOf(read.value, 'processingStatus');
    return success({ kind: 'setField', occid, edit: { term: 'processingStatus', from, to: to(from) } });
  }

  /** Queues the new wish, and only then lets go of the old one: withdrawn, or answered where something of it has left. */
  private async answer({ entry, delivery }: QueueRow, wish: Wish): Promise<Result<OutboxEntry>> {
    const isStillHere = canWithdraw(delivery);
    const queued = await this.outbox.queueAnother(entry, { ...wish, undoes: isStillHere ? null : entry.id });
    if (!queued.ok) return queued;
    if (wish.change.kind !== 'merge') await this.follow(entry, queued.value);
    const dropped = isStillHere ? await this.outbox.takeBack(entry, 'replaced') : success(undefined);
    return dropped.ok ? queued : dropped;
  }

  /** What was to follow the old wish follows the new one. */
  private async follow(old: OutboxEntry, next: OutboxEntry): Promise<void> {
    const followers = this.outbox.view
      .getState()
      .rows.filter(({ entry, delivery }) => entry.after === old.id && !isSettled(delivery));
    for (const { entry } of followers) {
      const { why, change } = entry;
      const moved = await this.outbox.queueAnother(entry, { why, change, after: next.id });
      if (moved.ok) await this.outbox.takeBack(entry, 'replaced');
    }
  }
}

const NOTHING_THERE = { replaced: null, portalNow: null, holders: [] } as const;

/** Subtle: after a damage nobody knows whether it was sent, so what stands there may be its own work: read once more, not undone. */
const isSurelyHere = (delivery: Delivery): boolean =>
  canWithdraw(delivery) && !(delivery.is === 'conflicted' && delivery.kind === 'salvaged');

/** The record that a change is about: of a new one, the record that bears its number by now. */
function recordOf({ change }: { readonly change: Change }, delivery: Delivery): number | undefined {
  if (change.kind !== 'create') return occidOf(change);
  return delivery.is === 'conflicted' ? delivery.holders[0] : undefined;
}
