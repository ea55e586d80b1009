/** A small working portal for tests of the engine: records in memory, a network that can break at will, a count of writes. */
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import { anOccurrence } from '../../../shared/specimen/builders.ts';
import type { HistoryRow, Portal, SendOutcome, SignedIn } from '../../../shared/portal/portal.ts';
import type { FieldEdit } from '../../../shared/specimen/field-edit.ts';
import type { Occurrence } from '../../../shared/specimen/occurrence.ts';

type Mishap =
  'losesTheRequest' | 'losesTheAnswer' | 'saysYesAndDoesNothing' | 'saysNoAndDoesIt' | 'expired' | 'forbidden';

export class PortalStandIn implements Portal {
  readonly records = new Map<number, Occurrence>();
  readonly history: HistoryRow[] = [];
  readonly writes: FieldEdit[] = [];
  isReachable = true;
  /** Why no record can be read. */
  readFails: Failure | undefined;
  /** Why the edit history alone cannot be read. */
  historyFails: Failure | undefined;
  private user: SignedIn | undefined = { user: 'ana', displayName: 'Ana Reyes' };
  private readonly mishaps: Mishap[] = [];
  private stamp = 0;
  /** Runs between the station's last read and its write: a colleague who is faster. */
  beforeWrite: (() => void) | undefined;

  add(different: Partial<Occurrence>): Occurrence {
    const record = anOccurrence({ dateLastModified: 'S0', ...different });
    this.records.set(record.occid, record);
    return record;
  }

  next(mishap: Mishap): void {
    this.mishaps.push(mishap);
  }

  edit(occid: number, edit: Pick<FieldEdit, 'term' | 'to'>): void {
    const record = this.records.get(occid);
    if (!record) return;
    this.history.push({
      editId: this.history.length + 1,
      occid,
      term: edit.term,
      from: record[edit.term],
      to: edit.to,
    });
    this.records.set(occid, { ...record, [edit.term]: edit.to, dateLastModified: `S${(this.stamp += 1)}` });
  }

  expire(): void {
    this.user = undefined;
  }

  async signIn(): Promise<Result<SignedIn>> {
    if (!this.isReachable) return failed({ kind: 'offline' });
    this.user = { user: 'ana', displayName: 'Ana Reyes' };
    return success(this.user);
  }
  async signOut(): Promise<void> {
    this.user = undefined;
  }
  signedIn = () => this.user;
  editableCollections = async () => success([]);
  findByAccession = async () => success([]);
  findByLabel = async () => success([]);
  findByCatalogNumber = async () => success([]);

  async readOccurrence(occid: number): Promise<Result<Occurrence>> {
    if (this.readFails) return failed(this.readFails);
    const record = this.records.get(occid);
    return this.answer(record ? success(record) : failed({ kind: 'notFound' }));
  }
  async holdersOf(catalogNumber: string, except: number): Promise<Result<readonly number[]>> {
    const holders = [...this.records.values()].filter(
      one => one.catalogNumber === catalogNumber && one.occid !== except,
    );
    return this.answer(success(holders.map(({ occid }) => occid)));
  }
  async historyMark(): Promise<Result<number>> {
    if (this.historyFails) return failed(this.historyFails);
    return this.answer(success(this.history.length));
  }
  async historySince(mark: number): Promise<Result<readonly HistoryRow[]>> {
    if (this.historyFails) return failed(this.historyFails);
    return this.answer(success(this.history.filter(row => row.editId > mark)));
  }

  async sendEdits(occid: number, edits: readonly FieldEdit[]): Promise<SendOutcome> {
    this.beforeWrite?.();
    const mishap = this.mishaps.shift();
    if (!this.isReachable) return { is: 'notSent', failure: { kind: 'offline' } };
    if (mishap === 'expired') {
      this.expire();
      return { is: 'notSent', failure: { kind: 'signedOut' } };
    }
    if (mishap === 'forbidden') return { is: 'answered', refusal: { kind: 'forbidden' } };
    if (mishap === 'losesTheRequest') return { is: 'unknown', failure: { kind: 'timedOut' } };
    this.writes.push(...edits);
    if (mishap !== 'saysYesAndDoesNothing') for (const edit of edits) this.edit(occid, edit);
    if (mishap === 'saysNoAndDoesIt') return { is: 'answered', refusal: { kind: 'forbidden' } };
    return mishap === 'losesTheAnswer' ? { is: 'unknown', failure: { kind: 'timedOut' } } : { is: 'answered' };
  }

  private answer<Value>(result: Result<Value>): Result<Value> {
    return this.isReachable ? result : failed({ kind: 'offline' } satisfies Failure);
  }
}
