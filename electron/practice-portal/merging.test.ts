/** Merging two records, as a real portal did it and what it answered. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, onload } from './practice-bench.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

describe('a merge (PORTAL_PROTOCOL 5.3)', () => {
  it('fills what is empty in the target, keeps what is not, and takes the source away', async () => {
    const target = await ana.add({ recordedby: 'Ann Target', processingstatus: 'unprocessed' });
    const source = await ana.add({ recordedby: 'Bob Source', recordnumber: '77', processingstatus: 'reviewed' });
    bench.now += 60_000;
    expect(onload(await ana.merge(source, target))).toBe(`gotoMergedOccur(${target});`);
    expect(await bench.record(target)).toMatchObject({
      ...{ recordedBy: 'Ann Target', recordNumber: '77', processingStatus: 'unprocessed' },
      dateLastModified: '2026-06-01 12:01:00',
    });
    expect(await bench.has(source)).toBe(false);
  });

  it("fills nothing at all where the target would receive the source's occurrenceID", async () => {
    const [target, source] = [await ana.add(), await ana.add({ occurrenceid: 'urn:source', habitat: 'Fen' })];
    expect(onload(await ana.merge(source, target))).toContain('gotoMergedOccur');
    const record = await bench.record(target);
    expect([record.occurrenceID ?? null, record['habitat'] ?? null]).toEqual([null, null]);
  });

  it("leaves the target's history alone, deletes the source's and keeps the source in the archive", async () => {
    const [target, source] = [await ana.add(), await ana.add({ catalognumber: 'VASC0777001', habitat: 'Fen' })];
    await ana.save(target, [['locality', 'here']]);
    await ana.save(source, [['locality', 'there']]);
    await ana.merge(source, target);
    expect(await bench.history(target)).toEqual([['locality', '', 'here']]);
    expect(await bench.history(source)).toEqual([]);
    const [archived] = (await bench.tables()).archive;
    expect(archived).toMatchObject({ occid: source, catalogNumber: 'VASC0777001' });
    expect(JSON.parse(archived?.archiveObj ?? '')).toMatchObject({ occid: String(source), locality: 'there' });
  });

  it('makes an identifier of the legacy text of both, unless there are identifiers or it is too long', async () => {
    const [target, source] = [
      await ana.add({ othercatalognumbers: '5551' }),
      await ana.add({ othercatalognumbers: 'A; B' }),
    ];
    await ana.merge(source, target);
    const rows = (await bench.tables()).identifiers.filter(({ occid }) => occid === target);
    expect(rows.map(row => [row.identifierName, row.identifierValue, row.notes, row.recordID])).toEqual([
      ['legacyOtherCatalogNumber', '5551', 'Auto generated during record merge', null],
      ['legacyOtherCatalogNumber', 'A; B', 'Auto generated during record merge', null],
    ]);
    expect((await bench.record(target)).otherCatalogNumbers).toBe('5551');
    const long = await ana.add({ othercatalognumbers: '9'.repeat(80) });
    await ana.merge(long, target);
    expect((await bench.tables()).identifiers.filter(({ occid }) => occid === target)).toHaveLength(2);
  });

  it('lets identifiers and genetic resources that the target has already die with the source', async () => {
    const [target, source] = [await ana.add(), await ana.add()];
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
    await ana.merge(source, target);
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

describe('the answer to a merge (PORTAL_PROTOCOL 5.3, RELIABILITY Q9)', () => {
  const countOf = async () => (await bench.tables()).collectionStats.find(({ collid }) => collid === 1)?.recordcnt;

  it('is success a second time, and the count goes down once more', async () => {
    const [target, source] = [await ana.add(), await ana.add()];
    const before = (await countOf()) ?? 0;
    await ana.merge(source, target);
    expect(onload(await ana.merge(source, target))).toBe(`gotoMergedOccur(${target});`);
    expect(await countOf()).toBe(before - 2);
  });

  it('is success where there is no target, and the source is gone all the same', async () => {
    const source = await ana.add();
    expect(onload(await ana.merge(source, 99_999))).toBe('gotoMergedOccur(99999);');
    expect(await bench.has(source)).toBe(false);
  });

  it('is a failure without a target where the source has a picture', async () => {
    const source = await ana.add();
    await ana.submitImage(source, [['originalUrl', 'https://img.example/x.jpg']]);
    const seen = await ana.merge(source, 99_999);
    expect([onload(seen), await bench.has(source)]).toEqual(['', true]);
    expect(seen.body).toContain('ERROR remapping media : Cannot add or update a child row');
  });

  it('tells what is wrong with the ids in red', async () => {
    const target = await ana.add();
    expect((await ana.merge(target, target)).body).toContain('ERROR: target and source are equal');
    expect((await ana.merge(0, target)).body).toContain('ERROR: target or source is null');
  });

  it('says nothing and does nothing for who has no right or is not signed in', async () => {
    const [target, source] = [await ana.add(), await ana.add()];
    for (const who of [await bench.visitor('visitor'), await bench.visitor()]) {
      const seen = await who.merge(source, target);
      expect([seen.status, onload(seen), seen.body.includes('color:red')]).toEqual([200, '', false]);
    }
    expect(await bench.has(source)).toBe(true);
  });
});
