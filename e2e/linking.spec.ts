/** Option 2: pictures that wait for their number are linked to their old records, and nothing else on the portal changes. */
import { LinkingBench } from './linking-bench.ts';
import type { PictureSheet, Tables } from './practice-portal.ts';
import { expect, test } from './station.ts';

/** The old records whose labels agree, by the barcode of the sheet. */
const MERGED: Readonly<Record<string, number>> = { VASC0104410: 1001, VASC0105004: 45, VASC0105009: 64 };
/** One label says otherwise; one record has a picture already. */
const FLAGGED: ReadonlySet<string> = new Set(['VASC0105006', 'VASC0105011']);
const ALL = 25;
/** Sheets that are worked on while the portal is out of reach. */
const CUT_AFTER = 7;
const RESTORED_AFTER = 11;
/** While the portal is out of reach it is looked for now and then, half a minute apart in the end. */
const BACK_WITHIN_MS = 45_000;

/** One sheet as its person decides it; true where it waits for the portal. */
async function dealWith(bench: LinkingBench, { barcode, stamp }: PictureSheet): Promise<boolean> {
  await bench.stepNow();
  await bench.typeUnlessRead(stamp ?? '');
  const step = await bench.isDecided(barcode);
  if (step === 'gone') return true;
  if (FLAGGED.has(barcode)) {
    await bench.flag();
    return false;
  }
  await bench.agree(step);
  if (step === 'found') {
    await bench.isAt('merging');
    await bench.hold('m', barcode);
  }
  await bench.isSaved(barcode);
  return false;
}

test('twenty numbers, three merges, two flags, with the portal cut off in the middle: the tables are exactly right', async ({
  station,
}) => {
  test.setTimeout(600_000);
  await station.open();
  const proxy = await station.restartWithProxy();
  const bench = new LinkingBench(station.page);
  const portal = await station.portal();
  const [before, sheets] = [await portal.tables(), await portal.pictureRecords()];
  await bench.enter();
  let seen = 0;
  let waiting = 0;
  const done: PictureSheet[] = [];
  while (done.length < ALL) {
    if (seen === CUT_AFTER) await proxy.cut();
    if (seen === RESTORED_AFTER) {
      expect(waiting).toBe(RESTORED_AFTER - CUT_AFTER);
      await proxy.restore();
      const atHand = await bench.sheet();
      await bench.isBack(BACK_WITHIN_MS);
      // What was put by comes at once, unless a number that was read is being looked at: then it comes next.
      if ((await bench.stepNow()) === 'entering') await bench.isPast(atHand);
    }
    const barcode = await bench.sheet();
    const sheet = sheets.find(one => one.barcode === barcode);
    if (!sheet) throw new Error(`Nobody knows the sheet ${barcode}.`);
    if (await dealWith(bench, sheet)) waiting += 1;
    else done.push(sheet);
    await bench.isPast(barcode);
    seen += 1;
  }
  expect(new Set(done.map(({ barcode }) => barcode)).size).toBe(ALL);
  await bench.allSent();
  const after = await portal.tables();
  expectUntouched(before, after, done);
  expectDone(before, after, done);
});

/** All but the records that were worked on stand as they stood. */
function expectUntouched(before: Tables, after: Tables, done: readonly PictureSheet[]): void {
  const touched = new Set([...done.map(({ occid }) => occid), ...Object.values(MERGED)]);
  const rest = ({ occurrences, identifiers, media }: Tables) => ({
    occurrences: occurrences.filter(({ occid }) => !touched.has(occid)),
    identifiers: identifiers.filter(({ occid }) => !touched.has(occid)),
    media: media.filter(({ occid }) => !touched.has(occid)),
  });
  expect(rest(after)).toEqual(rest(before));
}

function expectDone(before: Tables, after: Tables, done: readonly PictureSheet[]): void {
  const recordOf = (tables: Tables, wanted: number) => tables.occurrences.find(({ occid }) => occid === wanted);
  const numbersOf = (tables: Tables, wanted: number) =>
    tables.identifiers.filter(({ occid }) => occid === wanted).map(one => one.identifierValue);
  const picturesOf = (tables: Tables, wanted: number) => tables.media.filter(({ occid }) => occid === wanted).length;
  for (const { occid, barcode, stamp } of done) {
    const target = MERGED[barcode];
    if (target !== undefined) {
      expect(recordOf(after, occid)).toBeUndefined();
      expect(recordOf(after, target)).toMatchObject({
        catalogNumber: barcode,
        recordedBy: recordOf(before, target)?.['recordedBy'],
      });
      // An empty text and nothing are the same stage.
      expect(recordOf(after, target)?.processingStatus || null).toBe(
        recordOf(before, target)?.processingStatus || null,
      );
      expect([picturesOf(before, target), picturesOf(after, target), picturesOf(after, occid)]).toEqual([0, 1, 0]);
    } else if (FLAGGED.has(barcode)) {
      const { dateLastModified, ...flagged } = recordOf(after, occid) ?? { dateLastModified: '' };
      expect(dateLastModified).not.toBe('');
      expect(flagged).toEqual({
        ...recordOf(before, occid),
        dateLastModified: undefined,
        processingStatus: 'expert required',
      });
      expect(numbersOf(after, occid)).toEqual([]);
    } else {
      expect(recordOf(after, occid)).toEqual(recordOf(before, occid));
      expect(numbersOf(after, occid)).toEqual([stamp?.replace(/^0+/, '')]);
    }
  }
  expect(done.filter(({ barcode }) => !(barcode in MERGED) && !FLAGGED.has(barcode))).toHaveLength(20);
}
