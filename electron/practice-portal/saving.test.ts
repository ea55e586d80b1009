/** Save Edits on the practice portal behaves as on a real one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

describe('Save Edits (PORTAL_PROTOCOL 4.1)', () => {
  it('writes the posted field, notes it in the history and moves dateLastModified', async () => {
    const seen = await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    expect(seen.body).toContain('color:green;">SUCCESS: edits submitted and activated');
    const record = await bench.record(1001);
    expect([record.catalogNumber, record.dateLastModified]).toEqual(['VASC0104301', '2026-06-01 12:00:00']);
    expect(await bench.history(1001)).toEqual([['catalognumber', '', 'VASC0104301']]);
  });

  it('sent twice leaves one history row and does not move dateLastModified again', async () => {
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    bench.now += 60_000;
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    expect((await bench.record(1001)).dateLastModified).toBe('2026-06-01 12:00:00');
    expect(await bench.history(1001)).toHaveLength(1);
  });

  it('writes every posted column, but audits only the listed ones (Q1)', async () => {
    await ana.save(
      1001,
      [
        ['catalognumber', 'VASC0104301'],
        ['habitat', 'silently overwritten'],
      ],
      'catalognumber',
    );
    expect((await bench.record(1001)).habitat).toBe('silently overwritten');
    expect((await bench.history(1001)).map(([field]) => field)).toEqual(['catalognumber']);
  });

  it('sets a listed field that was not posted to 0 (Q4)', async () => {
    await ana.save(1001, [['habitat', 'x']], 'habitat;locality');
    expect((await bench.record(1001)).locality).toBe('0');
  });

  it('refuses an empty list of edited fields in red and saves nothing', async () => {
    const seen = await ana.save(1001, [['habitat', 'x']], '');
    expect(seen.body).toContain('color:red;">ERROR: edits empty for occid #1001');
    expect((await bench.record(1001)).habitat ?? null).toBeNull();
  });

  it('says SUCCESS for a record that does not exist, without a form', async () => {
    const seen = await ana.save(99_999, [['habitat', 'x']]);
    expect(seen.body).toContain('SUCCESS');
    expect(seen.body).not.toContain('id="fullform"');
  });

  it('saves nothing when signed out, and sends to the sign-in page (0.1)', async () => {
    const stranger = await bench.visitor();
    const seen = await stranger.save(1001, [['habitat', 'x']]);
    expect([seen.status, seen.location]).toEqual([302, expect.stringMatching(/profile\/index\.php\?refurl=/)]);
    expect((await bench.record(1001)).habitat ?? null).toBeNull();
  });

  it('tells who has no right, and saves nothing', async () => {
    const visitor = await bench.visitor('visitor');
    expect((await visitor.save(1001, [['habitat', 'x']])).body).toContain('not authorized to edit');
    expect((await bench.record(1001)).habitat ?? null).toBeNull();
  });

  it('takes a form in parts as well as an encoded one (0)', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ submitaction: 'saveOccurEdits', occid: '1001', collid: '1' }))
      form.append(name, value);
    form.append('editedfields', 'habitat');
    form.append('habitat', 'Öde talus');
    form.append('imgfile', new Blob(['not a field']), 'sheet.jpg');
    expect((await ana.postParts(EDITOR, form)).body).toContain('SUCCESS');
    expect((await bench.record(1001)).habitat).toBe('Öde talus');
  });

  it('looks a posted name up where its number was not posted, and fills empty author and family', async () => {
    await ana.save(
      1001,
      [
        ['sciname', 'Quercus garryana'],
        ['family', ''],
      ],
      'sciname',
    );
    const { sciname, family, tidInterpreted, scientificNameAuthorship } = await bench.record(1001);
    expect([sciname, family, scientificNameAuthorship]).toEqual(['Quercus garryana', 'Fagaceae', 'Greene']);
    expect(tidInterpreted).toBeGreaterThan(0);
  });

  it('writes what the automatic status says, whatever status was posted', async () => {
    await ana.save(
      1001,
      [
        ['processingstatus', 'stage 1'],
        ['autoprocessingstatus', 'reviewed'],
      ],
      'processingstatus',
    );
    expect((await bench.record(1001)).processingStatus).toBe('reviewed');
  });

  it('fails in red where no posted name is a column', async () => {
    expect((await ana.save(1001, [['nosuchfield', 'x']])).body).toContain('color:red;">ERROR: failed to edit');
  });

  it('trusts the posted collection and the named record, though they do not belong together (0.3)', async () => {
    await ana.save(601, [['habitat', 'through the hole']]);
    expect((await bench.record(601)).habitat).toBe('through the hole');
    const alone = Object.entries({
      submitaction: 'saveOccurEdits',
      occid: '602',
      editedfields: 'habitat',
      habitat: 'x',
    });
    expect((await ana.post(EDITOR, alone)).body).toContain('not authorized to edit');
  });

  it('reads field values from the post only: by GET the edits are empty', async () => {
    const seen = await ana.get(
      `${EDITOR}?submitaction=saveOccurEdits&occid=1001&collid=1&editedfields=habitat&habitat=x`,
    );
    expect(seen.body).toContain('ERROR: edits empty');
  });
});

describe('what becomes of a value (PORTAL_PROTOCOL 0, RELIABILITY Q3-Q6)', () => {
  const saved = async (field: string, column: string, value: string) => {
    await ana.save(1001, [[field, value]]);
    return (await bench.record(1001))[column] ?? null;
  };

  it.each([
    ['outer blanks and runs of white space', 'habitat', 'habitat', '  a  b\r\nc\nd ', 'a b c\nd'],
    ['an empty value', 'locality', 'locality', '   ', null],
    ['what does not fit', 'catalognumber', 'catalogNumber', 'V'.repeat(40), 'V'.repeat(32)],
    ['a sign outside the basic plane', 'habitat', 'habitat', 'a😀b', 'a????b'],
    ['an impossible date', 'eventdate', 'eventDate', '1991-13-45', '0000-00-00'],
    ['a date with no day', 'eventdate', 'eventDate', '1931-08-00', '1931-08-00'],
    ['markup', 'habitat', 'habitat', `<b>"q" & 's'</b>`, `<b>"q" & 's'</b>`],
  ])('%s', async (_what, field, column, value, kept) => {
    expect(await saved(field, column, value)).toBe(kept);
  });

  it('a change that PHP takes for none leaves no history row, yet is written (Q3)', async () => {
    await ana.save(1001, [['recordnumber', '01024']]);
    expect((await bench.record(1001)).recordNumber).toBe('01024');
    expect(await bench.history(1001)).toEqual([]);
  });

  it('a new date brings its year, month and day', async () => {
    await ana.save(1001, [['eventdate', '2020-02-29']]);
    const { year, month, day, startDayOfYear } = await bench.record(1001);
    expect([year, month, day, startDayOfYear]).toEqual([2020, 2, 29, 60]);
  });
});

describe('new and deleted records (PORTAL_PROTOCOL 4.4, 4.7)', () => {
  it('a new record carries the PHP clock seven hours behind the database clock', async () => {
    const seen = await ana.post(EDITOR, [
      ['submitaction', 'addOccurRecord'],
      ['collid', '1'],
      ['occid', ''],
      ['recordedby', 'Ada Smith'],
    ]);
    const occid = Number(/name="occid" value="([1-9]\d*)"/.exec(seen.body)?.[1]);
    const { recordedBy, dateEntered, dateLastModified } = await bench.record(occid);
    expect(recordedBy).toBe('Ada Smith');
    expect([dateEntered, dateLastModified]).toEqual(['2026-06-01 05:00:00', '2026-06-01 12:00:00']);
  });

  it('what the form does not send stays NULL: who entered it, and a security that hides it from REST lists', async () => {
    const add = (security: readonly (readonly [string, string])[]) =>
      ana.post(EDITOR, [
        ['submitaction', 'addOccurRecord'],
        ['collid', '1'],
        ['catalognumber', 'VASC0104390'],
        ...security,
      ]);
    const count = async () => {
      const { body } = await ana.get('/api/v2/occurrence?collid=1&catalogNumber=VASC0104390');
      return (JSON.parse(body) as { count: number }).count;
    };
    await add([]);
    const made = (await bench.tables()).occurrences.at(-1);
    expect([made?.recordEnteredBy ?? null, made?.recordSecurity ?? null, await count()]).toEqual([null, null, 0]);
    await add([['recordsecurity', '0']]);
    expect(await count()).toBe(1);
  });

  it('the empty form is offered on asking, under a star of none', async () => {
    const { body } = await ana.get(`${EDITOR}?gotomode=1&collid=1`);
    expect(body).toMatch(/\|\s*\* of 0\s*\|/);
    expect(body).toContain('value="addOccurRecord"');
    expect((await bench.tables()).locks).toEqual([]);
  });

  it('a deleted record is archived, and deleting it again changes nothing', async () => {
    const form = Object.entries({ submitaction: 'Delete Occurrence', collid: '1', occid: '1013' });
    expect((await ana.post(EDITOR, form)).body).not.toContain('statusdiv');
    await ana.post(EDITOR, form);
    const { archive, occurrences } = await bench.tables();
    expect(archive.map(({ occid }) => occid)).toEqual([1013]);
    expect(occurrences.some(({ occid }) => occid === 1013)).toBe(false);
  });

  it('a save is on the disk before it is answered', async () => {
    await ana.save(1001, [['catalognumber', 'VASC0104301']]);
    await bench.restart();
    expect((await bench.record(1001)).catalogNumber).toBe('VASC0104301');
  });
});
