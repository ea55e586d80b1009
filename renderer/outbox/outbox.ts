/**
 * The queue as this window works with it: kept here in one transaction, then in the host's journal, and only then saved.
 * What the journal has not answered is offered to it again whenever the host is found again. The rows live in memory: a move
 * changes one of them and reads nothing.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import {
  canWithdraw,
  isSettled,
  type Delivery,
  type OutboxEntry,
  type QueuedEntry,
} from '../../shared/outbox/outbox-entry.ts';
import { reverse } from '../../shared/specimen/field-edit.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import type { LocalAct, QueueRow } from '../database/station-database.ts';
import { meetJournal } from './meet-journal.ts';
import { inOrder, withAdopted, withChanged, withRow } from './queue-rows.ts';
import { unsavedRow, type OutboxPorts, type OutboxView, type TakenBack } from './outbox-view.ts';

export class Outbox {
  readonly view: StoreApi<OutboxView> = createStore<OutboxView>(() => ({
    rows: [],
    newer: 0,
    cases: [],
    trouble: null,
  }));

  /** The journal this window works for: every question about records names it. */
  journalId = '';

  /** Settles once the rows hold every act so far: what was linked a moment ago counts for the next sheet. */
  known: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: OutboxPorts) {}

  /** Meets the journal: takes over what it knows, queues again what only this window has, sets the rest aside. */
  async begin(shell: string): Promise<void> {
    const { journalId, isWriter, rows, newer, cases, knew, ended } = await meetJournal(this.ports, shell);
    this.journalId = journalId ?? this.journalId;
    this.view.setState({ rows: inOrder(rows), newer, cases });
    if (!isWriter) return;
    await this.offerUnsaved();
    await this.ports.host.call('outbox.met', { journalId: this.journalId, knew, ended: [...ended] });
  }

  /** Listens to what the host queues, deliveries and adoptions; answers how to stop. */
  follow(): () => void {
    const { host } = this.ports;
    const leave = [
      host.on('outbox.queued', ({ journalId, queued }) => void this.noteQueued(journalId, queued)),
      host.on('outbox.moved', ({ entryId, delivery, seq }) => void this.noteMove(entryId, delivery, seq)),
      host.on('outbox.adopted', ({ entryIds, by, seq }) => void this.noteAdopted(entryIds, by, seq)),
    ];
    return () => leave.forEach(stop => stop());
  }

  /**
   * Keeps an act here whole, then in the journal; the answer is the journal's. A browser that keeps nothing does not stop
   * the work: the journal alone suffices, and rebuilds this copy at the next start. Fails with notKept where neither took it.
   */
  async keep(act: LocalAct): Promise<Result<void>> {
    const { entries = [], expertCase } = act;
    const keeping = this.keepHere(act);
    this.known = Promise.all([this.known, keeping]);
    const isKeptHere = await keeping;
    if (expertCase) this.showCase(expertCase);
    let answer: Result<void> = success(undefined);
    for (const entry of entries) if (answer.ok) answer = await this.journalNew(entry);
    if (expertCase && answer.ok) answer = await this.journalCase(expertCase);
    return answer.ok || isKeptHere ? answer : failed({ kind: 'notKept' });
  }

  private async keepHere(act: LocalAct): Promise<boolean> {
    const isKept = await succeeds(this.ports.database.keep(act));
    if (isKept) for (const entry of act.entries ?? []) this.show(unsavedRow(entry));
    return isKept;
  }

  /**
   * A change that has not left is withdrawn, journal first, and with it what was to follow it, pictures in any case; a field that
   * has gets a change that takes it back, to what stood there before it. What stood there already is nobody's to take back. `replaced`: another
   * wish for the same record is queued already.
   */
  async takeBack(entry: OutboxEntry, because?: 'replaced'): Promise<Result<TakenBack>> {
    const { host, database } = this.ports;
    // Subtle: were the link gone first, its pictures might be on their way before they are taken back as well.
    for (const picture of this.followersOf(entry)) if (picture.why === 'image') await this.takeBack(picture);
    const withdrawn = await host.call('outbox.withdraw', { entryId: entry.id });
    if (withdrawn.ok) {
      if (!because) await succeeds(database.overlayBack(entry.change));
      await this.noteMove(entry.id, this.withdrawnNow(), withdrawn.value.seq);
      for (const follower of this.followersOf(entry)) await this.takeBack(follower);
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

  private followersOf({ id }: OutboxEntry): readonly OutboxEntry[] {
    const { rows } = this.view.getState();
    return rows.flatMap(({ entry, delivery }) => (entry.after === id && canWithdraw(delivery) ? [entry] : []));
  }

  /** The journal never took it, so nothing of it can have left: it ends here. */
  private async takeBackUnsaved(entry: OutboxEntry): Promise<Result<TakenBack>> {
    const { database } = this.ports;
    const delivery = this.withdrawnNow();
    const isNoted = await succeeds(database.withdrawUnsaved(entry.id, delivery));
    if (!isNoted || !(await succeeds(database.overlayBack(entry.change)))) return failed({ kind: 'notKept' });
    this.change(entry.id, { delivery });
    return success('withdrawn');
  }

  /** One more wish about the record of an entry; answers it as it was queued. */
  async queueAnother(
    entry: OutboxEntry,
    different: Pick<OutboxEntry, 'why' | 'change'> & Partial<Pick<OutboxEntry, 'undoes' | 'after'>>,
  ): Promise<Result<OutboxEntry>> {
    const { database, newId, now, account } = this.ports;
    const fresh = { id: newId(), account: account(), madeAt: now(), holdUntil: null, undoes: null, after: null };
    const another: OutboxEntry = { ...entry, ...fresh, ...different };
    const isKeptHere = await succeeds(database.keepEntry(another));
    if (isKeptHere) this.show(unsavedRow(another));
    const answer = await this.journalNew(another);
    if (answer.ok) return success(another);
    return isKeptHere ? answer : failed({ kind: 'notKept' });
  }

  /** Keeps a case that no task made, here and in the journal. */
  async keepCase(expertCase: ExpertCase): Promise<Result<void>> {
    await succeeds(this.ports.database.keepCase(expertCase));
    this.showCase(expertCase);
    return this.journalCase(expertCase);
  }

  /** Queues what was set aside: compared before it is written, like any other. */
  async putBack(entry: OutboxEntry): Promise<void> {
    await this.ports.database.putBack(entry);
    this.show({ ...unsavedRow(entry), isRecovered: true });
    await this.journalEntry(entry);
  }

  /** Drops what was set aside. */
  async leaveAside(entry: OutboxEntry): Promise<void> {
    const delivery = this.withdrawnNow();
    await this.ports.database.leaveAside(entry.id, delivery);
    this.change(entry.id, { delivery });
  }

  /** A supervisor sends these instead of their makers: whoever the journal names, even if another signed in meanwhile. */
  async adopt(entryIds: readonly string[]): Promise<Result<void>> {
    const adopted = await this.ports.host.call('outbox.adopt', { entryIds: [...entryIds] });
    if (!adopted.ok) return adopted;
    await this.noteAdopted(entryIds, adopted.value.by, adopted.value.seq);
    return success(undefined);
  }

  /** Whose sign-in an entry waits for; undefined: it is this operator's, or nobody's. */
  waitsFor({ entry, adoptedBy }: Pick<QueueRow, 'entry' | 'adoptedBy'>): string | undefined {
    const sender = adoptedBy ?? entry.account;
    return sender === '' || sender === this.ports.account() ? undefined : sender;
  }

  /** Lets go, after a while, of the links that are held for second thoughts now. */
  async releaseHeld(after: Promise<void> = Promise.resolve()): Promise<void> {
    const { host, now } = this.ports;
    const held = this.view
      .getState()
      .rows.filter(({ entry, delivery }) => delivery.is === 'waiting' && (entry.holdUntil ?? 0) > now());
    await after;
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
  }

  /** Into the journal, and on the screen even where this browser could keep nothing of it. */
  private async journalNew(entry: OutboxEntry): Promise<Result<void>> {
    const answer = await this.journalEntry(entry);
    const isShown = this.view.getState().rows.some(row => row.entry.id === entry.id);
    if (answer.ok && !isShown) this.show({ ...unsavedRow(entry), isSaved: true });
    return answer;
  }

  private async journalEntry(entry: OutboxEntry): Promise<Result<void>> {
    const answer = await this.ports.host.call('outbox.queue', { journalId: this.journalId, entry });
    if (!answer.ok) return this.noteTrouble(answer.failure);
    await succeeds(this.ports.database.acknowledge(entry.id, answer.value.seq));
    this.change(entry.id, { isSaved: true });
    return this.noteTrouble(null);
  }

  private async journalCase(expertCase: ExpertCase): Promise<Result<void>> {
    const answer = await this.ports.host.call('outbox.keepCase', { journalId: this.journalId, expertCase });
    if (!answer.ok) return this.noteTrouble(answer.failure);
    await succeeds(this.ports.database.acknowledgeCase(expertCase.id, answer.value.seq));
    return this.noteTrouble(null);
  }

  private noteTrouble(trouble: Failure | null): Result<void> {
    if (this.view.getState().trouble !== trouble) this.view.setState({ trouble });
    return trouble ? failed(trouble) : success(undefined);
  }

  /** What the host queued by itself is in the journal already, and may have been told before. */
  private async noteQueued(journalId: string, { seq, entry, delivery, adoptedBy }: QueuedEntry): Promise<void> {
    const isKnown = this.view.getState().rows.some(row => row.entry.id === entry.id);
    if (journalId !== this.journalId || isKnown) return;
    const { database } = this.ports;
    this.show({ ...unsavedRow(entry), delivery, adoptedBy, isSaved: true });
    await succeeds(database.keepEntry(entry).then(() => database.acknowledge(entry.id, seq)));
  }

  /** What became of an entry, noted in every copy that has it. */
  private async noteMove(entryId: string, delivery: Delivery, seq: number): Promise<void> {
    this.change(entryId, { delivery });
    await succeeds(this.ports.database.noteMove(entryId, delivery, seq));
  }

  private async noteAdopted(entryIds: readonly string[], adoptedBy: string, seq: number): Promise<void> {
    this.view.setState(({ rows }) => ({ rows: withAdopted(rows, entryIds, adoptedBy) }));
    await succeeds(this.ports.database.noteAdopted(entryIds, adoptedBy, seq));
  }

  private withdrawnNow(): Delivery {
    return { is: 'withdrawn', at: this.ports.now(), by: this.ports.account() };
  }

  private show(row: QueueRow): void {
    this.view.setState(({ rows }) => ({ rows: withRow(rows, row) }));
  }

  private change(entryId: string, change: Partial<Omit<QueueRow, 'entry'>>): void {
    this.view.setState(({ rows }) => ({ rows: withChanged(rows, entryId, change) }));
  }

  private showCase(expertCase: ExpertCase): void {
    this.view.setState(({ cases }) => ({ cases: [...cases.filter(({ id }) => id !== expertCase.id), expertCase] }));
  }
}

/** A browser that keeps nothing is no reason to stop. */
const succeeds = (done: Promise<unknown>): Promise<boolean> =>
  done.then(
    () => true,
    () => false,
  );
