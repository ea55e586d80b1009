/** Merging two records, row by row as a real portal left them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, RPC, type Seen } from './practice-bench.ts';
import type { Tables } from './tables.ts';

const DUPES = '/collections/editor/dupesearch.php';

const { bench, ana } = benchFor(beforeEach, afterEach);

const merge = (source: number, target: number, who = ana): Promise<Seen> =>
  who.get(
    `${DUPES}?submitaction=mergerecs&curoccid=${source}&occidmerge=${target}&collid=1&occidquery=exact:${target}`,
  );

const onload = ({ body }: Seen): string => /<body onload="([^"]*)">/.exec(body)?.[1] ?? 'none';

async function added(fields: Readonly<Record<string, string>> = {}): Promise<number> {
  const form = { collid: '1', addaction: '1', recordsecurity: '0', ...fields };
  const { body } = await ana.post(`${RPC}/occurAddData.php`, Object.entries(form));
  return (JSON.parse(body) as { occid: number }).occid;
}

const determine = (occid: number, sciname: string, identifiedby: string, dateidentified: string, makecurrent = '') =>
  ana.post(EDITOR, [
    ...Object.entries({ submitaction: 'submitDetermination', collid: '1', occid: String(occid), sciname }),
    ...Object.entries({ identifiedby, dateidentified, ...(makecurrent === '' ? {} : { makecurrent }) }),
  ]);

const associate = (occid: number, occidAssociate: number) =>
  ana.post('/collections/editor/resourcehandler.php', [
    ...Object.entries({ submitaction: 'createAssociation', occid: String(occid), collid: '1' }),
    ...Object.entries({ associationType: 'internalOccurrence', relationship: 'partOf' }),
    ['occidAssociate', String(occidAssociate)],
  ]);

const exists = async (occid: number) => (await bench.tables()).occurrences.some(one => one.occid === occid);
const namesOf = ({ determinations }: Tables, occid: number) =>
  determinations
    .filter(one => one.occid === occid)
    .map(one => [one.sciname, one.identifiedBy, one.dateIdentified, one.isCurrent]);
const linksOf = ({ associations }: Tables) => associations.map(({ occid, occidAssociate }) => [occid, occidAssociate]);

describe('a merge (PORTAL_PROTOCOL 5.3)', () => {
  it('fills what is empty in the target, keeps what is not, and takes the source away', async () => {
    const target = await added({ recordedby: 'Ann Target', processingstatus: 'unprocessed' });
    const source = await added({ recordedby: 'Bob Source', recordnumber: '77', processingstatus: 'reviewed' });
    bench.now += 60_000;
    expect(onload(await merge(source, target))).toBe(`gotoMergedOccur(${target});`);
    expect(await bench.record(target)).toMatchObject({
      ...{ recordedBy: 'Ann Target', recordNumber: '77', processingStatus: 'unprocessed' },
      dateLastModified: '2026-06-01 12:01:00',
    });
    expect(await exists(source)).toBe(false);
  });

  it("fills nothing at all where the target would receive the source's occurrenceID", async () => {
    const [target, source] = [await added(), await added({ occurrenceid: 'urn:source', habitat: 'Fen' })];
    expect(onload(await merge(source, target))).toContain('gotoMergedOccur');
    const record = await bench.record(target);
    expect([record.occurrenceID ?? null, record['habitat'] ?? null]).toEqual([null, null]);
  });

  it("leaves the target's history alone, deletes the source's and keeps the source in the archive", async () => {
    const [target, source] = [await added(), await added({ catalognumber: 'VASC0777001', habitat: 'Fen' })];
    await ana.save(target, [['locality', 'here']]);
    await ana.save(source, [['locality', 'there']]);
    await merge(source, target);
    expect(await bench.history(target)).toEqual([['locality', '', 'here']]);
    expect(await bench.history(source)).toEqual([]);
    const [archived] = (await bench.tables()).archive;
    expect(archived).toMatchObject({ occid: source, catalogNumber: 'VASC0777001' });
    expect(JSON.parse(archived?.archiveObj ?? '')).toMatchObject({ occid: String(source), locality: 'there' });
  });

  it('makes an identifier of the legacy text of both, unless there are identifiers or it is too long', async () => {
    const [target, source] = [
      await added({ othercatalognumbers: '5551' }),
      await added({ othercatalognumbers: 'A; B' }),
    ];
    await merge(source, target);
    const rows = (await bench.tables()).identifiers.filter(({ occid }) => occid === target);
    expect(rows.map(row => [row.identifierName, row.identifierValue, row.notes, row.recordID])).toEqual([
      ['legacyOtherCatalogNumber', '5551', 'Auto generated during record merge', null],
      ['legacyOtherCatalogNumber', 'A; B', 'Auto generated during record merge', null],
    ]);
    expect((await bench.record(target)).otherCatalogNumbers).toBe('5551');
    const long = await added({ othercatalognumbers: '9'.repeat(80) });
    await merge(long, target);
    expect((await bench.tables()).identifiers.filter(({ occid }) => occid === target)).toHaveLength(2);
  });

  it('lets identifiers and genetic resources that the target has already die with the source', async () => {
    const [target, source] = [await added(), await added()];
    const roll = (occid: number, name: string, value: string) =>
      ana.save(
        occid,
        [
          ...[['othercatalognumbers', ''] as const, ['idkey[]', 'newidentifier'] as const, ['idname[]', ''] as const],
          ...[['idvalue[]', ''] as const, ['idkey[]', 'newidentifier'] as const],
          ...[['idname[]', name] as const, ['idvalue[]', value] as const],
        ],
        'idname;idvalue;othercatalognumbers',
      );
    await roll(source, 'Roll', 'R1');
    await roll(source, 'Roll', 'R2');
    await roll(target, 'roll', 'r1');
    const genetic = (occid: number, resourceurl: string) =>
      ana.post(EDITOR, [
        ...Object.entries({ submitaction: 'addgeneticsubmit', collid: '1', occid: String(occid) }),
        ...Object.entries({ resourcename: 'GenBank', resourceurl }),
      ]);
    for (const [occid, url] of [
      [source, 'https://g.example/1'],
      [source, ''],
      [target, 'https://g.example/1'],
    ] as const)
      await genetic(occid, url);
    await merge(source, target);
    const { identifiers, genetics } = await bench.tables();
    expect(
      identifiers.filter(({ occid }) => occid >= source || occid === target).map(row => row.identifierValue),
    ).toEqual(['R2', 'r1']);
    expect(genetics.map(({ occid, resourceurl }) => [occid, resourceurl])).toEqual([
      [target, null],
      [target, 'https://g.example/1'],
    ]);
  });
});

describe('the determinations of a merge (PORTAL_PROTOCOL 5.3)', () => {
  it("lose the source's where none equals one of the target's, and name an unknown determiner", async () => {
    const target = 1002;
    expect((await bench.record(target)).genus).toBe('Lewisia');
    const source = await added({ sciname: 'Penstemon davidsonii', identifiedby: 'L. Expert', dateidentified: '1999' });
    await merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([['Lewisia columbiana', 'unknown', 's.d.', 1]]);
    expect(namesOf(await bench.tables(), source)).toEqual([]);
    expect(await bench.record(target)).toMatchObject({
      ...{ sciname: 'Lewisia columbiana', identifiedBy: 'unknown', dateIdentified: 's.d.', genus: null },
    });
  });

  it("take the source's along, no longer current, where one row equals one of the target's", async () => {
    const shared = { sciname: 'Lewisia columbiana', identifiedby: 'L. Expert', dateidentified: '1999' };
    const [target, source] = [await added(shared), await added(shared)];
    await determine(source, 'Penstemon davidsonii', 'Z', '2001');
    await determine(source, 'Penstemon davidsonii', 'Y', '2002', '1');
    await merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([
      ['Lewisia columbiana', 'L. Expert', '1999', 1],
      ['Penstemon davidsonii', 'Z', '2001', 0],
      ['Penstemon davidsonii', 'Y', '2002', 0],
    ]);
    expect((await bench.record(target)).sciname).toBe('Lewisia columbiana');
  });

  it('fail where two rows equal two of the target: nothing is changed, in red', async () => {
    const shared = { sciname: 'Lewisia columbiana', identifiedby: 'L. Expert', dateidentified: '1999' };
    const [target, source] = [await added(shared), await added({ ...shared, habitat: 'Fen' })];
    for (const occid of [target, source]) await determine(occid, 'Penstemon davidsonii', 'Z', '2001');
    const seen = await merge(source, target);
    expect([onload(seen), await exists(source)]).toEqual(['', true]);
    expect(seen.body).toContain(
      `Duplicate entry '${target}-2001-Z-Penstemon davidsonii' for key 'UQ_omoccurdets_unique'`,
    );
    expect((await bench.record(target))['habitat'] ?? null).toBeNull();
  });

  it('give a target without any name what its columns were filled with, and no row', async () => {
    const [target, source] = [await added(), await added({ sciname: 'Lewisia columbiana', identifiedby: 'L. Expert' })];
    await merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([]);
    expect(await bench.record(target)).toMatchObject({ sciname: 'Lewisia columbiana', identifiedBy: 'L. Expert' });
  });

  it('make an empty name of a determiner without one', async () => {
    const [target, source] = [
      await added({ identifiedby: 'N. Oname' }),
      await added({ sciname: 'Lewisia columbiana' }),
    ];
    await merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([['', 'N. Oname', 's.d.', 1]]);
    expect((await bench.record(target)).sciname).toBe('');
  });
});

describe('the associations of a merge (PORTAL_PROTOCOL 5.3, 7)', () => {
  it('follow from both sides, and become one of the target with itself', async () => {
    const [target, source, other] = [await added(), await added(), await added()];
    await associate(other, source);
    await associate(source, target);
    await merge(source, target);
    expect(linksOf(await bench.tables())).toEqual([
      [other, target],
      [target, target],
    ]);
  });

  it('die with the source where the target has the same', async () => {
    const [target, source, other] = [await added(), await added(), await added()];
    await associate(source, other);
    await associate(target, other);
    await merge(source, target);
    expect(linksOf(await bench.tables())).toEqual([[target, other]]);
  });

  it('hold the source where a third record has the same with both: nothing is changed, in red', async () => {
    const [target, source, other] = [await added(), await added({ habitat: 'Fen' }), await added()];
    await associate(other, source);
    await associate(other, target);
    const seen = await merge(source, target);
    expect(onload(seen)).toBe('');
    expect(seen.body).toContain('ERROR trying to delete occurrence record: Cannot delete or update a parent row');
    expect(seen.body).toContain('<br/>ERROR - Failed to delete the source occurrence');
    expect(linksOf(await bench.tables())).toEqual([
      [other, source],
      [other, target],
    ]);
    expect((await bench.record(target))['habitat'] ?? null).toBeNull();
    expect((await bench.tables()).archive).toEqual([]);
  });
});

describe('the answer to a merge (PORTAL_PROTOCOL 5.3, RELIABILITY Q9)', () => {
  const countOf = async () => (await bench.tables()).collectionStats.find(({ collid }) => collid === 1)?.recordcnt;

  it('is success a second time, and the count goes down once more', async () => {
    const [target, source] = [await added(), await added()];
    const before = (await countOf()) ?? 0;
    await merge(source, target);
    expect(onload(await merge(source, target))).toBe(`gotoMergedOccur(${target});`);
    expect(await countOf()).toBe(before - 2);
  });

  it('is success where there is no target, and the source is gone all the same', async () => {
    const source = await added();
    expect(onload(await merge(source, 99_999))).toBe('gotoMergedOccur(99999);');
    expect(await exists(source)).toBe(false);
  });

  it('is a failure without a target where the source has a picture', async () => {
    const source = await added();
    await ana.submitImage(source, [['originalUrl', 'https://img.example/x.jpg']]);
    const seen = await merge(source, 99_999);
    expect([onload(seen), await exists(source)]).toEqual(['', true]);
    expect(seen.body).toContain('ERROR remapping media : Cannot add or update a child row');
  });

  it('tells what is wrong with the ids in red', async () => {
    const target = await added();
    expect((await merge(target, target)).body).toContain('ERROR: target and source are equal');
    expect((await merge(0, target)).body).toContain('ERROR: target or source is null');
  });

  it('says nothing and does nothing for who has no right or is not signed in', async () => {
    const [target, source] = [await added(), await added()];
    for (const who of [await bench.visitor('visitor'), await bench.visitor()]) {
      const seen = await merge(source, target, who);
      expect([seen.status, onload(seen), seen.body.includes('color:red')]).toEqual([200, '', false]);
    }
    expect(await exists(source)).toBe(true);
  });
});
