/** Linked resources as a real portal keeps them: one row, two sides, and silence where it refuses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR } from './practice-bench.ts';

const HANDLER = '/collections/editor/resourcehandler.php';
const BACK = 'occurrenceeditor.php?tabtarget=3&occid=1001&occindex=0&collid=1';

const { bench, ana } = benchFor(beforeEach, afterEach);

type Fields = Readonly<Record<string, string>>;

const send = (submitaction: string, fields: Fields, who = ana) =>
  who.post(HANDLER, Object.entries({ submitaction, occid: '1001', collid: '1', occindex: '0', ...fields }));
const create = (fields: Fields, who = ana) => send('createAssociation', fields, who);
const rows = async () => (await bench.tables()).associations;
const tab = async (occid: number, who?: string) =>
  (await (await bench.visitor(who)).get(`/collections/editor/includes/resourcetab.php?occid=${occid}&collid=1`)).body;

const PART = { associationType: 'internalOccurrence', relationship: 'partOf', occidAssociate: '1002' };

describe('making an association (PORTAL_PROTOCOL 7)', () => {
  it('sends the browser back to the tab and writes one row, without history and without moving the record', async () => {
    const before = await bench.record(1001);
    bench.now += 60_000;
    const seen = await create({ ...PART, notes: ' a note ', subtype: 'tissue', locationonhost: '' });
    expect([seen.status, seen.location, seen.body]).toEqual([302, BACK, '']);
    expect(await rows()).toMatchObject([
      {
        ...{ occid: 1001, occidAssociate: 1002, relationship: 'partOf', subType: 'tissue', notes: 'a note' },
        ...{ locationOnHost: null, createdUid: 2, initialTimestamp: '2026-06-01 12:01:00' },
      },
    ]);
    expect([await bench.record(1001), await bench.history(1001)]).toEqual([before, []]);
  });

  it.each<[string, Fields, Fields]>([
    ['record, object and relationship', PART, { ...PART, notes: 'again' }],
    [
      'record, relationship and address',
      { associationType: 'resource', relationship: 'fieldNotes', resourceurl: 'https://x.example/1', objectid: 'A' },
      { associationType: 'externalOccurrence', relationship: 'fieldNotes', resourceurl: 'https://x.example/1' },
    ],
    [
      'record, name and type',
      { associationType: 'observational', relationship: 'hasHost', verbatimsciname: 'Abies amabilis' },
      { associationType: 'observational', relationship: 'hostOf', verbatimsciname: 'abies amabilis' },
    ],
  ])('keeps the first of two with the same %s, and answers both alike', async (_key, first, second) => {
    const answers = [await create(first), await create(second)];
    expect(answers.map(({ location }) => location)).toEqual([BACK, BACK]);
    expect(await rows()).toHaveLength(1);
  });

  it('keeps two of a resource without address', async () => {
    for (let nth = 0; nth < 2; nth += 1)
      await create({ associationType: 'resource', relationship: 'fieldNotes', resourceurl: '', objectid: 'A' });
    expect(await rows()).toHaveLength(2);
  });

  it.each<[string, Fields]>([
    ['an object that is not there', { ...PART, occidAssociate: '99999' }],
    ['no relationship', { associationType: 'observational', verbatimsciname: 'Abies' }],
    ['no type', { ...PART, associationType: '' }],
    ['a text too long', { ...PART, notes: 'n'.repeat(251) }],
    ['a number that no record has', { ...PART, occidAssociate: '', 'object-catalogNumber': 'NOPE' }],
  ])('is refused without a word for %s', async (_what, fields) => {
    expect((await create(fields)).status).toBe(302);
    expect(await rows()).toEqual([]);
  });

  it('looks the object up by its number, in any collection, and believes any other word', async () => {
    await create({ associationType: 'made up', relationship: 'nonsense', 'object-catalogNumber': 'BRYO000601' });
    expect(await rows()).toMatchObject([{ associationType: 'made up', occidAssociate: 601 }]);
  });

  it('does nothing for who has no right, and answers a stranger with an empty page', async () => {
    expect((await create(PART, await bench.visitor('visitor'))).location).toBe(BACK);
    const stranger = await create(PART, await bench.visitor());
    expect([stranger.status, stranger.location, stranger.body]).toEqual([200, null, '']);
    expect(await rows()).toEqual([]);
  });
});

describe('changing an association (PORTAL_PROTOCOL 7)', () => {
  it('touches only what is posted; an empty text becomes NULL, one too long is cut', async () => {
    await create({ ...PART, notes: 'a note', subtype: 'tissue' });
    const [row] = await rows();
    const assocID = String(row?.associd);
    await send('editAssociation', { assocID, notes: '', relationship: 'siblingOf', locationonhost: 'x'.repeat(251) });
    expect(await rows()).toEqual([{ ...row, notes: null, relationship: 'siblingOf', locationOnHost: 'x'.repeat(250) }]);
  });

  it('is not done where it would break a unique key', async () => {
    await create(PART);
    await create({ ...PART, relationship: 'siblingOf' });
    const before = await rows();
    await send('editAssociation', { assocID: String(before[1]?.associd), relationship: 'partOf' });
    expect(await rows()).toEqual(before);
  });

  it('deletes once, and a second time without a word', async () => {
    await create(PART);
    const delassocid = String((await rows())[0]?.associd);
    for (let nth = 0; nth < 2; nth += 1)
      expect((await send('submitDeleteAssociation', { delassocid })).location).toBe(BACK);
    expect(await rows()).toEqual([]);
  });
});

describe('the tab of linked resources (PORTAL_PROTOCOL 7)', () => {
  it('shows an association from both sides with one id, the inverse computed, to anybody', async () => {
    await create({ ...PART, relationship: 'subsampleOf', subtype: 'tissue' });
    const id = String((await rows())[0]?.associd);
    const [subject, object] = [await tab(1001), await tab(1002)];
    for (const body of [subject, object]) {
      expect(body.match(/class="assoc-div"/g)).toHaveLength(1);
      expect(body).toContain(`<input name="delassocid" type="hidden" value="${id}">`);
      expect(body).toContain('<label>Entered by:</label> Reyes, Ana (');
    }
    expect(subject).toContain('<label>Relationship (required):</label> subsampleOf (tissue)<');
    expect(subject).toContain('openIndividual(1002)');
    expect(object).toContain('<label>Relationship (required):</label> originatingSampleOf (tissue)<');
    expect(object).toContain('openIndividual(1001)');
  });

  it('tells its two vocabularies in script lines', async () => {
    const body = await tab(1001);
    expect(body).toContain(
      'let defaultRelationships = ["analyticalStandardOf","analyticalStandardof","derivedFromSameIndividual"',
    );
    expect(body).toContain('let resourceRelationships = ["fieldNotes","genericResource"];');
  });

  it('holds a form for each genetic resource; the same address is taken once', async () => {
    const add = async () =>
      (
        await ana.post(EDITOR, [
          ...Object.entries({ submitaction: 'addgeneticsubmit', occid: '1001', collid: '1', resourcename: 'GenBank' }),
          ...Object.entries({ identifier: 'AB1', resourceurl: 'https://g.example/1' }),
        ])
      ).body;
    expect(await add()).toContain('Genetic resource added successfully!');
    expect(await add()).toContain("Duplicate entry '1001-https://g.example/1' for key 'UNIQUE_omoccurgenetic'");
    const genid = String((await bench.tables()).genetics[0]?.idoccurgenetic);
    expect(await tab(1001)).toContain(`name="genid" value="${genid}"`);
    const remove = Object.entries({ submitaction: 'deletegeneticsubmit', occid: '1001', collid: '1', genid });
    for (let nth = 0; nth < 2; nth += 1)
      expect((await ana.post(EDITOR, remove)).body).toContain('Genetic resource deleted successfully!');
    expect((await bench.tables()).genetics).toEqual([]);
  });
});

describe('deleting a record with associations (PORTAL_PROTOCOL 4.7)', () => {
  const remove = async (occid: number) =>
    ana.post(EDITOR, Object.entries({ submitaction: 'Delete Occurrence', collid: '1', occid: String(occid) }));

  it('takes its own along, but is held by one that names it as the object; the archive has its copy even then', async () => {
    await create(PART);
    const held = await remove(1002);
    expect(held.body).toContain('ERROR trying to delete occurrence record: Cannot delete or update a parent row');
    expect(held.body).toContain('id="fullform"');
    expect((await bench.tables()).archive.map(({ occid }) => occid)).toEqual([1002]);
    await remove(1001);
    expect(await rows()).toEqual([]);
    await remove(1002);
    expect((await bench.tables()).occurrences.some(({ occid }) => occid === 1002)).toBe(false);
  });
});
