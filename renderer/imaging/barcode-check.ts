/** Is this barcode free? Asked of the queue, of the portal for a moment, and of this station's copy where it is out of reach. */
import type { CatalogNumber } from '../../shared/specimen/catalog-number.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { Question } from '../../shared/workflow/imaging-task.ts';
import { sheetOf } from '../outbox/queue-words.ts';
import type { BenchPorts } from './bench.ts';
import { standingLinks } from './queue-facts.ts';

/** The bench does not wait longer for the portal; before sending, the number is asked for once more. */
const LONGEST_WAIT_MS = 1_500;
const JUST_NOW_MS = 60_000;

/** The question that stops the task; undefined where nothing speaks against the link. */
export async function checkBarcode(
  ports: BenchPorts,
  number: CatalogNumber,
  occurrence: Occurrence,
): Promise<Question | undefined> {
  return inQueue(ports, number, occurrence) ?? (await elsewhere(ports, number, occurrence));
}

function inQueue({ outbox, now }: BenchPorts, number: CatalogNumber, occurrence: Occurrence): Question | undefined {
  const links = standingLinks(outbox.view.getState().rows).filter(
    ({ entry }) => entry.edit.to === number && entry.occid !== occurrence.occid,
  );
  const entry = links.at(-1)?.entry;
  if (!entry) return undefined;
  if (now() - entry.madeAt < JUST_NOW_MS) return { is: 'justScanned', at: entry.madeAt, linkedTo: sheetOf(entry) };
  return { is: 'inUse', where: 'queue', holder: null, since: entry.madeAt };
}

async function elsewhere(
  { host, database }: BenchPorts,
  catalogNumber: CatalogNumber,
  { occid }: Occurrence,
): Promise<Question | undefined> {
  const asked = host.call('portal.whoHas', { catalogNumber, except: occid });
  const answer = await Promise.race([
    asked,
    new Promise<undefined>(resolve => setTimeout(resolve, LONGEST_WAIT_MS, undefined)),
  ]);
  const holders = answer?.ok
    ? answer.value
    : (await database.findSeenByCatalogNumber(catalogNumber)).filter(one => one.occid !== occid);
  const holder = holders[0];
  return (
    holder && {
      is: 'inUse',
      where: 'portal',
      since: null,
      holder: { ...holder, otherCatalogNumbers: [...holder.otherCatalogNumbers] },
    }
  );
}
