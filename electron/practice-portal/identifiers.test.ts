/** The two stores of accession numbers, and how the form can lose one of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, RPC, type Pairs } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

const row = (key: string, name: string, value: string): Pairs => [
  ['idkey[]', key],
  ['idname[]', name],
  ['idvalue[]', value],
];
const valuesOf = async (occid: number) =>
  (await bench.tables()).identifiers
    .filter(one => one.occid === occid)
    .map(one => [one.identifierName, one.identifierValue]);
const legacyOf = async (occid: number) => (await bench.record(occid)).otherCatalogNumbers ?? null;

describe('identifiers in the form (PORTAL_PROTOCOL 4.3)', () => {
  it('posting only a new identifier destroys the legacy number, without history (Trap 1)', async () => {
    await ana.save(1001, row('newidentifier', 'Roll', 'R77'), 'idname;idvalue');
    expect([await legacyOf(1001), await valuesOf(1001)]).toEqual([null, [['Roll', 'R77']]]);
    expect(await bench.history(1001)).toEqual([['omoccuridentifiers', '', 'Roll: R77']]);
  });

  it('the safe recipe adds one identifier and leaves the rest, dateLastModified too', async () => {
    const before = (await bench.record(1001)).dateLastModified;
    const form: Pairs = [
      ['othercatalognumbers', '41207'],
      ...row('newidentifier', '', ''),
      ...row('newidentifier', 'Roll', 'R77'),
    ];
    await ana.save(1001, form, 'idname;idvalue;othercatalognumbers');
    expect([await legacyOf(1001), await valuesOf(1001)]).toEqual(['41207', [['Roll', 'R77']]]);
    expect((await bench.record(1001)).dateLastModified).toBe(before);
    expect(await bench.history(1001)).toEqual([['omoccuridentifiers', '', 'Roll: R77']]);
  });

  it('without any column the portal fails in red, saves nothing, and still writes a false history row', async () => {
    const form: Pairs = [...row('newidentifier', '', ''), ...row('newidentifier', 'Roll', 'R80')];
    const seen = await ana.save(1001, form, 'idname;idvalue');
    expect(seen.body).toContain('color:red;">ERROR: failed to edit occurrence record (#1001)');
    expect([await legacyOf(1001), await valuesOf(1001)]).toEqual(['41207', []]);
    expect(await bench.history(1001)).toHaveLength(1);
  });

  it("a person's full save moves the legacy number into a row of its own (Trap 2)", async () => {
    await ana.save(
      1014,
      [['habitat', 'x'], ...row('ocnid-0', 'Accession', '40123'), ...row('ocnid-1', 'Roll', 'R7')],
      'habitat',
    );
    expect(await legacyOf(1014)).toBeNull();
    expect(await valuesOf(1014)).toEqual([
      ['Accession', '40123'],
      ['Roll', 'R7'],
    ]);
  });

  it('the editor shows both stores, the legacy text in pieces', async () => {
    const { body } = await ana.get(`${EDITOR}?collid=1&occid=1014`);
    const values = (name: string) =>
      [...body.matchAll(new RegExp(`name="${name}\\[\\]"[^>]*value="([^"]*)"`, 'g'))].map(one => one[1]);
    expect(values('idkey')).toEqual(['ocnid-0', 'ocnid-1', 'newidentifier']);
    expect(values('idname')).toEqual(['Accession', 'Roll', '']);
    expect(values('idvalue')).toEqual(['40123', 'R7', '']);
  });

  it('a numeric key changes that row; posted again it adds no second one', async () => {
    const key = String((await bench.tables()).identifiers.find(({ occid }) => occid === 1003)?.idomoccuridentifiers);
    const form: Pairs = [['othercatalognumbers', ''], ...row(key, 'Accession', '582b')];
    await ana.save(1003, form, 'idvalue;othercatalognumbers');
    await ana.save(1003, form, 'idvalue;othercatalognumbers');
    expect(await valuesOf(1003)).toEqual([['Accession', '582b']]);
    expect(await bench.history(1003)).toEqual([['omoccuridentifiers', 'Accession: 000582', 'Accession: 582b']]);
  });

  it('an identifier is deleted by anybody; a piece of the legacy text takes all later pieces with it', async () => {
    const stranger = await bench.visitor();
    const gone = await stranger.post(`${RPC}/deleteIdentifier.php`, [
      ['identifierID', 'ocnid-1'],
      ['occid', '1014'],
    ]);
    expect(gone.body).toBe('1');
    expect(await legacyOf(1014)).toBe('Accession: 40123');
    expect(await bench.history(1014)).toEqual([]);
  });
});

describe('the duplicate checks (PORTAL_PROTOCOL 5.1, 6.1)', () => {
  const ask = async (page: string, form: Readonly<Record<string, string>>) =>
    (await (await bench.visitor()).post(`${RPC}/${page}`, Object.entries(form))).body;

  it('an accession number is found in both stores, exactly as written', async () => {
    const other = (othercatnum: string) => ask('dupequeryothercatnum.php', { othercatnum, collid: '1', occid: '0' });
    expect(await other('41207')).toBe('ocnum:1001');
    expect(await other('000582')).toBe('ocnum:1003');
    expect(await other('582')).toBe('ocnum:');
    expect(await other('1571')).toBe('ocnum:1004');
    expect(await other('1571; OLD 88 ')).toBe('ocnum:1013');
  });

  it('a catalog number is found whatever its case; without the record to leave out the answer is empty', async () => {
    expect(await ask('dupequerycatnum.php', { catnum: 'vasc0100456', collid: '1', occid: '0' })).toBe('1011');
    expect(await ask('dupequerycatnum.php', { catnum: 'VASC0100456', collid: '1', occid: '1011' })).toBe('');
    expect(await ask('dupequerycatnum.php', { catnum: 'VASC0100456', collid: '1' })).toBe('');
  });

  it('collector and number give exact hits, a neighbouring number on the same day gives the event', async () => {
    const dupes = (cnum: string) =>
      ask('dupequery.php', { cname: 'W. D. Okonkwo', cnum, cdate: '1912-07-21', curoccid: '0' });
    expect(await dupes('77')).toMatch(/^exact:(\d+,)*1002$/);
    expect(await dupes('76')).toMatch(/^event:.*1002/);
    const hyphen = { cname: 'García-López, María', cnum: '318', cdate: '', curoccid: '0' };
    expect(await ask('dupequery.php', hyphen)).toBe('');
  });

  it('a record is added unless its catalog number exists (4.4)', async () => {
    const add = (form: Readonly<Record<string, string>>) =>
      ana.post(`${RPC}/occurAddData.php`, Object.entries({ collid: '1', ...form }));
    const first = JSON.parse((await add({ catalognumber: 'VASC0104399', addaction: '1' })).body) as { occid: number };
    expect(JSON.parse((await add({ catalognumber: 'VASC0104399', addaction: '1' })).body)).toEqual({
      ...{ occid: String(first.occid), action: 'none', status: 'false', error: 'dupeCatalogNumber' },
    });
    await add({ catalognumber: 'VASC0104399', addaction: '2', habitat: 'lost' });
    expect((await bench.record(first.occid)).habitat ?? null).toBeNull();
    expect(await ask('occurAddData.php', { collid: '1', catalognumber: 'X' })).toBe('[]');
  });
});
