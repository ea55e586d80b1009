/**
 * The queue as this window works with it: kept here in one transaction, then in the host's journal, and only then saved.
 * What the journal has not answered is offered to it again whenever the host is found again.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import type { OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { reconcile } from '../../shared/outbox/reconcile.ts';
import { isSameValue, reverse } from '../../shared/specimen/field-edit.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { clashOf } from './clash-case.ts';
import type { LocalAct, QueueRow, StationDatabase } from '../database/station-database.ts';

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

export type TakenBack = 'withdrawn' | 'undoQueued';

export class Outbox {
  readonly view: StoreApi<OutboxView> = createStore<OutboxView>(() => ({
    rows: [],
    newer: 0,
    cases: [],
    trouble: null,
  }));

  private newerTasks = 0;
  /** The journal this window works for. */
  private journalId = '';

  constructor(private readonly ports: OutboxPorts) {}

  /** Meets the journal: takes over what it knows, queues again what only this window has, sets the rest aside. */
  async begin(shell: string): Promise<void> {
    const { host, database } = this.ports;
    const station = await host.call('station.open', {});
    // Subtle: read before the journal is, or a delivery announced in between makes the journal look shorter than we know it.
    const kept = await database.keptState();
    const listed = await host.call('outbox.list', {});
    if (station.ok && listed.ok) {
      const { journalId, isWriter } = station.value;
      this.journalId = journalId;
      const journal = { journalId, lastSeq: listed.value.lastSeq, queue: listed.value.queue };
      const meeting = reconcile(journal, kept);
      const onlyLooking = { restore: meeting.restore, recover: [], setAside: [] };
      await database.takeOver(journal, isWriter ? meeting : onlyLooking, listed.value.cases, shell);
    }
    this.newerTasks = await database.newerTasks();
    await this.refresh();
    if (station.ok && station.value.isWriter) await this.offerUnsaved();
  }

  /** Listens to deliveries; answers how to stop. */
  follow(): () => void {
    return this.ports.host.on('outbox.moved', async ({ entryId, delivery, seq }) => {
      await this.ports.database.noteMove(entryId, delivery, seq);
      await this.refresh();
    });
  }

  /**
   * Keeps an act here whole, then in the journal; the answer is the journal's. A browser that keeps nothing does not stop
   * the work: the journal alone suffices, and rebuilds this copy at the next start. Fails with notKept where neither took it.
   */
  async keep(act: LocalAct): Promise<Result<void>> {
    const isKeptHere = await this.ports.database.keep(act).then(
      () => true,
      () => false,
    );
    if (isKeptHere) await this.refresh();
    const entry = act.entry ? await this.journalEntry(act.entry) : success(undefined);
    const expertCase = act.expertCase ? await this.journalCase(act.expertCase) : success(undefined);
    if (isKeptHere) await this.refresh();
    const answer = entry.ok ? expertCase : entry;
    return answer.ok || isKeptHere ? answer : failed({ kind: 'notKept' });
  }

  /** A link that has not left is withdrawn, journal first; one that has gets a change that takes it back. */
  async takeBack(entry: OutboxEntry): Promise<Result<TakenBack>> {
    const { host, database, now, account } = this.ports;
    const withdrawn = await host.call('outbox.withdraw', { entryId: entry.id });
    if (withdrawn.ok) {
      await database.noteMove(entry.id, { is: 'withdrawn', at: now(), by: account() }, withdrawn.value.seq);
      if (entry.edit.term === 'catalogNumber') await database.overlayCatalogNumber(entry.occid, entry.edit.from);
      await this.refresh();
      return success('withdrawn');
    }
    if (withdrawn.failure.kind !== 'tooLate') return failed(withdrawn.failure);
    const queued = await this.queueAnother(entry, { why: 'undo', edit: reverse(entry.edit), undoes: entry.id });
    return queued.ok ? success('undoQueued') : queued;
  }

  /** One more wish about the record of an entry. */
  async queueAnother(
    entry: OutboxEntry,
    different: Pick<OutboxEntry, 'why' | 'edit' | 'undoes'>,
  ): Promise<Result<void>> {
    const { database, newId, now, account } = this.ports;
    const another: OutboxEntry = {
      ...entry,
      ...different,
      id: newId(),
      account: account(),
      madeAt: now(),
      holdUntil: null,
    };
    await database.keepEntry(another);
    const answer = await this.journalEntry(another);
    await this.refresh();
    return answer;
  }

  /** Drops a wish that clashed and hands both values to an expert, with the record's stage set where that is still to do. */
  async handToExpert({ entry, delivery }: QueueRow, expertRequired: string): Promise<void> {
    const read = await this.ports.host.call('portal.readOccurrence', { occid: entry.occid });
    const theirs = delivery.is === 'conflicted' ? delivery.portalNow : null;
    const formerStatus = read.ok ? read.value.processingStatus : null;
    const expertCase = clashOf(entry, theirs, formerStatus, {
      id: this.ports.newId(),
      madeAt: this.ports.now(),
      madeBy: this.ports.account(),
    });
    await this.ports.database.keepCase(expertCase);
    await this.journalCase(expertCase);
    const dropped = await this.takeBack(entry);
    if (!dropped.ok) return;
    if (read.ok && !isSameValue(formerStatus, expertRequired)) {
      const edit = { term: 'processingStatus', from: formerStatus, to: expertRequired } as const;
      await this.queueAnother(entry, { why: 'flag', edit, undoes: null });
    }
    await this.refresh();
  }

  /** Queues what was set aside: compared before it is written, like any other. */
  async putBack(entry: OutboxEntry): Promise<void> {
    await this.ports.database.putBack(entry);
    await this.journalEntry(entry);
    await this.refresh();
  }

  /** Drops what was set aside. */
  async leaveAside(entry: OutboxEntry): Promise<void> {
    const { database, now, account } = this.ports;
    await database.leaveAside(entry.id, { is: 'withdrawn', at: now(), by: account() });
    await this.refresh();
  }

  /** Whose sign-in an entry waits for; undefined: it is this operator's, or nobody's. */
  waitsFor({ account }: OutboxEntry): string | undefined {
    return account === '' || account === this.ports.account() ? undefined : account;
  }

  /** Lets go of the links that are held for second thoughts. */
  async releaseHeld(): Promise<void> {
    const { host, now } = this.ports;
    const held = this.view
      .getState()
      .rows.filter(({ entry, delivery }) => delivery.is === 'waiting' && (entry.holdUntil ?? 0) > now());
    for (const { entry } of held) await host.call('outbox.release', { entryId: entry.id });
  }

  async tryNow(): Promise<void> {
    await this.ports.host.call('outbox.tryNow', {});
    await this.offerUnsaved();
  }

  /** Offers the journal what it has not answered. The same entry twice is one entry. */
  async offerUnsaved(): Promise<void> {
    const unsaved = this.view.getState().rows.filter(row => !row.isSaved && !row.isSetAside);
    for (const { entry } of unsaved) await this.journalEntry(entry);
    for (const expertCase of await this.ports.database.unsavedCases()) await this.journalCase(expertCase);
    await this.refresh();
  }

  private async journalEntry(entry: OutboxEntry): Promise<Result<void>> {
    const answer = await this.ports.host.call('outbox.queue', { journalId: this.journalId, entry });
    if (!answer.ok) return this.noteTrouble(answer.failure);
    await this.ports.database.acknowledge(entry.id, answer.value.seq).catch(() => undefined);
    return this.noteTrouble(null);
  }

  private async journalCase(expertCase: ExpertCase): Promise<Result<void>> {
    const answer = await this.ports.host.call('outbox.keepCase', { journalId: this.journalId, expertCase });
    if (!answer.ok) return this.noteTrouble(answer.failure);
    await this.ports.database.acknowledgeCase(expertCase.id, answer.value.seq).catch(() => undefined);
    return this.noteTrouble(null);
  }

  private noteTrouble(trouble: Failure | null): Result<void> {
    this.view.setState({ trouble });
    return trouble ? failed(trouble) : success(undefined);
  }

  private async refresh(): Promise<void> {
    const { database } = this.ports;
    const [queue, cases] = [await database.readQueue(), await database.readCases()];
    this.view.setState({ rows: queue.rows, newer: queue.newer + this.newerTasks, cases });
  }
}
