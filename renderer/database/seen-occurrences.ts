/** Records this station has seen before: what can be linked without a network. */
import { accessionKey } from '../../shared/specimen/accession-number.ts';
import { lastNameOf, namesCollector, nameWords } from '../../shared/specimen/collector-name.ts';
import { datesAgree, readEventDate } from '../../shared/specimen/event-date.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { SheetWords } from '../../shared/search/occurrence-query.ts';
import type { OccurrenceRow, Tables } from './tables.ts';

/** More than these nobody chooses from at a bench. */
const MOST_CANDIDATES = 25;

/** Keeps them as read; `typed` is the number that found them, which the portal may keep where it cannot be read. */
export async function rememberSeen(tables: Tables, occurrences: readonly Occurrence[], typed = ''): Promise<void> {
  await tables.occurrences.bulkPut(occurrences.map(occurrence => rowOf(occurrence, typed)));
}

function rowOf(occurrence: Occurrence, typed: string): OccurrenceRow {
  const numbers = [...occurrence.otherCatalogNumbers, typed].map(accessionKey).filter(key => key !== '');
  return {
    occid: occurrence.occid,
    accessionKeys: [...new Set(numbers)],
    nameWords: [...new Set(nameWords(occurrence.recordedBy ?? ''))],
    catalogNumber: occurrence.catalogNumber ?? '',
    occurrence,
  };
}

export async function findSeenByAccession(tables: Tables, typed: string): Promise<readonly Occurrence[]> {
  const rows = await tables.occurrences
    .where('accessionKeys')
    .equals(accessionKey(typed))
    .limit(MOST_CANDIDATES)
    .toArray();
  return rows.map(row => row.occurrence);
}

/** Everything that was typed must agree as far as it is known; the collector is asked for first. */
export async function findSeenByLabel(tables: Tables, words: SheetWords): Promise<readonly Occurrence[]> {
  const [first] = nameWords(lastNameOf(words.recordedBy));
  if (first === undefined) return [];
  const rows = await tables.occurrences.where('nameWords').equals(first).toArray();
  return rows
    .map(row => row.occurrence)
    .filter(occurrence => agrees(words, occurrence))
    .slice(0, MOST_CANDIDATES);
}

export async function findSeenByCatalogNumber(tables: Tables, catalogNumber: string): Promise<readonly Occurrence[]> {
  const rows = await tables.occurrences.where('catalogNumber').equals(catalogNumber).toArray();
  return rows.map(row => row.occurrence);
}

/** What was queued here shows at once; null where the queued link was taken back. */
export async function overlayCatalogNumber(tables: Tables, occid: number, catalogNumber: string | null): Promise<void> {
  const row = await tables.occurrences.get(occid);
  if (!row) return;
  await tables.occurrences.put({
    ...row,
    catalogNumber: catalogNumber ?? '',
    occurrence: { ...row.occurrence, catalogNumber },
  });
}

function agrees(words: SheetWords, occurrence: Occurrence): boolean {
  if (!namesCollector(lastNameOf(words.recordedBy), occurrence.recordedBy ?? '')) return false;
  const number = words.recordNumber.trim();
  if (number !== '' && number !== occurrence.recordNumber) return false;
  const [typed, stored] = [readEventDate(words.eventDate), readEventDate(occurrence.eventDate ?? '')];
  return !typed || (stored !== undefined && datesAgree(typed, stored));
}
