/** What a portal's own pages show of its tables: one record with all that hangs on it, the whole collection row by row, the histories. */
import { patiently, type PortalForms } from '../torture/portal-forms.ts';

export interface RecordRow {
  readonly occid: number;
  /** Every column by its own name. */
  readonly columns: Readonly<Record<string, string | number | null>>;
  readonly identifiers: readonly string[];
  readonly media: readonly {
    readonly mediaID: number;
    readonly originalUrl: string;
    readonly sourceIdentifier: string | null;
  }[];
}

export interface CollectionView {
  /** What the table of the collection says of each record, by its id. */
  readonly rows: ReadonlyMap<number, string>;
  /** Pictures of the whole portal. */
  readonly pictures: number;
}

interface RestRow {
  readonly occid: number;
  readonly identifier: readonly { readonly identifierName: string | null; readonly identifierValue: string }[];
  readonly media: RecordRow['media'];
  readonly [column: string]: unknown;
}

export class PortalTables {
  constructor(
    private readonly portal: string,
    private readonly collid: number,
    private readonly forms: PortalForms,
  ) {}

  /** Undefined where the record is gone. */
  async record(occid: number): Promise<RecordRow | undefined> {
    const path = `/api/v2/occurrence/${occid}?includeMedia=1&includeIdentifications=1`;
    const answer = (await this.json(path, [404])) as readonly RestRow[] | undefined;
    const row = answer?.[0];
    if (!row) return undefined;
    const columns = Object.entries(row).filter((one): one is [string, string | number | null] => typeof one[1] !== 'object' || one[1] === null); // prettier-ignore
    return {
      occid: row.occid,
      columns: Object.fromEntries(columns),
      identifiers: row.identifier
        .map(({ identifierName, identifierValue }) => `${identifierName ?? ''}:${identifierValue}`)
        .sort(),
      media: row.media.map(({ mediaID, originalUrl, sourceIdentifier }) => ({
        mediaID,
        originalUrl,
        sourceIdentifier,
      })),
    };
  }

  /** How often each field of these records was changed: `7 processingstatus` -> 1. */
  async edits(occids: readonly number[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (let offset = 0; ; offset += EDITS_PAGE) {
      const query = `collid=${this.collid}&type=internal&limit=${EDITS_PAGE}&offset=${offset}`;
      const { results } = (await this.json(`/api/v2/occurrence/annotation?${query}`)) as {
        results: readonly { readonly occid: number; readonly fieldName: string }[];
      };
      for (const { occid, fieldName } of results.filter(row => occids.includes(row.occid)))
        counts.set(`${occid} ${fieldName}`, (counts.get(`${occid} ${fieldName}`) ?? 0) + 1);
      if (results.length < EDITS_PAGE) return counts;
    }
  }

  /** Who waits for a number with a picture, by barcode, as the record search form lists them. */
  async waiting(): Promise<readonly number[]> {
    const page = await this.forms.page(TABLE, [
      ['q_catalognumber', ''],
      ['q_processingstatus', 'unprocessed'],
      ['q_customfield1', 'otherCatalogNumbers'],
      ['q_customtype1', 'IS_NULL'],
      ['q_customvalue1', ''],
      ['q_imgonly', '1'],
      ['orderby', 'catalognumber'],
      ['orderbydir', 'ASC'],
      ['occindex', '0'],
      ['reclimit', String(ROWS_PAGE)],
    ]);
    return [...rowsOf(page).keys()];
  }

  async collection(): Promise<CollectionView> {
    const rows = new Map<number, string>();
    for (let from = 0; ; from += ROWS_PAGE) {
      const query = [['q_catalognumber', ''], ['orderby', 'occid'], ['occindex', String(from)], ['reclimit', String(ROWS_PAGE)]] as const; // prettier-ignore
      const found = rowsOf(await this.forms.page(TABLE, query));
      for (const [occid, words] of found) rows.set(occid, words);
      if (found.size < ROWS_PAGE) break;
    }
    const { count } = (await this.json('/api/v2/media?limit=1')) as { count: number };
    return { rows, pictures: count };
  }

  private json(path: string, nothing: readonly number[] = []): Promise<unknown> {
    return patiently(async () => {
      const answer = await fetch(this.portal + path);
      if (nothing.includes(answer.status)) return undefined;
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      return answer.json();
    });
  }
}

const TABLE = '/collections/editor/occurrencetabledisplay.php';
const ROWS_PAGE = 1_000;
const EDITS_PAGE = 500;

/** Subtle: columns without a value anywhere are left out of the page, so that a cell is known by its column's name. */
function rowsOf(page: string): ReadonlyMap<number, string> {
  const [, table = ''] = /<table[^>]*id="defaulttable"[^>]*>([\s\S]*?)<\/table>/.exec(page) ?? [];
  const rows = table.split(/<tr\b/).slice(1);
  const names = cellsOf(rows[0] ?? '', 'th');
  return new Map(
    rows.flatMap(row => {
      const occid = Number(/[?&;]occid=(\d+)/.exec(row)?.[1]);
      const cells = cellsOf(row, 'td').flatMap((cell, at) => (cell === '' ? [] : [`${names[at]}=${cell}`]));
      return occid > 0 ? [[occid, cells.join(' | ')] as const] : [];
    }),
  );
}

const cellsOf = (row: string, tag: 'th' | 'td'): readonly string[] =>
  row.split(new RegExp(`<${tag}\\b[^>]*>`)).slice(1).map(cell => cell.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()); // prettier-ignore
