/** The portal's histories as evidence: the collection's by its ids, a secured record's own by its rows. */
import { createHash } from 'node:crypto';
import type { EvidenceModes } from '../../../shared/contract/host-contract.ts';
import { isTemporary } from '../../../shared/failure/explain-failure.ts';
import { failed, success, type Failure, type Result } from '../../../shared/failure/failure.ts';
import type { Mark } from '../../../shared/outbox/mark.ts';
import type { HistoryRow, Portal } from '../../../shared/portal/portal.ts';

/** A portal that answers nonsense so often in a row does not tell its history; once may be a page of its proxy. */
const FAILURES_UNTIL_NOT_TOLD = 5;

export class Histories {
  private failures = 0;
  private mode: EvidenceModes['history'] = 'notTriedYet';

  constructor(private readonly portal: Portal) {}

  /** Whether this portal tells its collection's history: without it, less is proven. */
  get state(): EvidenceModes['history'] {
    return this.mode;
  }

  /** The newest id; null where the portal never tells. Fails, and then may tell later. */
  async mark(): Promise<Result<number | null>> {
    return this.note(await this.portal.historyMark());
  }

  /** Rows about a record since the mark, oldest first; null where the portal does not tell. */
  async since(mark: Mark, occid: number): Promise<Result<readonly HistoryRow[] | null>> {
    if (mark.historyId !== null) {
      const rows = this.note(await this.portal.historySince(mark.historyId));
      if (!rows.ok || rows.value === null) return rows;
      return success(rows.value.filter(row => row.occid === occid).sort((a, b) => a.editId - b.editId));
    }
    if (mark.ownRows === null) return success(null);
    const own = await this.portal.ownHistory(occid);
    return own.ok ? success(rowsBeyond(own.value, mark.ownRows)) : failed(later(own.failure));
  }

  /** How often each row stands in a record's own history, for one that the collection's leaves out. */
  async countOwn(occid: number): Promise<Result<Counts>> {
    const own = await this.portal.ownHistory(occid);
    return own.ok ? success(countRows(own.value)) : failed(later(own.failure));
  }

  private note<Value>(answer: Result<Value>): Result<Value | null> {
    if (answer.ok) {
      this.failures = 0;
      this.mode = 'told';
      return answer;
    }
    if (isTemporary(answer.failure)) return answer;
    this.failures += 1;
    if (this.failures >= FAILURES_UNTIL_NOT_TOLD) this.mode = 'notTold';
    return this.mode === 'notTold' ? success(null) : failed(later(answer.failure));
  }
}

type Counts = NonNullable<Mark['ownRows']>;

/** Subtle: told apart by what they say and not by their place, since rows of one minute stand in an order that nobody can know. */
const fingerprint = ({ term, from, to }: HistoryRow): string =>
  createHash('sha256')
    .update(JSON.stringify([term, from, to]))
    .digest('base64url')
    .slice(0, FINGERPRINT_LETTERS);

const FINGERPRINT_LETTERS = 16;

/** Evidence that cannot be read now is waited for. */
const later = (failure: Failure): Failure => (isTemporary(failure) ? failure : { kind: 'busy' });

function countRows(rows: readonly HistoryRow[]): Counts {
  const counts: Counts = {};
  for (const print of rows.map(fingerprint)) counts[print] = (counts[print] ?? 0) + 1;
  return counts;
}

function rowsBeyond(rows: readonly HistoryRow[], counts: Counts): readonly HistoryRow[] {
  const seen: Counts = {};
  return rows.filter(row => {
    const print = fingerprint(row);
    seen[print] = (seen[print] ?? 0) + 1;
    return seen[print] > (counts[print] ?? 0);
  });
}
