/** The work list of Option 2, each case a sentence about a portal. */
import assert from 'node:assert/strict';
import { aPicture } from './pictures.ts';
import { portalCase as one, valueOf, type Bench, type PortalCase } from './suite-bench.ts';

const BARE = { processingStatus: 'unprocessed' };

/** A record with so many pictures. */
async function pictured({ portal, make }: Bench, record: Parameters<Bench['make']>[0], count = 1): Promise<number> {
  const occid = await make(record);
  for (let nth = 0; nth < count; nth += 1) await portal.attachImage(occid, ...aPicture(`suite:${occid}:${nth}`));
  return occid;
}

export const AWAITING_NUMBER_CASES: readonly PortalCase[] = [
  one('a record waits for its number while it is unprocessed, pictured and bears no other', async bench => {
    const { portal, make, catalogNumber, number } = bench;
    const waits = await pictured(bench, { ...BARE, catalogNumber: catalogNumber(60) }, 2);
    const others = [
      await make({ ...BARE, catalogNumber: catalogNumber(61) }),
      await pictured(bench, { processingStatus: 'stage 1', catalogNumber: catalogNumber(62) }),
      await pictured(bench, { ...BARE, catalogNumber: catalogNumber(63), legacyNumber: number(60) }),
      await pictured(bench, { ...BARE, catalogNumber: catalogNumber(64), identifiers: [number(61)] }),
    ];
    const { total } = valueOf(await portal.awaitingNumber(0, 1));
    const { records } = valueOf(await portal.awaitingNumber(0, total));
    assert.equal(records.length, total);
    assert.deepEqual(
      records.filter(({ occid }) => [waits, ...others].includes(occid)),
      [{ occid: waits, catalogNumber: catalogNumber(60) }],
    );
    await portal.addIdentifier(waits, { name: '', value: number(62) }, null);
    assert.equal(valueOf(await portal.awaitingNumber(0, 1)).total, total - 1);
  }),
  one('the list of what waits comes in pages, by barcode', async bench => {
    const { portal, catalogNumber } = bench;
    for (const nth of [67, 65, 66]) await pictured(bench, { ...BARE, catalogNumber: catalogNumber(nth) });
    const { total, records: first } = valueOf(await portal.awaitingNumber(0, 2));
    const whole = [...first];
    while (whole.length < total) whole.push(...valueOf(await portal.awaitingNumber(whole.length, 2)).records);
    const ours = whole.flatMap(one => (one.catalogNumber?.startsWith('SUITE') ? [one.catalogNumber] : []));
    assert.deepEqual(ours, [catalogNumber(65), catalogNumber(66), catalogNumber(67)]);
    assert.deepEqual(valueOf(await portal.awaitingNumber(total, 2)).records, []);
    assert.deepEqual(valueOf(await portal.awaitingNumber(1, 2)).records, whole.slice(1, 2));
  }),
];
