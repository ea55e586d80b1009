/** What a portal shows to anybody about some records: their values now, and its own history of their edits. */
export interface EditRow {
  readonly annotationID: number;
  readonly occid: number;
  readonly fieldName: string;
  readonly newValue: string | null;
}

export interface PortalView {
  /** Effective changes of catalog numbers: how often each was written to which record. */
  times(occid: number, catalogNumber: string): number;
  /** The catalog number that stands there now. */
  standing(occid: number): string | null;
}

const PAGE = 500;
const READS_AT_ONCE = 8;

/** `portal` is the portal's root without a slash at its end. Subtle: the history leaves records out that are secured. */
export async function lookAt(portal: string, collid: number, occids: readonly number[]): Promise<PortalView> {
  const written = new Map<string, number>();
  for (const { occid, newValue } of await catalogNumberEdits(portal, collid))
    written.set(`${occid} ${newValue}`, (written.get(`${occid} ${newValue}`) ?? 0) + 1);
  const values = await catalogNumbers(portal, occids);
  return {
    times: (occid, catalogNumber) => written.get(`${occid} ${catalogNumber}`) ?? 0,
    standing: occid => values.get(occid) ?? null,
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

async function catalogNumbers(portal: string, occids: readonly number[]): Promise<Map<number, string | null>> {
  const values = new Map<number, string | null>();
  for (let at = 0; at < occids.length; at += READS_AT_ONCE) {
    const some = occids.slice(at, at + READS_AT_ONCE);
    await Promise.all(some.map(async occid => values.set(occid, await catalogNumberOf(portal, occid))));
  }
  return values;
}

export async function catalogNumberOf(portal: string, occid: number): Promise<string | null> {
  const answer = await readJson(`${portal}/api/v2/occurrence/${occid}`);
  const record = (Array.isArray(answer) ? answer[0] : answer) as { catalogNumber?: string | null };
  return record.catalogNumber ?? null;
}

async function readJson(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}
