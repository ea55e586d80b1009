/** What a portal shows to anybody about some records: their values now, and its own history of their edits. */
import { patiently } from './portal-forms.ts';

interface EditRow {
  readonly annotationID: number;
  readonly occid: number;
  readonly fieldName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

interface RecordNow {
  readonly catalogNumber: string | null;
  readonly occurrenceRemarks: string | null;
}

export interface PortalView {
  /** What each effective change of the record to this catalog number replaced, oldest first; empty where there was none. */
  replacedBy(occid: number, catalogNumber: string): readonly (string | null)[];
  /** What stands there now. */
  standing(occid: number): RecordNow;
}

const PAGE = 500;
const READS_AT_ONCE = 8;
const NOTHING: RecordNow = { catalogNumber: null, occurrenceRemarks: null };

/** `portal` is the portal's root without a slash at its end. Subtle: the history leaves records out that are secured. */
export async function lookAt(portal: string, collid: number, occids: readonly number[]): Promise<PortalView> {
  const replaced = new Map<string, (string | null)[]>();
  for (const { occid, oldValue, newValue } of await catalogNumberEdits(portal, collid)) {
    const key = `${occid} ${newValue}`;
    replaced.set(key, [...(replaced.get(key) ?? []), oldValue || null]);
  }
  const records = await readRecords(portal, occids);
  return {
    replacedBy: (occid, catalogNumber) => replaced.get(`${occid} ${catalogNumber}`) ?? [],
    standing: occid => records.get(occid) ?? NOTHING,
  };
}

async function catalogNumberEdits(portal: string, collid: number): Promise<readonly EditRow[]> {
  const rows = new Map<number, EditRow>();
  for (let offset = 0; ; offset += PAGE) {
    const address = `${portal}/api/v2/occurrence/annotation?collid=${collid}&type=internal&limit=${PAGE}&offset=${offset}`;
    const { results } = (await readJson(address)) as { results: readonly EditRow[] };
    for (const row of results) rows.set(row.annotationID, row);
    if (results.length < PAGE) return [...rows.values()].filter(row => row.fieldName.toLowerCase() === 'catalognumber');
  }
}

async function readRecords(portal: string, occids: readonly number[]): Promise<ReadonlyMap<number, RecordNow>> {
  const records = new Map<number, RecordNow>();
  for (let at = 0; at < occids.length; at += READS_AT_ONCE) {
    const some = occids.slice(at, at + READS_AT_ONCE);
    await Promise.all(some.map(async occid => records.set(occid, await readRecord(portal, occid))));
  }
  return records;
}

export async function readRecord(portal: string, occid: number): Promise<RecordNow> {
  const answer = await readJson(`${portal}/api/v2/occurrence/${occid}`);
  const record = (Array.isArray(answer) ? answer[0] : answer) as Partial<RecordNow>;
  return { catalogNumber: record.catalogNumber ?? null, occurrenceRemarks: record.occurrenceRemarks ?? null };
}

const readJson = (address: string): Promise<unknown> =>
  patiently(async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json();
  });
