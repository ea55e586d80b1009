/** What a merge does, against what was told before it: one case a pair of records. RELIABILITY C5. */
import assert from 'node:assert/strict';
import { verdictOfMerge } from '../../../shared/outbox/row-evidence.ts';
import { rehearse } from '../../../shared/outbox/merge-rehearsal.ts';
import type { WholeRecord } from '../../../shared/portal/portal-record.ts';
import { aPicture } from './pictures.ts';
import { portalCase, valueOf, type Bench, type PortalCase } from './suite-bench.ts';
import type { ScratchDetermination } from './symbiota/scratch-records.ts';

const MOVES_BY_ITSELF: ReadonlySet<string> = new Set(['dateLastModified', 'recordSecurity']);

interface Pair {
  readonly source: number;
  readonly target: number;
}

const pair = (name: string, make: (bench: Bench) => Promise<Pair>): PortalCase =>
  portalCase(`a merge does what the rehearsal predicted: ${name}`, async bench => {
    const { source, target } = await make(bench);
    await mergesAsRehearsed(bench, source, target);
  });

async function mergesAsRehearsed({ portal, proxy }: Bench, source: number, target: number): Promise<void> {
  const kit = { source: valueOf(await portal.readWhole(source)), target: valueOf(await portal.readWhole(target)) };
  proxy.forget();
  assert.deepEqual(await portal.merge(source, target), { is: 'answered' });
  assert.equal(proxy.passed.length, 1);
  assert.deepEqual(await portal.readWhole(source), { ok: false, failure: { kind: 'notFound' } });
  const survivor = valueOf(await portal.readWhole(target));
  const { predicted, isRefused } = rehearse(kit.source, kit.target);
  assert.equal(isRefused, false);
  assert.deepEqual(comparable(survivor, predicted), comparable(predicted, predicted));
  assert.deepEqual(verdictOfMerge(kit, undefined, survivor, null), { is: 'delivered' });
}

async function leavesBoth(
  { portal }: Bench,
  before: { readonly source: WholeRecord; readonly target: WholeRecord },
): Promise<void> {
  assert.deepEqual(await portal.merge(before.source.occid, before.target.occid), { is: 'answered' });
  assert.deepEqual(valueOf(await portal.readWhole(before.source.occid)), before.source);
  assert.deepEqual(valueOf(await portal.readWhole(before.target.occid)), before.target);
}

/** Without ids that the portal gives, and only the columns that were predicted. */
function comparable(record: WholeRecord, predicted: WholeRecord) {
  const { fields, legacyNumber, identifiers, images, determinations, associations } = record;
  return {
    fields: Object.fromEntries(
      Object.keys(predicted.fields)
        .filter(column => !MOVES_BY_ITSELF.has(column))
        .map(column => [column, fields[column]]),
    ),
    legacyNumber,
    identifiers: identifiers.map(({ name, value }) => `${name}: ${value}`).sort(),
    images: images.map(({ id }) => id).sort(),
    determinations: determinations
      .map(one => [one.scientificName, one.identifiedBy, one.dateIdentified, one.isCurrent].join(', '))
      .sort(),
    associations: associations.map(({ id }) => id).sort(),
  };
}

const OAK: ScratchDetermination = {
  sciname: 'Quercus alba',
  identifiedBy: 'L. Expert',
  dateIdentified: '2005',
  isCurrent: false,
};
const ROSE: ScratchDetermination = { ...OAK, sciname: 'Rosa acicularis', dateIdentified: '2010' };

export const MERGE_CASES: readonly PortalCase[] = [
  pair('a barcode with its picture into an old record', async ({ portal, make, catalogNumber, number, lastName }) => {
    const source = await make({ catalogNumber: catalogNumber(20), processingStatus: 'unprocessed' });
    await portal.attachImage(source, ...aPicture('front'));
    const target = await make({ legacyNumber: number(20), recordedBy: lastName, processingStatus: 'stage 1' });
    return { source, target };
  }),
  pair('a survivor without a stage takes that of the other', async ({ make, catalogNumber, number }) => ({
    source: await make({ catalogNumber: catalogNumber(21), processingStatus: 'unprocessed' }),
    target: await make({ identifiers: [number(21)], processingStatus: null }),
  })),
  pair('both have a catalog number, a stage and a collector', async ({ make, catalogNumber, lastName }) => ({
    source: await make({
      catalogNumber: catalogNumber(22),
      recordedBy: `Ana ${lastName}`,
      processingStatus: 'stage 2',
      columns: { habitat: 'Bog', country: 'Peru' },
    }),
    target: await make({
      catalogNumber: catalogNumber(23),
      recordedBy: `Bo ${lastName}`,
      processingStatus: 'reviewed',
      columns: { habitat: 'Oak woodland' },
    }),
  })),
  pair('the same determination on both', async ({ scratch, make }) => {
    const [source, target] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    for (const occid of [source, target]) await scratch.determine(occid, OAK);
    await scratch.determine(source, ROSE);
    return { source, target };
  }),
  pair('different determinations', async ({ scratch, make }) => {
    const [source, target] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    await scratch.determine(source, ROSE);
    await scratch.determine(target, { ...OAK, isCurrent: true });
    return { source, target };
  }),
  pair('determinations on the one that goes only, with a name of its own', async ({ scratch, make }) => {
    const source = await make({ columns: { sciname: 'Rosa acicularis', identifiedby: 'Z. Other' } });
    await scratch.determine(source, OAK);
    return { source, target: await make({ recordNumber: '2' }) };
  }),
  pair('a survivor with a name but no determination', async ({ scratch, make, catalogNumber }) => {
    const target = await make({ recordNumber: '2' });
    await scratch.edit(target, { sciname: 'Quercus alba', taxonremarks: 'Seen again.', genus: 'Quercus' });
    return { source: await make({ catalogNumber: catalogNumber(24) }), target };
  }),
  pair('old numbers and identifiers on both', async ({ make, number }) => ({
    source: await make({ legacyNumber: number(25), identifiers: [number(26), number(27)] }),
    target: await make({ legacyNumber: number(28), identifiers: [number(26)] }),
  })),
  pair('an old number on the one that goes only', async ({ make, number }) => ({
    source: await make({ legacyNumber: `${number(29)}; Acc: 7` }),
    target: await make({ recordNumber: '2' }),
  })),
  pair('an old number too long for an identifier', async ({ make, number }) => ({
    source: await make({ recordNumber: '1' }),
    target: await make({ legacyNumber: `${number(30)}, ${'formerly elsewhere, '.repeat(5)}end` }),
  })),
  pair('associations of both sides, with each other too', async ({ portal, make }) => {
    const [source, target] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    const [other, third] = [await make({ recordNumber: '3' }), await make({ recordNumber: '4' })];
    for (const [occid, occidAssociate] of [
      [source, other],
      [target, other],
      [third, source],
      [source, target],
    ] as const)
      await portal.associate({ kind: 'associate', occid, occidAssociate, relationship: 'siblingOf' });
    return { source, target };
  }),
  pair('nothing on either', async ({ make }) => ({
    source: await make({ recordNumber: '1' }),
    target: await make({ recordNumber: '1' }),
  })),
  pair('names that differ in case and accents only', async ({ scratch, make }) => {
    const [source, target] = [await make({ identifiers: ['A-77'] }), await make({ identifiers: ['a-77', 'b'] })];
    await scratch.determine(source, { ...OAK, identifiedBy: 'L. Pena' });
    await scratch.determine(source, ROSE);
    await scratch.determine(target, { ...OAK, identifiedBy: 'l. peña' });
    return { source, target };
  }),
  pair('a foreign id on the one that goes, which nothing survives', async ({ make, catalogNumber, number }) => ({
    source: await make({
      catalogNumber: catalogNumber(26),
      legacyNumber: number(31),
      columns: { occurrenceid: `urn:suite:${number(31)}`, habitat: 'Bog' },
    }),
    target: await make({ recordNumber: '2' }),
  })),
  portalCase('a merge with two determinations the same on both is refused, as rehearsed', async bench => {
    const { portal, scratch, make } = bench;
    const [source, target] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    for (const occid of [source, target])
      for (const determination of [OAK, ROSE]) await scratch.determine(occid, determination);
    const before = { source: valueOf(await portal.readWhole(source)), target: valueOf(await portal.readWhole(target)) };
    assert.equal(rehearse(before.source, before.target).isRefused, true);
    await leavesBoth(bench, before);
  }),
  portalCase('a merge of two records that a third one names alike is refused', async bench => {
    const { portal, make } = bench;
    const [source, target, occid] = [await make({}), await make({}), await make({ recordNumber: '3' })];
    for (const occidAssociate of [source, target])
      await portal.associate({ kind: 'associate', occid, occidAssociate, relationship: 'siblingOf' });
    const before = { source: valueOf(await portal.readWhole(source)), target: valueOf(await portal.readWhole(target)) };
    await leavesBoth(bench, before);
  }),
  portalCase('a merge answered twice deletes nothing more', async bench => {
    const [source, target] = [await bench.make({ recordNumber: '1' }), await bench.make({ recordNumber: '2' })];
    await bench.portal.merge(source, target);
    const once = valueOf(await bench.portal.readWhole(target));
    await bench.portal.merge(source, target);
    assert.deepEqual(valueOf(await bench.portal.readWhole(target)), once);
  }),
];
