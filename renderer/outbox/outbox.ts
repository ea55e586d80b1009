/**
 * The queue as this window works with it: kept here in one transaction, then in the host's journal, and only then saved.
 * What the journal has not answered is offered to it again whenever the host is found again.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import { isSettled, type Delivery, type OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { reconcile, type Reconciliation } from '../../shared/outbox/reconcile.ts';
import { reverse } from '../../shared/specimen/field-edit.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { LocalAct, QueueRow } from '../database/station-database.ts';
import { onlyInJournal, type OutboxPorts, type OutboxView, type TakenBack } from './outbox-view.ts';

export class Outbox {
  readonly view: StoreApi<OutboxView> = createStore<OutboxView>(() => ({
    rows: [],
    newer: 0,
    cases: [],
    trouble: null,
  }));

  private newerTasks = 0;
  /** The journal this window works for: every question about records names it. */
  journalId = '';
  /** Entries that only the journal has, because this browser could keep nothing. */
  private readonly unkept = new Map<string, QueueRow>();

  constructor(private readonly ports: OutboxPorts) {}

  /** Meets the journal: takes over what it knows, queues again what only this window has, sets the rest aside. */
  async begin(shell: string): Promise<void> {
    const { host, database } = this.ports;
    const station = await host.call('station.open', {});
    // Subtle: read before the journal is, or a delivery announced in between makes the journal look shorter than we know it.
    const kept = await database.keptState();
    const listed = await host.call('outbox.list', {});
    let meeting: Reconciliation | undefined;
    if (station.ok && listed.ok) {
      const { journalId, isWriter } = station.value;
      this.journalId = journalId;
      const journal = { journalId, lastSeq: listed.value.lastSeq, queue: listed.value.queue };
      meeting = reconcile(journal, kept);
      const onlyLooking = { ...meeting, isOldCopy: false, recover: [], setAside: [] };
      await database.takeOver(journal, isWriter ? meeting : onlyLooking, listed.value.cases, shell);
    }
    this.newerTasks = await database.newerTasks();
    await this.refresh();
    if (!station.ok || !station.value.isWriter) return;
    await this.offerUnsaved();
    const knew = meeting?.isOldCopy ? kept.lastSeq : 0;
    await host.call('outbox.met', { journalId: this.journalId, knew, ended: [...(meeting?.ended ?? [])] });
  }

  /** Listens to deliveries; answers how to stop. */
  follow(): () => void {
    return this.ports.host.on('outbox.moved', async ({ entryId, delivery, seq }) => {
      await this.noteMove(entryId, delivery, seq);
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
    if (!isKeptHere && act.entry && entry.ok) this.unkept.set(act.entry.id, onlyInJournal(act.entry));
    await this.refresh();
    const answer = entry.ok ? expertCase : entry;
    return answer.ok || isKeptHere ? answer : failed({ kind: 'notKept' });
  }

  /**
   * A link that has not left is withdrawn, journal first; one that has gets a change that takes it back, to what stood there
   * before it. What stood there already is nobody's to take back.
   */
  async takeBack(entry: OutboxEntry): Promise<Result<TakenBack>> {
    const { host, database, now, account } = this.ports;
    const withdrawn = await host.call('outbox.withdraw', { entryId: entry.id });
    if (withdrawn.ok) {
      await database.overlayBack(entry.change).catch(() => undefined);
      await this.noteMove(entry.id, { is: 'withdrawn', at: now(), by: account() }, withdrawn.value.seq);
      return success('withdrawn');
    }
    if (withdrawn.failure.kind === 'notFound') return this.takeBackUnsaved(entry);
    if (withdrawn.failure.kind !== 'tooLate') return failed(withdrawn.failure);
    const delivery = this.view.getState().rows.find(row => row.entry.id === entry.id)?.delivery;
    if (delivery?.is === 'delivered' && delivery.already) return success('notOurs');
    if (entry.change.kind !== 'setField') return failed(withdrawn.failure);
    const back = reverse(entry.change.edit);
    const before = (delivery?.is === 'conflicted' ? delivery.replaced : null) ?? back.to;
    const change = { ...entry.change, edit: { ...back, to: before } };
    const queued = await this.queueAnother(entry, { why: 'undo', change, undoes: entry.id });
    return queued.ok ? success('undoQueued') : queued;
  }

  /** The journal never took it, so nothing of it can have left: it ends here. */
  private async takeBackUnsaved(entry: OutboxEntry): Promise<Result<TakenBack>> {
    const { database, now, account } = this.ports;
    try {
      await database.withdrawUnsaved(entry.id, { is: 'withdrawn', at: now(), by: account() });
      await database.overlayBack(entry.change);
    } catch {
      return failed({ kind: 'notKept' });
    }
    await this.refresh();
    return success('withdrawn');
  }

  /** One more wish about the record of an entry. */
  async queueAnother(
    entry: OutboxEntry,
    different: Pick<OutboxEntry, 'why' | 'change' | 'undoes'>,
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
    const isKeptHere = await database.keepEntry(another).then(
      () => true,
      () => false,
    );
    const answer = await this.journalEntry(another);
    if (!isKeptHere && answer.ok) this.unkept.set(another.id, onlyInJournal(another));
    await this.refresh();
    return answer.ok || isKeptHere ? answer : failed({ kind: 'notKept' });
  }

  /** Keeps a case that no task made, here and in the journal. */
  async keepCase(expertCase: ExpertCase): Promise<Result<void>> {
    await this.ports.database.keepCase(expertCase).catch(() => undefined);
    const kept = await this.journalCase(expertCase);
    await this.refresh();
    return kept;
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
    const unsaved = this.view
      .getState()
      .rows.filter(row => !row.isSaved && !row.isSetAside && !isSettled(row.delivery));
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

  /** A copy that cannot be read leaves on the screen what stood there. */
  private async refresh(): Promise<void> {
    const { database } = this.ports;
    try {
      const [queue, cases] = [await database.readQueue(), await database.readCases()];
      this.view.setState({ rows: this.withUnkept(queue.rows), newer: queue.newer + this.newerTasks, cases });
    } catch {
      this.view.setState(({ rows }) => ({ rows: this.withUnkept(rows) }));
    }
  }

  private withUnkept(rows: readonly QueueRow[]): readonly QueueRow[] {
    const kept = rows.filter(({ entry }) => !this.unkept.has(entry.id));
    return [...kept, ...this.unkept.values()].sort((a, b) => a.entry.madeAt - b.entry.madeAt);
  }

  /** What became of an entry, noted in every copy that has it. */
  private async noteMove(entryId: string, delivery: Delivery, seq: number): Promise<void> {
    const row = this.unkept.get(entryId);
    if (row) this.unkept.set(entryId, { ...row, delivery });
    await this.ports.database.noteMove(entryId, delivery, seq).catch(() => undefined);
    await this.refresh();
  }
}
