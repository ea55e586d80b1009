/** Reading records: by id through the REST interface, found through the exact duplicate checks and the table display. */
import { failed, success, type Result } from '../../../../shared/failure/failure.ts';
import type { LabelQuery } from '../../../../shared/portal/portal.ts';
import { namesCollector, lastNameOf } from '../../../../shared/specimen/collector-name.ts';
import type { Occurrence } from '../../../../shared/specimen/occurrence.ts';
import { labelQuestions } from './label-terms.ts';
import { readIds } from './pages.ts';
import { readOccurrences } from './rest-rows.ts';
import { askJson, askText, type Ask } from './rest.ts';
import { askTable } from './table-display.ts';

/** More than these nobody chooses from at a bench. */
const MOST_CANDIDATES = 25;
const MOST_TABLE_ROWS = 200;
/** Single records are read this many at a time. */
const READS_AT_ONCE = 4;

export interface ReaderPorts {
  /** Without a session: the REST interface and the duplicate checks. */
  readonly ask: Ask;
  /** In a session of its own, beside the one that writes. */
  readonly askSignedIn: Ask;
  readonly collid: number;
  readonly now: () => number;
}

export async function readOccurrence(
  ports: ReaderPorts,
  occid: number,
  numbers: readonly string[] = [],
): Promise<Result<Occurrence>> {
  const json = await askJson(ports.ask, `/api/v2/occurrence/${occid}?includeMedia=1`);
  if (!json.ok) return json;
  const occurrence = readOccurrences(json.value, numbers, ports.now())?.[0];
  return occurrence?.occid === occid
    ? success(occurrence)
    : failed({ kind: 'notUnderstood', detail: 'occurrence without its id' });
}

/** One exact question for each spelling: the check looks in both stores and knows no operators. */
export async function findByAccession(
  ports: ReaderPorts,
  spellings: readonly string[],
): Promise<Result<readonly Occurrence[]>> {
  const numbersOf = new Map<number, string[]>();
  for (const spelling of spellings) {
    const found = await askBearers(ports, spelling, 0);
    if (!found.ok) return found;
    for (const occid of found.value) numbersOf.set(occid, [...(numbersOf.get(occid) ?? []), spelling]);
  }
  return readAll(ports, [...numbersOf.keys()], occid => numbersOf.get(occid) ?? []);
}

/** Ids of the records that carry one of these spellings; `except` is left out by the portal. */
export async function bearersOf(
  ports: ReaderPorts,
  spellings: readonly string[],
  except: number,
): Promise<Result<readonly number[]>> {
  const bearers = new Set<number>();
  for (const spelling of spellings) {
    const found = await askBearers(ports, spelling, except);
    if (!found.ok) return found;
    for (const occid of found.value) bearers.add(occid);
  }
  return success([...bearers]);
}

function askBearers(ports: ReaderPorts, spelling: string, except: number): Promise<Result<readonly number[]>> {
  const form = [
    ['othercatnum', spelling],
    ['collid', String(ports.collid)],
    ['occid', String(except)],
  ] as const;
  return askIds(ports, '/collections/editor/rpc/dupequeryothercatnum.php', form, 'ocnum:');
}

/** Ids of the records that bear the number; `except` is left out by the portal. */
export function askHolders(
  ports: ReaderPorts,
  catalogNumber: string,
  except: number,
): Promise<Result<readonly number[]>> {
  const form = [
    ['catnum', catalogNumber],
    ['collid', String(ports.collid)],
    ['occid', String(except)],
  ] as const;
  return askIds(ports, '/collections/editor/rpc/dupequerycatnum.php', form, '');
}

export async function findByCatalogNumber(
  ports: ReaderPorts,
  catalogNumber: string,
): Promise<Result<readonly Occurrence[]>> {
  const holders = await askHolders(ports, catalogNumber, 0);
  return holders.ok ? readAll(ports, holders.value, () => []) : holders;
}

/** Strict question first; the first that finds anything wins. Secured records are found too. */
export async function findByLabel(ports: ReaderPorts, query: LabelQuery): Promise<Result<readonly Occurrence[]>> {
  const questions = labelQuestions(query);
  if (questions.length === 0) return failed({ kind: 'rejected', reason: 'tooLittle' });
  for (const terms of questions) {
    const found = await askTable(ports, { ...terms }, { from: 0, most: MOST_TABLE_ROWS });
    if (!found.ok) return found;
    const occids = found.value.rows.map(({ occid }) => occid);
    const read = await readAll(ports, occids, () => []);
    if (!read.ok) return read;
    const named = read.value.filter(occurrence => isNamed(query, occurrence));
    if (named.length > 0) return success(named);
  }
  return success([]);
}

/** The portal ORs the words of a name and folds accents; only records that bear the whole last name are hits. */
function isNamed({ recordedBy }: LabelQuery, occurrence: Occurrence): boolean {
  const lastName = lastNameOf(recordedBy.trim());
  return lastName === '' || namesCollector(lastName, occurrence.recordedBy ?? '');
}

async function askIds(
  ports: ReaderPorts,
  path: string,
  form: readonly (readonly [string, string])[],
  prefix: string,
): Promise<Result<readonly number[]>> {
  const text = await askText(ports.ask, path, form);
  if (!text.ok) return text;
  const ids = readIds(text.value, prefix);
  return ids ? success(ids) : failed({ kind: 'notUnderstood', detail: `no list of records from ${path}` });
}

async function readAll(
  ports: ReaderPorts,
  occids: readonly number[],
  numbersOf: (occid: number) => readonly string[],
): Promise<Result<readonly Occurrence[]>> {
  if (occids.length > MOST_CANDIDATES) return failed({ kind: 'tooMany', count: occids.length });
  const found: Occurrence[] = [];
  for (let at = 0; at < occids.length; at += READS_AT_ONCE) {
    const batch = occids.slice(at, at + READS_AT_ONCE).map(occid => readOccurrence(ports, occid, numbersOf(occid)));
    for (const one of await Promise.all(batch)) {
      if (one.ok) {
        if (one.value.collid === ports.collid) found.push(one.value);
      } else if (one.failure.kind !== 'notFound') return one;
    }
  }
  return success(found);
}
