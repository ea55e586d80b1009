/** What a person decides about a clash of two values: at no moment is neither of them kept. */
import { failed, type Result } from '../../shared/failure/failure.ts';
import { canWithdraw } from '../../shared/outbox/outbox-entry.ts';
import { occidOf } from '../../shared/portal/change.ts';
import { fieldOf } from '../../shared/portal/portal-record.ts';
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
    const occid = occidOf(entry.change) ?? 0;
    const read = await this.readNow(occid);
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
      const change = { kind: 'setField', occid, edit } as const;
      const flagged = await this.outbox.queueAnother(entry, { why: 'flag', change, undoes: null });
      if (!flagged.ok) return flagged;
    }
    return this.outbox.takeBack(entry);
  }

  /**
   * Wishes the same again over what stands there now; if that moves again, a person is asked again. The old wish is dropped
   * once the new one is kept.
   */
  async wishAgain({ entry, delivery }: QueueRow): Promise<Result<TakenBack>> {
    const { change } = entry;
    if (!canWithdraw(delivery) || change.kind !== 'setField') return failed({ kind: 'tooLate' });
    const read = await this.ports.host.call('portal.readWhole', {
      journalId: this.outbox.journalId,
      occid: occidOf(change) ?? 0,
    });
    if (!read.ok) return read;
    const from = fieldOf(read.value, change.edit.term);
    if (!isSameValue(from, change.edit.to)) {
      const another = { why: entry.why, change: { ...change, edit: { ...change.edit, from } }, undoes: null };
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
