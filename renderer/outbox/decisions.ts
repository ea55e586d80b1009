/** What a person decides about a clash of two values: at no moment is neither of them kept. */
import { failed, type Result } from '../../shared/failure/failure.ts';
import { canWithdraw } from '../../shared/outbox/outbox-entry.ts';
import { isSameValue } from '../../shared/specimen/field-edit.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { QueueRow } from '../database/station-database.ts';
import { clashOf } from './clash-case.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxPorts, TakenBack } from './outbox-view.ts';

export class Decisions {
  constructor(
    private readonly outbox: Outbox,
    private readonly ports: OutboxPorts,
  ) {}

  /**
   * Hands both values of a clash to an expert, marks the record where that is still to do, and only then drops the wish: at
   * no moment is neither of them kept.
   */
  async handToExpert({ entry, delivery }: QueueRow, expertRequired: string): Promise<Result<TakenBack>> {
    const read = await this.readNow(entry.occid);
    const theirs = delivery.is === 'conflicted' ? (delivery.replaced ?? delivery.portalNow) : null;
    const formerStatus = read.ok ? read.value.processingStatus : null;
    const expertCase = clashOf(entry, theirs, formerStatus, {
      id: this.ports.newId(),
      madeAt: this.ports.now(),
      madeBy: this.ports.account(),
    });
    const kept = await this.outbox.keepCase(expertCase);
    if (!kept.ok) return kept;
    if (read.ok && !isSameValue(formerStatus, expertRequired)) {
      const edit = { term: 'processingStatus', from: formerStatus, to: expertRequired } as const;
      const flagged = await this.outbox.queueAnother(entry, { why: 'flag', edit, undoes: null });
      if (!flagged.ok) return flagged;
    }
    return this.outbox.takeBack(entry);
  }

  /**
   * Wishes the same again over what stands there now; if that moves again, a person is asked again. The old wish is dropped
   * once the new one is kept.
   */
  async wishAgain({ entry, delivery }: QueueRow): Promise<Result<TakenBack>> {
    if (!canWithdraw(delivery)) return failed({ kind: 'tooLate' });
    const read = await this.readNow(entry.occid);
    if (!read.ok) return read;
    const from = read.value[entry.edit.term];
    if (!isSameValue(from, entry.edit.to)) {
      const another = { why: entry.why, edit: { ...entry.edit, from }, undoes: null };
      const queued = await this.outbox.queueAnother(entry, another);
      if (!queued.ok) return queued;
    }
    return this.outbox.takeBack(entry);
  }

  /** The record as it stands on the portal now. */
  readNow(occid: number): Promise<Result<Occurrence>> {
    return this.ports.host.call('portal.readOccurrence', { journalId: this.outbox.journalId, occid });
  }
}
