/** Reading and searching, each case a sentence about a portal. */
import assert from 'node:assert/strict';
import { portalCase as one, valueOf, type PortalCase } from './suite-bench.ts';

export const READING_CASES: readonly PortalCase[] = [
  one('a wrong password is refused and said to be wrong', async ({ portal, account }) => {
    const refused = await portal.signIn({ user: account.user, password: `${account.password}-not` });
    assert.deepEqual(refused, { ok: false, failure: { kind: 'wrongPassword' } });
    assert.equal(portal.signedIn(), undefined);
    assert.equal(valueOf(await portal.signIn(account)).user, account.user);
  }),
  one('the collections one may edit are listed', async ({ portal, collid }) => {
    const collections = valueOf(await portal.editableCollections());
    assert.ok(collections.some(collection => collection.collid === collid && collection.name !== ''));
  }),
  one('an accession number kept only in the legacy column is found', async ({ make, number, findByAccession }) => {
    const occid = await make({ legacyNumber: number(1) });
    assert.deepEqual(await findByAccession(number(1)), [occid]);
  }),
  one('an accession number kept only as identifier is found', async ({ make, number, findByAccession }) => {
    const occid = await make({ identifiers: [number(2)] });
    assert.deepEqual(await findByAccession(number(2)), [occid]);
  }),
  one('a number in both stores of one record is one hit', async ({ make, number, findByAccession }) => {
    const occid = await make({ legacyNumber: number(3), identifiers: [number(3)] });
    assert.deepEqual(await findByAccession(number(3)), [occid]);
  }),
  one('a number stamped with zeros finds the record stored without them', async ({ make, number, findByAccession }) => {
    const occid = await make({ legacyNumber: number(4) });
    assert.deepEqual(await findByAccession(`00${number(4)}`), [occid]);
  }),
  one('a number typed without zeros finds the record stored padded', async ({ make, number, findByAccession }) => {
    const occid = await make({ identifiers: [number(5).padStart(12, '0')] });
    assert.deepEqual(await findByAccession(number(5)), [occid]);
  }),
  one('a number borne by two records gives both', async ({ make, number, findByAccession }) => {
    const both = [await make({ legacyNumber: number(6) }), await make({ identifiers: [number(6)] })];
    assert.deepEqual([...(await findByAccession(number(6)))].sort(), both.sort());
  }),
  one('who else carries a number is told for each spelling in either store', async ({ portal, make, number }) => {
    const own = await make({ legacyNumber: number(70), identifiers: [number(70)] });
    const spellings = [number(70), number(70).padStart(12, '0')];
    assert.deepEqual(valueOf(await portal.bearersOf(spellings, own)), []);
    const others = [await make({ legacyNumber: number(70) }), await make({ identifiers: [spellings[1] ?? ''] })];
    assert.deepEqual([...valueOf(await portal.bearersOf(spellings, own))].sort(), others.sort());
  }),
  one('what was typed is never a search operator', async ({ make, number, findByAccession }) => {
    const occid = await make({ legacyNumber: number(7), identifiers: [] });
    const other = await make({ identifiers: [number(8)] });
    const operators = [
      `${number(7)},${number(8)}`,
      `${number(7).slice(0, -1)}%`,
      `%${number(7).slice(1)}`,
      '>1890',
      '<9',
    ];
    for (const typed of [
      ...operators,
      `${number(7)} - ${number(8)}`,
      'is null',
      `occid${occid}`,
      `occid ${other}`,
      "' OR 1=1 -- ",
    ])
      assert.deepEqual(await findByAccession(typed), [], `${typed} must find only itself`);
  }),
  one('a number that looks like an operator is found as it stands', async ({ make, number, findByAccession }) => {
    const occid = await make({ identifiers: [`${number(9)},15%`] });
    assert.deepEqual(await findByAccession(`${number(9)},15%`), [occid]);
  }),
  one('collector, number and date find the record', async ({ portal, make, lastName }) => {
    const occid = await make({ recordedBy: `Jane M. ${lastName}`, recordNumber: '1024', eventDate: '1998-05-03' });
    await make({ recordedBy: `Jane M. ${lastName}`, recordNumber: '1025', eventDate: '1998-05-03' });
    const found = valueOf(
      await portal.findByLabel({ recordedBy: lastName, recordNumber: '1024', eventDate: '3 May 1998' }),
    );
    assert.deepEqual(
      found.map(one => one.occid),
      [occid],
    );
  }),
  one(
    'a collector written last name first, with accent and hyphen, is found by the label',
    async ({ portal, make, lastName }) => {
      const occid = await make({
        recordedBy: `${lastName}-Ibáñez, María`,
        recordNumber: '77',
        eventDate: '1931-08-12',
      });
      const found = valueOf(
        await portal.findByLabel({ recordedBy: `${lastName}-Ibanez`, recordNumber: '77', eventDate: '' }),
      );
      assert.deepEqual(
        found.map(one => one.occid),
        [occid],
      );
    },
  ),
  one('a slip in the date still finds the record', async ({ portal, make, lastName }) => {
    const occid = await make({ recordedBy: `J. ${lastName}`, recordNumber: '12', eventDate: '1989-05-03' });
    const found = valueOf(
      await portal.findByLabel({ recordedBy: lastName, recordNumber: '12', eventDate: '1998-05-03' }),
    );
    assert.deepEqual(
      found.map(one => one.occid),
      [occid],
    );
  }),
  one('a label is never a search operator either', async ({ portal, make, lastName }) => {
    await make({ recordedBy: `J. ${lastName}`, recordNumber: '12', eventDate: '1989-05-03' });
    for (const recordNumber of ['>1', 'is null', '1 - 99', '11,12', '1%']) {
      const found = valueOf(await portal.findByLabel({ recordedBy: lastName, recordNumber, eventDate: '' }));
      assert.deepEqual(
        found.map(one => one.recordNumber).filter(number => number === recordNumber),
        [],
      );
    }
    assert.deepEqual(
      valueOf(await portal.findByLabel({ recordedBy: `${lastName}%`, recordNumber: '>1', eventDate: '>1890' })).length,
      1,
    );
  }),
  one(
    'a secured record, which the public list hides, is found and read',
    async ({ portal, make, lastName, number, findByAccession }) => {
      const occid = await make({
        recordedBy: `J. ${lastName}`,
        recordNumber: '5',
        eventDate: '1900-01-01',
        legacyNumber: number(10),
        isSecured: true,
      });
      assert.deepEqual(await findByAccession(number(10)), [occid]);
      assert.deepEqual(
        valueOf(await portal.findByLabel({ recordedBy: lastName, recordNumber: '5', eventDate: '' })).map(
          one => one.occid,
        ),
        [occid],
      );
      assert.equal(valueOf(await portal.readOccurrence(occid)).isSecured, true);
    },
  ),
  one('a catalog number finds its bearer and nobody else', async ({ portal, make, catalogNumber }) => {
    const occid = await make({ catalogNumber: catalogNumber(1) });
    assert.deepEqual(
      valueOf(await portal.findByCatalogNumber(catalogNumber(1))).map(one => one.occid),
      [occid],
    );
    assert.deepEqual(valueOf(await portal.holdersOf(catalogNumber(1), 0)), [occid]);
    assert.deepEqual(valueOf(await portal.holdersOf(catalogNumber(1), occid)), []);
    assert.deepEqual(valueOf(await portal.holdersOf(`${catalogNumber(1).slice(0, -1)}%`, 0)), []);
  }),
  one('one record is read with every field as stored', async ({ portal, make, catalogNumber, number, collid }) => {
    const made = {
      recordedBy: 'O\'Rourke & "van der Berg"',
      recordNumber: '0045a',
      eventDate: '1931-08-00',
      processingStatus: 'stage 1',
    };
    const occid = await make({ ...made, catalogNumber: catalogNumber(2), identifiers: [number(11)] });
    const read = valueOf(await portal.readOccurrence(occid));
    assert.deepEqual(read.otherCatalogNumbers, [number(11)]);
    const { recordedBy, recordNumber, eventDate, processingStatus } = read;
    assert.deepEqual({ recordedBy, recordNumber, eventDate, processingStatus }, made);
    assert.deepEqual(
      [read.occid, read.collid, read.catalogNumber, read.imageCount],
      [occid, collid, catalogNumber(2), 0],
    );
    assert.notEqual(read.dateLastModified, '');
  }),
  one('a record that is gone is said to be gone', async ({ portal, scratch, make }) => {
    const occid = await make({ legacyNumber: '1' });
    await scratch.removeAll();
    assert.deepEqual(await portal.readOccurrence(occid), { ok: false, failure: { kind: 'notFound' } });
  }),
];
