/** Is this barcode free? Asked of this station, of the portal for a moment, and of the station's copy where it is out of reach. */
import type { CatalogNumber } from '../../shared/specimen/catalog-number.ts';
import { catalogNumberOf, occidOf } from '../../shared/portal/change.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import type { Question } from '../../shared/workflow/imaging-task.ts';
import { sheetOf } from '../outbox/entry-words.ts';
import type { BenchPorts } from './bench-ports.ts';
import { standingLinks } from '../outbox/queue-facts.ts';

/** The bench does not wait longer for the portal; before sending, the number is asked for once more. */
const LONGEST_WAIT_MS = 1_500;
const JUST_NOW_MS = 60_000;
/** So long a flagged sheet is thought to lie beside the bench. */
const A_DAY_MS = 12 * 3_600_000;

/**
 * The question that stops the task; undefined where nothing speaks against the sticker. Without an occurrence the portal is
 * out of reach and not asked: it is when the sheet comes back for its comparison.
 */
export async function checkBarcode(
  ports: BenchPorts,
  number: CatalogNumber,
  occurrence: Occurrence | null,
): Promise<Question | undefined> {
  await ports.outbox.known;
  return (
    inQueue(ports, number, occurrence) ??
    onFlaggedSheet(ports, number, occurrence) ??
    (await onWaitingSheet(ports, number)) ??
    (await elsewhere(ports, number, occurrence))
  );
}

function inQueue(
  { outbox, now }: BenchPorts,
  number: CatalogNumber,
  occurrence: Occurrence | null,
): Question | undefined {
  const links = standingLinks(outbox.view.getState().rows).filter(
    ({ entry: { change } }) => catalogNumberOf(change) === number && occidOf(change) !== occurrence?.occid,
  );
  const entry = links.at(-1)?.entry;
  return entry && takenHere('queue', entry.madeAt, sheetOf(entry), now());
}

/** A sheet that was flagged today lies aside with its sticker on. */
function onFlaggedSheet(
  { outbox, now }: BenchPorts,
  number: CatalogNumber,
  occurrence: Occurrence | null,
): Question | undefined {
  const flagged = outbox.view
    .getState()
    .cases.filter(one => one.scanned === number && now() - one.madeAt < A_DAY_MS)
    .find(({ occid, typed }) =>
      occid === null ? !occurrence?.otherCatalogNumbers.includes(typed.accession) : occid !== occurrence?.occid,
    );
  return flagged && takenHere('flagged', flagged.madeAt, flagged.typed.accession || flagged.typed.recordedBy, now());
}

/** A sheet that waits for its comparison has its sticker on already. */
async function onWaitingSheet({ database, now }: BenchPorts, number: CatalogNumber): Promise<Question | undefined> {
  const sheet = (await database.parkedTasks()).find(({ kept }) => kept?.catalogNumber === number);
  return sheet && takenHere('waiting', sheet.parkedAt, sheet.words.accession || sheet.words.recordedBy, now());
}

function takenHere(where: 'queue' | 'waiting' | 'flagged', at: number, linkedTo: string, now: number): Question {
  if (now - at < JUST_NOW_MS) return { is: 'justScanned', at, linkedTo };
  return { is: 'inUse', where, holder: null, since: at };
}

async function elsewhere(
  ports: BenchPorts,
  number: CatalogNumber,
  occurrence: Occurrence | null,
): Promise<Question | undefined> {
  const onPortal = occurrence ? await portalHolders(ports, number, occurrence.occid) : undefined;
  const holders = onPortal ?? (await ports.database.findSeenByCatalogNumber(number));
  const holder = holders.find(({ occid }) => occid !== occurrence?.occid);
  return (
    holder && {
      is: 'inUse',
      where: 'portal',
      since: null,
      holder: { ...holder, otherCatalogNumbers: [...holder.otherCatalogNumbers] },
    }
  );
}

/** Undefined where the portal does not say in time. */
async function portalHolders(
  { host, outbox }: BenchPorts,
  catalogNumber: CatalogNumber,
  except: number,
): Promise<readonly Occurrence[] | undefined> {
  const tooLate = new Promise<undefined>(resolve => setTimeout(resolve, LONGEST_WAIT_MS, undefined));
  const answer = await Promise.race([
    host.call('portal.whoHas', { journalId: outbox.journalId, catalogNumber, except }),
    tooLate,
  ]);
  return answer?.ok ? answer.value : undefined;
}
