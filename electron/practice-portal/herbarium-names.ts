/** The determinations of the invented herbarium: some records have a current one, and a former one of another name. */
import vocabulary from '../../resources/practice/vocabulary.json';
import { databaseTime } from './clock.ts';
import { textOf } from './search.ts';
import { Determination } from './table-rows.ts';
import type { Occurrence, Tables } from './tables.ts';

const EVERY = 37;
/** One of the three records with one stamp, so that merging has something to lose. */
const ALSO = 1006;
const FORMER = { identifiedBy: 'C. Li', dateIdentified: '1931' };
const CURRENT = { identifiedBy: 'R. A. Peña', dateIdentified: '1987' };

/** Writes the determiner into the record, as a portal has it, and the two rows of its history. */
export function enterNames(
  tables: Tables,
  record: Occurrence,
  enteredAt: number,
  uuidOf: (name: string) => string,
): void {
  const sciname = textOf(record.sciname) ?? '';
  if ((record.occid % EVERY !== 0 && record.occid !== ALSO) || sciname === '') return;
  Object.assign(record, CURRENT);
  const [other = ''] = vocabulary.taxa.find(([name]) => name !== sciname) ?? [];
  const author = textOf(record.scientificNameAuthorship);
  for (const row of [
    { ...FORMER, sciname: other, isCurrent: 0, scientificNameAuthorship: null },
    { ...CURRENT, sciname, isCurrent: 1, scientificNameAuthorship: author },
  ]) {
    const detid = tables.next.determination++;
    const made = { recordID: uuidOf(`determination ${detid}`), initialTimestamp: databaseTime(enteredAt) };
    const rest = { printQueue: 0, appliedStatus: 1, sortSequence: 10 };
    tables.determinations.push(Determination.parse({ detid, occid: record.occid, ...row, ...rest, ...made }));
  }
}
