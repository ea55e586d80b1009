/** The invented herbarium and its ten sheets, and the pages outside the portal that tests use. */
import http from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import specimens from '../../resources/practice/specimens.json';
import { firstTables } from './herbarium.ts';
import { PracticeBench, RPC } from './practice-bench.ts';

// Sheets are drawn for real, however busy the computer is.
vi.setConfig({ testTimeout: 30_000 });

let bench: PracticeBench;
beforeAll(async () => (bench = await PracticeBench.open()));
afterAll(() => bench.close());

const NEW = ['1', '2', '3', '4', '5', '6', '7', '8'];

describe('the herbarium', () => {
  it('is the same on every first day', () => {
    expect(JSON.stringify(firstTables())).toBe(JSON.stringify(firstTables()));
  });

  it('holds enough records of every kind', () => {
    const { occurrences, identifiers, media } = firstTables();
    const ours = occurrences.filter(({ collid }) => collid === 1);
    const withRow = new Set(identifiers.map(({ occid }) => occid));
    const legacy = ours.filter(one => one.otherCatalogNumbers);
    expect(ours.length).toBeGreaterThanOrEqual(520);
    expect(legacy.some(({ occid }) => withRow.has(occid))).toBe(true);
    expect(legacy.filter(({ occid }) => !withRow.has(occid)).length).toBeGreaterThan(100);
    expect(ours.filter(one => !one.otherCatalogNumbers && withRow.has(one.occid)).length).toBeGreaterThan(100);
    expect(ours.filter(one => one.recordSecurity !== 0).length).toBeGreaterThan(5);
    expect(ours.filter(one => one.processingStatus === 'expert required').length).toBeGreaterThan(10);
    expect(media.length).toBeGreaterThan(10);
    expect(occurrences.filter(({ collid }) => collid === 2).length).toBeGreaterThan(0);
    for (const nasty of [/<b>/, /"/, /&amp;/, /with J\. Pell/, /^.{61,}$/, /van der/, /O'Rourke/, /^Li /, /^[^ ]+, /])
      expect(ours.some(one => nasty.test(String(one.recordedBy)))).toBe(true);
    expect(new Set(occurrences.map(({ occid }) => occid)).size).toBe(occurrences.length);
  });
});

describe('the ten sheets', () => {
  const hits = async (numbers: readonly string[]) => {
    const visitor = await bench.visitor();
    const found = new Set<number>();
    for (const number of numbers) {
      const form = Object.entries({ othercatnum: number, collid: '1', occid: '0' });
      const { body } = await visitor.post(`${RPC}/dupequeryothercatnum.php`, form);
      for (const occid of body.replace('ocnum:', '').split(',').filter(Boolean)) found.add(Number(occid));
    }
    return [...found].sort((a, b) => a - b);
  };
  const spellings = (stamp: string) => {
    const plain = stamp.replace(/^0+/, '');
    return [...new Set([stamp, plain, plain.padStart(5, '0'), plain.padStart(6, '0')])];
  };

  it.each([
    ['1', [1001]],
    ['2', [1002]],
    ['3', [1003]],
    ['4', [1004, 1005, 1006]],
    ['6', []],
    ['7', [1008]],
    ['8', [1009]],
    ['9', [1010]],
    ['10', [1012]],
  ])('the stamp of sheet %s brings just its records', async (id, occids) => {
    expect(await hits(spellings(specimens.find(one => one.id === id)?.stamp ?? ''))).toEqual(occids);
  });

  it('the stickers of sheets 1 to 8 are on no record, the one of sheet 10 is on 1011', () => {
    const { occurrences } = firstTables();
    const bearer = (id: string) => {
      const barcode = specimens.find(one => one.id === id)?.barcode;
      return occurrences.find(({ catalogNumber }) => catalogNumber === barcode)?.occid;
    };
    expect(NEW.map(bearer)).toEqual(NEW.map(() => undefined));
    expect([bearer('9'), bearer('10')]).toEqual([undefined, 1011]);
    expect(occurrences.some(({ catalogNumber }) => String(catalogNumber).startsWith('VASC01043'))).toBe(false);
    expect(occurrences.find(({ occid }) => occid === 1009)?.catalogNumber).toBe('VASC0099812');
  });

  it('the label tells its date as labels do, and the sheet to be flagged for it disagrees with its record', () => {
    const label = (id: string) => specimens.find(one => one.id === id)?.label;
    const record = firstTables().occurrences.find(({ occid }) => occid === 1008);
    expect([label('2')?.eventDate, label('5')?.eventDate]).toEqual(['21 July 1912', '14 VI 1967']);
    expect(record?.recordedBy).not.toBe(label('7')?.recordedBy);
    expect(record?.recordNumber).not.toBe(label('7')?.recordNumber);
  });

  it('a sheet without a stamp is found by its label; the sheet without record is not', async () => {
    const ana = await bench.visitor('practice');
    expect(await ana.table({ q_recordedby: '%López', q_recordnumber: '318', q_eventdate: '1967-06-14' })).toEqual([
      1007,
    ]);
    expect(await ana.table({ q_recordedby: '%Thornquist' })).toEqual([]);
  });

  it('are told without their answer and drawn as pictures', async () => {
    const rows = (await (await fetch(`${bench.origin}/practice/sheets`)).json()) as Record<string, unknown>[];
    expect(rows.map(row => row['id'])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'stamp', 'barcode', 'label', 'what']);
    const answer = await fetch(`${bench.origin}/practice/sheets/4.jpg`);
    const picture = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect([answer.headers.get('content-type'), picture.format]).toEqual(['image/jpeg', 'jpeg']);
    expect(Math.min(picture.width, picture.height)).toBeGreaterThanOrEqual(3_000);
    expect((await fetch(`${bench.origin}/practice/sheets/11.jpg`)).status).toBe(404);
  });
});

describe('the control pages', () => {
  it('tell who serves which folder', async () => {
    const health = await (await fetch(`${bench.origin}/practice/health`)).json();
    expect(health).toEqual({ app: 'vasculum practice portal', folder: bench.folder, pid: process.pid });
  });

  it('are refused to other hosts and to foreign pages', async () => {
    const status = await new Promise(resolve =>
      http.get(`${bench.origin}/practice/health`, { headers: { host: 'evil.example' } }, answer => {
        answer.resume();
        resolve(answer.statusCode);
      }),
    );
    expect(status).toBe(403);
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${bench.origin}/practice/start-over`, foreign)).status).toBe(403);
  });

  it('count the requests by page and action', async () => {
    await bench.control('requests/reset');
    const ana = await bench.visitor('practice');
    await ana.save(1018, [['habitat', 'x']]);
    expect(await (await fetch(`${bench.origin}/practice/requests`)).json()).toEqual({
      'POST /portal/profile/index.php': 1,
      'POST /portal/collections/editor/occurrenceeditor.php saveOccurEdits': 1,
    });
  });

  it("a colleague's edit leaves history and clocks as a real one", async () => {
    expect(
      await bench.control('edit-as', { user: 'supervisor', occid: 1019, fields: { catalognumber: 'VASC0104350' } }),
    ).toBe(200);
    expect(await bench.history(1019)).toEqual([['catalognumber', '', 'VASC0104350']]);
    const page = await (await bench.visitor()).get('/collections/editor/includes/admintab.php?occid=1019&collid=1');
    expect(page.body).toContain('Okafor, R.');
    expect(await bench.control('edit-as', { user: 'nobody', occid: 1019, fields: {} })).toBe(400);
  });

  it('start over brings back the first day, and keeps passwords to itself', async () => {
    await bench.control('edit-as', { user: 'supervisor', occid: 1001, fields: { habitat: 'x' } });
    await bench.control('start-over');
    const tables = await bench.tables();
    expect([tables.edits, tables.occurrences.length]).toEqual([[], firstTables().occurrences.length]);
    expect(JSON.stringify(tables.users)).not.toContain('password');
  });
});
