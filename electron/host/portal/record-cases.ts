/** Reading a record as it is stored, its own history and who one is: each case a sentence about a portal. */
import assert from 'node:assert/strict';
import { portalCase as one, valueOf, type PortalCase } from './suite-bench.ts';

const ODD_NUMBERS = [
  'A & B <i>x</i> "q" é; Acc: 12, 3 (x) & &amp; y',
  '1222; Acc: 1223',
  'one, two | three',
  `(${'number '.repeat(35)}end)`,
];

export const RECORD_CASES: readonly PortalCase[] = [
  one('a record is read whole, by the names the portal stores it under', async ({ portal, make, collid, lastName }) => {
    const occid = await make({
      recordedBy: `J. ${lastName}`,
      processingStatus: 'stage 1',
      legacyNumber: '12, 13',
      identifiers: ['14'],
      columns: { habitat: 'Bog', sciname: 'Quercus alba', identifiedby: 'L. Expert' },
    });
    const read = valueOf(await portal.readWhole(occid));
    assert.deepEqual([read.occid, read.collid, read.isSecured, read.legacyNumber], [occid, collid, false, '12, 13']);
    const { recordedBy, processingStatus, habitat, sciname } = read.fields;
    assert.deepEqual(
      [recordedBy, processingStatus, habitat, sciname],
      [`J. ${lastName}`, 'stage 1', 'Bog', 'Quercus alba'],
    );
    assert.equal(read.fields['recordNumber'], undefined);
    assert.deepEqual(
      read.identifiers.map(({ name, value }) => [name, value]),
      [['', '14']],
    );
    assert.deepEqual(
      read.determinations.map(({ scientificName, identifiedBy }) => [scientificName, identifiedBy]),
      [['Quercus alba', 'L. Expert']],
    );
    assert.deepEqual([read.images, read.associations], [[], []]);
  }),
  one('the old column of numbers is neither cut nor joined anew', async ({ portal, make, catalogNumber }) => {
    for (const legacyNumber of ODD_NUMBERS)
      for (const number of [null, catalogNumber(40)]) {
        const occid = await make({ legacyNumber, catalogNumber: number });
        assert.equal(valueOf(await portal.readWhole(occid)).legacyNumber, legacyNumber);
      }
  }),
  one('reading a record whole takes no lock and changes nothing', async ({ portal, proxy, make }) => {
    const occid = await make({ legacyNumber: '1' });
    const before = valueOf(await portal.readWhole(occid));
    proxy.forget();
    await portal.ownHistory(occid);
    assert.deepEqual(valueOf(await portal.readWhole(occid)), before);
    assert.deepEqual(
      proxy.passed.filter(({ path }) => path.includes('occurrenceeditor.php')),
      [],
    );
  }),
  one('a record that is gone is gone for every reader', async ({ portal, scratch, make }) => {
    const occid = await make({ legacyNumber: '1' });
    await scratch.removeAll();
    const gone = { ok: false, failure: { kind: 'notFound' } };
    assert.deepEqual(await portal.readRecord(occid), gone);
    assert.deepEqual(await portal.readWhole(occid), gone);
  }),
  one('an association shows on both records, by the same id', async ({ portal, make }) => {
    const [occid, other] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    await portal.associate({ kind: 'associate', occid, occidAssociate: other, relationship: 'subsampleOf' });
    const [subject, object] = [valueOf(await portal.readWhole(occid)), valueOf(await portal.readWhole(other))];
    assert.deepEqual(
      [...subject.associations, ...object.associations].map(one => [one.relationship, one.occidAssociate]),
      [
        ['subsampleOf', other],
        ['originatingSampleOf', occid],
      ],
    );
    assert.equal(subject.associations[0]?.id, object.associations[0]?.id);
  }),
  one("a record's own history names the person, oldest first", async ({ portal, scratch, make }) => {
    const occid = await make({ columns: { locality: 'At first' } });
    const values = ['A & B <i>x</i> "q" &amp; y', 'B', ''];
    for (const locality of values) await scratch.edit(occid, { locality });
    const rows = valueOf(await portal.ownHistory(occid));
    assert.deepEqual(
      rows.map(({ editId, term, from, to }) => [editId, term, from, to]),
      [
        [1, 'locality', 'At first', values[0]],
        [2, 'locality', values[0], 'B'],
        [3, 'locality', 'B', null],
      ],
    );
    assert.deepEqual([...new Set(rows.map(({ by }) => by))], [portal.signedIn()?.historyName]);
    assert.ok(rows.every(({ when, isApplied }) => isApplied && /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(when ?? '')));
  }),
  one('what was set and set back shows in that order', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    await portal.sendEdits(occid, [{ term: 'recordNumber', from: '1', to: '2' }]);
    await portal.sendEdits(occid, [{ term: 'recordNumber', from: '2', to: '1' }]);
    assert.deepEqual(
      valueOf(await portal.ownHistory(occid)).map(({ term, from, to }) => [term, from, to]),
      [
        ['recordNumber', '1', '2'],
        ['recordNumber', '2', '1'],
      ],
    );
  }),
  one("a secured record's own history shows what the collection's hides", async ({ portal, make, catalogNumber }) => {
    const occid = await make({ legacyNumber: '1', isSecured: true });
    const mark = valueOf(await portal.historyMark());
    await portal.sendEdits(occid, [{ term: 'catalogNumber', from: null, to: catalogNumber(41) }]);
    assert.deepEqual(
      valueOf(await portal.historySince(mark)).filter(row => row.occid === occid),
      [],
    );
    assert.deepEqual(
      valueOf(await portal.ownHistory(occid)).map(({ term, from, to }) => [term, from, to]),
      [['catalogNumber', null, catalogNumber(41)]],
    );
  }),
  one('the history of a record that nobody edited is empty', async ({ portal, make }) => {
    assert.deepEqual(valueOf(await portal.ownHistory(await make({ recordNumber: '1' }))), []);
  }),
  one('who signed in answers for the collection or does not, and is told so', async ({ portal, account }) => {
    const person = valueOf(await portal.signIn(account));
    assert.match(person.historyName ?? '', /^[^,]+, [^,]+$/);
    assert.equal(typeof person.isSupervisor, 'boolean');
  }),
];
