/** Making and deleting records as the form and its small service do, compared with a real portal. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, RPC } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

type Fields = Readonly<Record<string, string>>;

const byService = async (fields: Fields) =>
  JSON.parse(
    (await ana.post(`${RPC}/occurAddData.php`, Object.entries({ collid: '1', addaction: '1', ...fields }))).body,
  ) as { action: string; status: string; occid: number };
const byForm = (fields: Fields) =>
  ana.post(
    EDITOR,
    Object.entries({ submitaction: 'addOccurRecord', collid: '1', occid: '', gotomode: '0', ...fields }),
  );
const numbered = async (number: string) =>
  (await bench.tables()).occurrences.find(({ catalogNumber }) => catalogNumber === number);

describe('a new record (PORTAL_PROTOCOL 4.4)', () => {
  it('has no security unless it is sent, is of a preserved specimen, and never takes a dbpk', async () => {
    const { occid } = await byService({ catalognumber: 'VASC0777001', dbpk: 'mine' });
    expect(await bench.record(occid)).toMatchObject({
      ...{ basisOfRecord: 'PreservedSpecimen', dateEntered: '2026-06-01 05:00:00', catalogNumber: 'VASC0777001' },
      dateLastModified: '2026-06-01 12:00:00',
    });
    const record = await bench.record(occid);
    expect([record.recordSecurity ?? null, record['dbpk'] ?? null, record['recordEnteredBy'] ?? null]).toEqual(
      Array.from({ length: 3 }, () => null),
    );
    const listed = JSON.parse((await ana.get('/api/v2/occurrence?catalogNumber=VASC0777001')).body) as {
      count: number;
    };
    expect(listed.count).toBe(0);
  });

  it('is made with what the form sends: its occurrenceID, who entered and watches it, its identifiers', async () => {
    const fields = {
      catalognumber: 'VASC0777002',
      occurrenceid: 'urn:one',
      recordenteredby: 'practice',
      observeruid: '2',
    };
    await byForm({ ...fields, 'idkey[]': 'newidentifier', 'idname[]': 'Roll', 'idvalue[]': 'R5' });
    const record = await numbered('VASC0777002');
    expect(record).toMatchObject({ occurrenceID: 'urn:one', recordEnteredBy: 'practice', observerUid: 2 });
    const { identifiers } = await bench.tables();
    expect(identifiers.filter(({ occid }) => occid === record?.occid)).toMatchObject([
      { identifierName: 'Roll', identifierValue: 'R5', recordID: null },
    ]);
  });

  it('is silently left out where another record has the occurrenceID; the service says true and 0', async () => {
    await byForm({ catalognumber: 'VASC0777003', occurrenceid: 'urn:one' });
    expect(await byService({ catalognumber: 'VASC0777004', occurrenceid: 'urn:one' })).toEqual({
      ...{ action: 'add', status: 'true', occid: 0 },
    });
    const seen = await byForm({ catalognumber: 'VASC0777005', occurrenceid: 'urn:one' });
    expect(seen.body).not.toContain('statusdiv');
    expect(await Promise.all(['VASC0777004', 'VASC0777005'].map(numbered))).toEqual([undefined, undefined]);
  });

  it('counts, and a record that is deleted counts down each time it is deleted', async () => {
    const count = async () => (await bench.tables()).collectionStats.find(({ collid }) => collid === 1)?.recordcnt ?? 0;
    const before = await count();
    const { occid } = await byService({ habitat: 'Fen' });
    expect(await count()).toBe(before + 1);
    const remove = Object.entries({ submitaction: 'Delete Occurrence', collid: '1', occid: String(occid) });
    for (let nth = 0; nth < 2; nth += 1) await ana.post(EDITOR, remove);
    expect(await count()).toBe(before - 1);
  });
});

describe('a deleted record (PORTAL_PROTOCOL 4.7)', () => {
  it('takes its identifiers, determinations and history along', async () => {
    await ana.save(1006, [['habitat', 'Fen']]);
    await ana.post(EDITOR, Object.entries({ submitaction: 'Delete Occurrence', collid: '1', occid: '1006' }));
    const { identifiers, determinations, edits, archive } = await bench.tables();
    for (const rows of [identifiers, determinations, edits])
      expect(rows.some(({ occid }) => occid === 1006)).toBe(false);
    const kept = JSON.parse(archive[0]?.archiveObj ?? '') as { dets: object; recordSecurity?: string };
    expect(Object.keys(kept.dets)).toHaveLength(2);
    expect(kept).not.toHaveProperty('recordSecurity');
  });
});
