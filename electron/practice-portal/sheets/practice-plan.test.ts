import { describe, expect, it } from 'vitest';
import { firstTables } from '../herbarium.ts';
import { PICTURE_RECORDS, planOfRecord, type PictureRecord } from '../picture-records.ts';
import { planOfSpecimen, SPECIMENS } from '../sheets.ts';
import type { Occurrence } from '../tables.ts';

const { occurrences, identifiers } = firstTables();
const PLANS = [...SPECIMENS.map(planOfSpecimen), ...PICTURE_RECORDS.map(planOfRecord)];
/** Its label says otherwise than the record of its number: an exercise. */
const OTHER_LABEL = ['VASC0105006', 'VASC0105027'];

const bearersOf = ({ stamp, occid: own }: PictureRecord): readonly Occurrence[] =>
  occurrences.filter(({ occid, collid, otherCatalogNumbers }) => {
    const rows = identifiers.filter(row => row.occid === occid).map(row => row.identifierValue);
    const numbers = [...String(otherCatalogNumbers ?? '').split('; '), ...rows].map(Number);
    return stamp !== null && collid === 1 && occid !== own && numbers.includes(Number(stamp));
  });

const agrees = ({ label }: PictureRecord, bearer: Occurrence): boolean =>
  label.recordedBy === bearer['recordedBy'] &&
  label.recordNumber === bearer['recordNumber'] &&
  label.scientificName.startsWith(String(bearer['sciname'])) &&
  label.eventDate.endsWith(String(bearer['eventDate']).slice(0, 4));

describe('the practice sheets', () => {
  it('are more than thirty of 3000 pixels and more, no two with one barcode', () => {
    expect(PLANS.length).toBeGreaterThan(30);
    for (const { width } of PLANS) expect(width).toBeGreaterThanOrEqual(3000);
    expect(new Set(PLANS.map(({ symbols }) => symbols[0]?.text)).size).toBe(PLANS.length);
  });

  it.each([
    ...SPECIMENS.map(one => [one.barcode, one, planOfSpecimen(one)] as const),
    ...PICTURE_RECORDS.map(one => [one.barcode, one, planOfRecord(one)] as const),
  ])('show what they promise: %s', (barcode, { stamp, label }, plan) => {
    expect(plan.stamp?.number ?? null).toBe(stamp);
    expect(plan.symbols.map(({ text }) => text)).toEqual([barcode]);
    expect(plan.label).toMatchObject({ ...label, recordNumber: label.recordNumber ?? 's.n.' });
  });

  it.each(PICTURE_RECORDS)('agree with the tables: $barcode, stamped $stamp', record => {
    expect(occurrences.find(({ occid }) => occid === record.occid)?.['catalogNumber']).toBe(record.barcode);
    const bearers = bearersOf(record);
    expect(bearers.length).toBeLessThanOrEqual(1);
    expect([record.isDatabased, planOfRecord(record).databased !== undefined]).toEqual(
      Array(2).fill(bearers.length === 1),
    );
    for (const bearer of bearers) expect(agrees(record, bearer)).toBe(!OTHER_LABEL.includes(record.barcode));
  });
});
