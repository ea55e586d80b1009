/** The one door to this connection's database in the browser. The host's journal can rebuild all of its queue. */
import type { Delivery, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { catalogNumberOf, editOf, occidOf, type Change } from '../../shared/portal/change.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { ImagingTask, type TaskAt } from '../../shared/workflow/imaging-task.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import type { AwaitingRecord } from '../../shared/portal/awaiting-number.ts';
import * as queue from './kept-queue.ts';
import * as pictures from './picture-list.ts';
import * as seen from './seen-occurrences.ts';
import { Tables } from './tables.ts';
import { takeOver, type Meeting } from './take-over.ts';

export { keptStateOf, type KeptQueue, type QueueRow } from './kept-queue.ts';
export type { ListedPicture, PreparedPicture } from './picture-list.ts';
export type { Meeting } from './take-over.ts';

/** A newer version of this program has upgraded the database; this one must not touch it. */
export class NewerDatabase extends Error {}

/** What one act of the operator changes here: all of it or nothing. */
export interface LocalAct {
  readonly task: ImagingTask | LinkingTask;
  readonly entries?: readonly OutboxEntry[];
  readonly expertCase?: ExpertCase;
}

export class StationDatabase {
  private constructor(
    private readonly tables: Tables,
    readonly connectionId: string,
  ) {}

  /** Throws NewerDatabase; any other trouble with the browser's storage throws what Dexie says. */
  static async open(connectionId: string): Promise<StationDatabase> {
    const tables = new Tables(connectionId);
    await tables.open();
    // Subtle: Dexie opens a database that a newer version upgraded, and would go on writing rows of the old shape.
    if (tables.isNewer()) {
      tables.close();
      throw new NewerDatabase();
    }
    return new StationDatabase(tables, connectionId);
  }

  /** Deletes the browser's copy: the journal rebuilds it. */
  static async discard(connectionId: string): Promise<void> {
    await new Tables(connectionId).delete();
  }

  close(): void {
    this.tables.close();
  }

  readKept = () => queue.readKept(this.tables);
  takeOver = (meeting: Meeting) => takeOver(this.tables, meeting);
  readCases = () => queue.readCases(this.tables);
  unsavedCases = () => queue.unsavedCases(this.tables);
  withdrawUnsaved = (entryId: string, delivery: Delivery) => queue.withdrawUnsaved(this.tables, entryId, delivery);
  putBack = (entry: OutboxEntry) => queue.putBack(this.tables, entry);
  leaveAside = (entryId: string, delivery: Delivery) => queue.leaveAside(this.tables, entryId, delivery);
  acknowledge = (entryId: string, seq: number) => queue.acknowledge(this.tables, entryId, seq);
  noteMove = (entryId: string, delivery: Delivery, seq: number) => queue.noteMove(this.tables, entryId, delivery, seq);
  noteAdopted = (entryIds: readonly string[], by: string, seq: number) =>
    queue.noteAdopted(this.tables, entryIds, by, seq);

  readPictures = (collid: number) => pictures.readPictures(this.tables, collid);
  keepList = (records: readonly AwaitingRecord[]) => pictures.keepList(this.tables, records);
  keepPrepared = (occid: number, prepared: pictures.PreparedPicture) =>
    pictures.keepPrepared(this.tables, occid, prepared);

  rememberSeen = (occurrences: readonly Occurrence[], typed?: string) =>
    seen.rememberSeen(this.tables, occurrences, typed);
  findSeenByAccession = (typed: string) => seen.findSeenByAccession(this.tables, typed);
  findSeenByLabel = (words: SheetWords) => seen.findSeenByLabel(this.tables, words);
  findSeenByCatalogNumber = (catalogNumber: string) => seen.findSeenByCatalogNumber(this.tables, catalogNumber);
  overlayCatalogNumber = (occid: number, catalogNumber: string | null) =>
    seen.overlayCatalogNumber(this.tables, occid, catalogNumber);

  /**
   * Keeps the task and, in the same transaction, the entries and the case that it makes. A link's new number shows on the
   * seen record at once.
   */
  async keep({ task, entries = [], expertCase }: LocalAct): Promise<void> {
    const { tables } = this;
    const touched = [tables.tasks, tables.pictures, tables.entries, tables.cases, tables.occurrences, tables.meta];
    await tables.transaction('rw', touched, async () => {
      if ('picture' in task) await pictures.keepLinkingTask(tables, task);
      else await tables.tasks.put({ id: task.id, step: task.step, startedAt: task.startedAt, task });
      if (expertCase) await tables.cases.put({ id: expertCase.id, madeAt: expertCase.madeAt, seq: null, expertCase });
      for (const entry of entries) await this.keepEntry(entry);
    });
  }

  /** Keeps an entry that no task made: an undo, or a decision on a conflict. */
  async keepEntry(entry: OutboxEntry): Promise<void> {
    const { tables } = this;
    await tables.transaction('rw', tables.entries, tables.occurrences, tables.meta, async () => {
      const journalId = (await tables.meta.get('journal'))?.journalId ?? '';
      await tables.entries.put(queue.waitingRow(entry, journalId));
      await this.overlay(entry.change);
    });
  }

  /** A record's new catalog number shows at once. */
  private async overlay(change: Change): Promise<void> {
    const occid = occidOf(change);
    const number = catalogNumberOf(change);
    const isNumber = number !== null || editOf(change)?.term === 'catalogNumber';
    if (occid !== undefined && isNumber) await this.overlayCatalogNumber(occid, number);
  }

  /** What was taken back shows as it was before. */
  async overlayBack(change: Change): Promise<void> {
    const [edit, occid] = [editOf(change), occidOf(change)];
    const isMoved = edit?.term === 'catalogNumber' || catalogNumberOf(change) !== null;
    if (occid !== undefined && isMoved) await this.overlayCatalogNumber(occid, edit?.from ?? null);
  }

  /** Keeps a case that no task made. */
  async keepCase(expertCase: ExpertCase): Promise<void> {
    await this.tables.cases.put({ id: expertCase.id, madeAt: expertCase.madeAt, seq: null, expertCase });
  }

  async acknowledgeCase(caseId: string, seq: number): Promise<void> {
    await this.tables.cases.update(caseId, { seq });
  }

  /** Sheets that wait for the portal, oldest first; tasks of a newer version are left alone. */
  async parkedTasks(): Promise<readonly TaskAt<'parked'>[]> {
    const rows = await this.tables.tasks.where('step').equals('parked').toArray();
    const tasks = rows.flatMap(row => ImagingTask.safeParse(row.task).data ?? []);
    return tasks.filter(task => task.step === 'parked').sort((a, b) => a.parkedAt - b.parkedAt);
  }

  /** Sheets that a newer version of this program left here: shown as a number and left alone. */
  async newerTasks(): Promise<number> {
    const rows = await this.tables.tasks.toArray();
    return rows.filter(row => !ImagingTask.safeParse(row.task).success).length;
  }

  /** The task that was on the bench when the window closed. */
  async taskOnBench(): Promise<ImagingTask | undefined> {
    const rows = await this.tables.tasks.where('step').noneOf(['queued', 'flagged', 'parked']).toArray();
    const tasks = rows.flatMap(row => ImagingTask.safeParse(row.task).data ?? []);
    return tasks.sort((a, b) => b.startedAt - a.startedAt)[0];
  }

  /** Forgets a task that came to nothing: an empty bench. */
  async dropTask(taskId: string): Promise<void> {
    await this.tables.tasks.delete(taskId);
  }
}
