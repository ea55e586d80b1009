/** The rows that hang on two records when these are merged, as a real portal left them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchFor } from './bench-for-tests.ts';
import { EDITOR, onload } from './practice-bench.ts';
import type { Tables } from './tables.ts';

const { bench, ana } = benchFor(beforeEach, afterEach);

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

const namesOf = ({ determinations }: Tables, occid: number) =>
  determinations
    .filter(one => one.occid === occid)
    .map(one => [one.sciname, one.identifiedBy, one.dateIdentified, one.isCurrent]);
const linksOf = ({ associations }: Tables) => associations.map(({ occid, occidAssociate }) => [occid, occidAssociate]);

describe('the determinations of a merge (PORTAL_PROTOCOL 5.3)', () => {
  it("lose the source's where none equals one of the target's, and name an unknown determiner", async () => {
    const target = 1002;
    expect((await bench.record(target)).genus).toBe('Lewisia');
    const source = await ana.add({
      sciname: 'Penstemon davidsonii',
      identifiedby: 'L. Expert',
      dateidentified: '1999',
    });
    await ana.merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([['Lewisia columbiana', 'unknown', 's.d.', 1]]);
    expect(namesOf(await bench.tables(), source)).toEqual([]);
    expect(await bench.record(target)).toMatchObject({
      ...{ sciname: 'Lewisia columbiana', identifiedBy: 'unknown', dateIdentified: 's.d.', genus: null },
    });
  });

  it("take the source's along, no longer current, where one row equals one of the target's", async () => {
    const shared = { sciname: 'Lewisia columbiana', identifiedby: 'L. Expert', dateidentified: '1999' };
    const [target, source] = [await ana.add(shared), await ana.add(shared)];
    await determine(source, 'Penstemon davidsonii', 'Z', '2001');
    await determine(source, 'Penstemon davidsonii', 'Y', '2002', '1');
    await ana.merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([
      ['Lewisia columbiana', 'L. Expert', '1999', 1],
      ['Penstemon davidsonii', 'Z', '2001', 0],
      ['Penstemon davidsonii', 'Y', '2002', 0],
    ]);
    expect((await bench.record(target)).sciname).toBe('Lewisia columbiana');
  });

  it('fail where two rows equal two of the target: nothing is changed, in red', async () => {
    const shared = { sciname: 'Lewisia columbiana', identifiedby: 'L. Expert', dateidentified: '1999' };
    const [target, source] = [await ana.add(shared), await ana.add({ ...shared, habitat: 'Fen' })];
    for (const occid of [target, source]) await determine(occid, 'Penstemon davidsonii', 'Z', '2001');
    const seen = await ana.merge(source, target);
    expect([onload(seen), await bench.has(source)]).toEqual(['', true]);
    expect(seen.body).toContain(
      `Duplicate entry '${target}-2001-Z-Penstemon davidsonii' for key 'UQ_omoccurdets_unique'`,
    );
    expect((await bench.record(target))['habitat'] ?? null).toBeNull();
  });

  it('give a target without any name what its columns were filled with, and no row', async () => {
    const [target, source] = [
      await ana.add(),
      await ana.add({ sciname: 'Lewisia columbiana', identifiedby: 'L. Expert' }),
    ];
    await ana.merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([]);
    expect(await bench.record(target)).toMatchObject({ sciname: 'Lewisia columbiana', identifiedBy: 'L. Expert' });
  });

  it('make an empty name of a determiner without one', async () => {
    const [target, source] = [
      await ana.add({ identifiedby: 'N. Oname' }),
      await ana.add({ sciname: 'Lewisia columbiana' }),
    ];
    await ana.merge(source, target);
    expect(namesOf(await bench.tables(), target)).toEqual([['', 'N. Oname', 's.d.', 1]]);
    expect((await bench.record(target)).sciname).toBe('');
  });
});

describe('the associations of a merge (PORTAL_PROTOCOL 5.3, 7)', () => {
  it('follow from both sides, and become one of the target with itself', async () => {
    const [target, source, other] = [await ana.add(), await ana.add(), await ana.add()];
    await associate(other, source);
    await associate(source, target);
    await ana.merge(source, target);
    expect(linksOf(await bench.tables())).toEqual([
      [other, target],
      [target, target],
    ]);
  });

  it('die with the source where the target has the same', async () => {
    const [target, source, other] = [await ana.add(), await ana.add(), await ana.add()];
    await associate(source, other);
    await associate(target, other);
    await ana.merge(source, target);
    expect(linksOf(await bench.tables())).toEqual([[target, other]]);
  });

  it('hold the source where a third record has the same with both: nothing is changed, in red', async () => {
    const [target, source, other] = [await ana.add(), await ana.add({ habitat: 'Fen' }), await ana.add()];
    await associate(other, source);
    await associate(other, target);
    const seen = await ana.merge(source, target);
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
