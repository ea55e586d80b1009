/** Determinations as a real portal takes, shows and tells them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, RPC } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

const GREEN = '<span style="color:green;">Determination submitted successfully!</span>';

const determine = async (fields: Readonly<Record<string, string>>, who = ana) =>
  (
    await who.post(
      EDITOR,
      Object.entries({ submitaction: 'submitDetermination', occid: '1002', collid: '1', tidtoadd: '', ...fields }),
    )
  ).body;
const rowsOf = async (occid: number) => (await bench.tables()).determinations.filter(one => one.occid === occid);
const shortly = async (occid: number) =>
  (await rowsOf(occid)).map(row => [row.sciname, row.identifiedBy, row.dateIdentified, row.isCurrent]);

const NAME = { sciname: 'Penstemon davidsonii', identifiedby: 'L. Expert', dateidentified: '2001' };

describe('adding a determination (PORTAL_PROTOCOL 4.6)', () => {
  it('makes a row; the record keeps its name and its stamp', async () => {
    const before = await bench.record(1002);
    expect(await determine({ ...NAME, identificationremarks: 'two  blanks' })).toContain(GREEN);
    expect(await rowsOf(1002)).toMatchObject([
      {
        ...{ sciname: NAME.sciname, identifiedBy: 'L. Expert', dateIdentified: '2001', isCurrent: 0 },
        ...{ identificationRemarks: 'two blanks', sortSequence: 26, scientificNameAuthorship: null },
      },
    ]);
    expect(await bench.record(1002)).toEqual(before);
  });

  it('that is to be current writes the name into the record and its pictures, and the former name into the history', async () => {
    bench.now += 60_000;
    await ana.submitImage(1002, [['originalUrl', 'https://img.example/x.jpg']]);
    await determine({ ...NAME, sciname: 'Quercus garryana', makecurrent: '1' });
    expect(await shortly(1002)).toEqual([
      ['Quercus garryana', 'L. Expert', '2001', 1],
      ['Lewisia columbiana', 'unknown', 's.d.', 0],
    ]);
    expect(await bench.record(1002)).toMatchObject({
      ...{ sciname: 'Quercus garryana', identifiedBy: 'L. Expert', dateIdentified: '2001', family: 'Fagaceae' },
      ...{ genus: null, specificEpithet: null, tidInterpreted: 10, dateLastModified: '2026-06-01 12:01:00' },
    });
    expect((await bench.tables()).media.find(({ occid }) => occid === 1002)?.tid).toBe(10);
  });

  it('sent twice keeps one row, in green; as current the second time, no row is current', async () => {
    await determine(NAME);
    expect(await determine({ ...NAME, makecurrent: '1' })).toContain(GREEN);
    expect((await shortly(1002)).map(row => row[3])).toEqual([0]);
    expect((await bench.record(1002)).sciname).toBe('Lewisia columbiana');
  });

  it('is green for a record that is not there, and nothing without a right', async () => {
    expect(await determine({ ...NAME, occid: '99999' })).toContain(GREEN);
    expect(await determine(NAME, await bench.visitor('visitor'))).toContain('not authorized to edit');
    expect(await rowsOf(1002)).toEqual([]);
  });
});

describe('the first determination of a new record (PORTAL_PROTOCOL 4.4)', () => {
  const add = async (fields: Readonly<Record<string, string>>) => {
    const { body } = await ana.post(
      `${RPC}/occurAddData.php`,
      Object.entries({ collid: '1', addaction: '1', ...fields }),
    );
    return (JSON.parse(body) as { occid: number }).occid;
  };

  it('is made of the name or the determiner it is sent with', async () => {
    expect(await shortly(await add({ sciname: 'Lewisia columbiana' }))).toEqual([
      ['Lewisia columbiana', 'unknown', 's.d.', 1],
    ]);
    expect(await shortly(await add({ identifiedby: 'L. Expert' }))).toEqual([['', 'L. Expert', 's.d.', 1]]);
    expect(await shortly(await add({ habitat: 'Fen' }))).toEqual([]);
  });
});

describe('reading determinations (PORTAL_PROTOCOL 3)', () => {
  it('the herbarium has some, one of two current and named as the record', async () => {
    const { determinations } = await bench.tables();
    const current = determinations.filter(({ isCurrent }) => isCurrent === 1);
    expect(current.length).toBeGreaterThan(10);
    expect(determinations).toHaveLength(2 * current.length);
    for (const { occid, sciname, identifiedBy } of current)
      expect(await bench.record(occid)).toMatchObject({ sciname, identifiedBy });
  });

  it('REST tells them by date with all columns of a portal', async () => {
    const { body } = await ana.get('/api/v2/occurrence/1006?includeIdentifications=1');
    const [record] = JSON.parse(body) as { identification: Record<string, unknown>[] }[];
    expect(record?.identification.map(row => [row['dateIdentified'], row['isCurrent']])).toEqual([
      ['1931', 0],
      ['1987', 1],
    ]);
    expect(record?.identification[0]).toMatchObject({
      occid: 1006,
      taxonRank: null,
      securityStatus: 0,
      enteredByUid: null,
    });
    const [plain] = JSON.parse((await ana.get('/api/v2/occurrence/1006')).body) as object[];
    expect(plain).not.toHaveProperty('identification');
  });

  it('the tab shows the current one first, marked, to anybody', async () => {
    const stranger = await bench.visitor();
    const { body } = await stranger.get('/collections/editor/includes/determinationtab.php?occid=1006&collid=1');
    expect([...body.matchAll(/<b>Date:<\/b> (\d+)/g)].map(match => match[1])).toEqual(['1987', '1931']);
    expect(body.match(/CURRENT DETERMINATION/g)).toHaveLength(1);
    expect(body).toContain('value="submitDetermination"');
  });
});
