/**
 * The collection's edit history. It has no order and no filter by record, but in practice stands in the order of its ids,
 * so the newest rows are the last ones. Source: RELIABILITY C1, PORTAL_PROTOCOL 1.3.
 */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { HistoryRow } from '../../../../shared/portal/portal.ts';
import { readHistory, type HistoryWindow } from './rest-rows.ts';
import { askJson, type Ask } from './rest.ts';

const PAGE = 500;
/** Rows read again before the known end, in case one was inserted out of order. */
const OVERLAP = 20;

export class HistoryFeed {
  /** How many rows there were at the last look: where the newest begin. */
  private known: number | undefined;

  constructor(
    private readonly ask: Ask,
    private readonly collid: number,
  ) {}

  /** Subtle: rows go with their records, so that the known end may lie beyond the last row; an older mark would be no mark. */
  async newest(): Promise<Result<number>> {
    const rows = await this.back(row => row.editId > 0);
    return rows.ok ? success(Math.max(0, ...rows.value.map(row => row.editId))) : rows;
  }

  async since(mark: number): Promise<Result<readonly HistoryRow[]>> {
    const rows = await this.back(row => row.editId <= mark);
    return rows.ok ? success(rows.value.filter(row => row.editId > mark)) : rows;
  }

  /** The newest rows, back to one that is as asked for. */
  private async back(isEnough: (row: HistoryRow) => boolean): Promise<Result<readonly HistoryRow[]>> {
    const tail = await this.tail();
    if (!tail.ok) return tail;
    const rows = [...tail.value.rows];
    let { offset } = tail.value;
    while (offset > 0 && !rows.some(isEnough)) {
      const limit = Math.min(PAGE, offset);
      offset -= limit;
      const page = await this.page(offset, limit);
      if (!page.ok) return page;
      rows.unshift(...page.value.rows);
    }
    return success(rows);
  }

  /** The newest rows, and how many older ones there are. */
  private async tail(): Promise<Result<{ readonly rows: readonly HistoryRow[]; readonly offset: number }>> {
    if (this.known === undefined) {
      const first = await this.page(0, 1);
      if (!first.ok) return first;
      this.known = first.value.count;
    }
    const rows: HistoryRow[] = [];
    const begin = Math.max(0, this.known - OVERLAP);
    for (let offset = begin; ; offset += PAGE) {
      const page = await this.page(offset, PAGE);
      if (!page.ok) return page;
      rows.push(...page.value.rows);
      this.known = page.value.count;
      if (page.value.rows.length < PAGE) return success({ rows, offset: begin });
    }
  }

  private async page(offset: number, limit: number): Promise<Result<HistoryWindow>> {
    const json = await askJson(
      this.ask,
      `/api/v2/occurrence/annotation?collid=${this.collid}&type=internal&limit=${limit}&offset=${offset}`,
    );
    if (!json.ok) return json;
    const window = readHistory(json.value);
    return window ? success(window) : failed({ kind: 'notUnderstood', detail: 'no edit history' });
  }
}
