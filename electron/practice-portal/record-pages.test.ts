/** The pages that show one record without opening it: its tabs and the public page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import type { Visitor } from './practice-bench.ts';

const { bench, stranger } = benchFor(beforeAll, afterAll);

const tab = async (name: string, occid: number) =>
  (await stranger.get(`/collections/editor/includes/${name}.php?occid=${occid}&occindex=0&csmode=0&collid=1`)).body;
const individual = (occid: number, more = '') => `/collections/individual/index.php?occid=${occid}${more}`;

describe('the tabs, open to everybody and without a lock (PORTAL_PROTOCOL 3)', () => {
  it('an untouched record and one that does not exist have an empty history', async () => {
    expect(await tab('admintab', 1001)).toContain('Edit History Empty');
    expect(await tab('admintab', 99_999)).toMatch(/not recorded[^]*Edit History Empty/);
    expect((await bench.tables()).locks).toEqual([]);
  });

  it('the history names editor, minute, field, old and new value, and marks what still holds', async () => {
    await bench.control('edit-as', { user: 'supervisor', occid: 1001, fields: { recordnumber: '1025' } });
    await bench.control('edit-as', { user: 'supervisor', occid: 1001, fields: { recordnumber: '1024' } });
    const body = await tab('admintab', 1001);
    expect(body).toMatch(/<b>Editor:<\/b> Okafor, R\.\s+<span style="[^"]*"><b>Date:<\/b> 2026-06-01 12:00<\/span>/);
    expect(body).toContain('<b>Old Value (current):</b> 1024<br/><b>New Value:</b> 1025');
    expect(body).toContain('<b>Old Value:</b> 1025<br/><b>New Value (current):</b> 1024');
  });

  it('the history puts all edits of one minute under the editor of the latest, newest minute first, as they were typed', async () => {
    const edit = (user: string, fields: Readonly<Record<string, string>>) =>
      bench.control('edit-as', { user, occid: 1002, fields });
    await edit('supervisor', { habitat: 'a <b> & "q"' });
    bench.now += 60_000;
    await edit('supervisor', { locality: 'here' });
    bench.now += 1000;
    await edit('practice', { recordnumber: '78' });
    const body = await tab('admintab', 1002);
    expect([...body.matchAll(/<b>Editor:<\/b> (\w+), /g)].map(match => match[1])).toEqual(['Reyes', 'Okafor']);
    expect([...body.matchAll(/<b>Field:<\/b> (\w+)/g)].map(match => match[1])).toEqual([
      ...['recordnumber', 'locality', 'habitat'],
    ]);
    expect(body).toContain('<b>New Value (current):</b> a <b> & "q"<br/>');
  });

  it('the history tells an identifier by name and value, never as current', async () => {
    const ana = await bench.visitor('practice');
    const empty = [
      ['othercatalognumbers', ''],
      ['idkey[]', 'newidentifier'],
      ['idname[]', ''],
      ['idvalue[]', ''],
    ] as const;
    const roll = [
      ['idkey[]', 'newidentifier'],
      ['idname[]', 'Roll'],
      ['idvalue[]', 'R6'],
    ] as const;
    await ana.save(15, [...empty, ...roll], 'idname;idvalue;othercatalognumbers');
    const body = await tab('admintab', 15);
    expect(body).toContain(
      '<b>Field:</b> omoccuridentifiers<br/><b>Old Value:</b> <br/><b>New Value:</b> Roll: R6<br/>',
    );
    expect(body).toContain('<b>Applied Status:</b> applied');
  });

  it('each picture has a form of its own', async () => {
    const { mediaID } = (await bench.tables()).media.find(({ occid }) => occid === 1009) ?? {};
    expect(await tab('imagetab', 1009)).toContain(`name="img${mediaID}editform"`);
    expect(await tab('imagetab', 1001)).not.toContain('editform');
  });
});

describe('the public page (PORTAL_PROTOCOL 3)', () => {
  it('calls the legacy number secondary and an identifier by its name', async () => {
    expect((await stranger.get(individual(1001))).body).toContain('<label>Secondary Catalog #:</label> 41207');
    expect((await stranger.get(individual(1003))).body).toContain('<label>Accession:</label> 000582');
  });

  it('as JSON knows identifiers only, and escapes what a curator typed as a page', async () => {
    const json = async (occid: number) =>
      JSON.parse((await stranger.get(individual(occid, '&format=json'))).body) as Record<string, unknown>;
    expect(await json(1001)).toMatchObject({ scientificName: 'Penstemon davidsonii', otherCatalogNumbers: null });
    expect(await json(1003)).toMatchObject({ otherCatalogNumbers: 'Accession: 000582' });
    expect((await stranger.get(individual(1022))).body).not.toContain('<script>alert');
  });

  it('withholds place and number of a secured record, and a fully secured one altogether', async () => {
    const ana = await bench.visitor('practice');
    expect((await stranger.get(individual(1024))).body).toMatch(/details protected[^]*Information withheld/);
    expect((await stranger.get(individual(1024, '&format=json'))).body).toContain('field values redacted');
    expect((await ana.get(individual(1024))).body).toContain('<label>Number:</label> 33');
    expect((await stranger.get(individual(1025))).body).toContain('ERROR: record has full protection');
    expect((await ana.get(individual(1025))).body).toContain('Pediocactus nigrispinus');
    expect((await stranger.get(individual(99_999))).body).toContain('Unable to locate occurrence record');
  });

  it('a fully secured record is no duplicate for who has no role (6.1)', async () => {
    const ask = async (visitor: Visitor) =>
      (
        await visitor.post(
          '/collections/editor/rpc/dupequery.php',
          Object.entries({ cname: 'J. A. Novák', cnum: '34' }),
        )
      ).body;
    expect(await ask(await bench.visitor('practice'))).toContain('1025');
    expect(await ask(stranger)).not.toContain('1025');
  });
});
