/** Writing and its proof, each case a sentence about a portal. */
import assert from 'node:assert/strict';
import type { FieldEdit } from '../../../shared/specimen/field-edit.ts';
import { NO_RECORD, portalCase as one, valueOf, type PortalCase } from './suite-bench.ts';

const assign = (to: string, from: string | null = null): readonly FieldEdit[] => [{ term: 'catalogNumber', from, to }];

const EDITOR = '/collections/editor/occurrenceeditor.php';

export const WRITING_CASES: readonly PortalCase[] = [
  one(
    'a catalog number is set, alone, and a fresh read shows it',
    async ({ portal, make, number, catalogNumber, lastName, findByAccession }) => {
      const made = {
        legacyNumber: number(12),
        identifiers: [number(13)],
        recordedBy: `J. ${lastName}`,
        processingStatus: 'stage 2',
      };
      const occid = await make(made);
      const before = valueOf(await portal.readOccurrence(occid));
      assert.deepEqual(await portal.sendEdits(occid, assign(catalogNumber(3))), { is: 'answered' });
      const after = valueOf(await portal.readOccurrence(occid));
      const frame = {
        ...before,
        catalogNumber: catalogNumber(3),
        dateLastModified: after.dateLastModified,
        readAt: after.readAt,
      };
      assert.deepEqual(after, frame);
      assert.deepEqual(await findByAccession(number(12)), [occid], 'the legacy accession number must survive');
    },
  ),
  one("the portal's history tells the old and the new value of a link", async ({ portal, make, catalogNumber }) => {
    const occid = await make({ catalogNumber: catalogNumber(4) });
    const mark = valueOf(await portal.historyMark());
    await portal.sendEdits(occid, assign(catalogNumber(5), catalogNumber(4)));
    const rows = valueOf(await portal.historySince(mark)).filter(row => row.occid === occid);
    assert.deepEqual(
      rows.map(({ term, from, to }) => ({ term, from, to })),
      [{ term: 'catalogNumber', from: catalogNumber(4), to: catalogNumber(5) }],
    );
  }),
  one('the stage is set and set back to nothing', async ({ portal, make }) => {
    const occid = await make({ processingStatus: null, legacyNumber: '1' });
    await portal.sendEdits(occid, [{ term: 'processingStatus', from: null, to: 'expert required' }]);
    assert.equal(valueOf(await portal.readOccurrence(occid)).processingStatus, 'expert required');
    await portal.sendEdits(occid, [{ term: 'processingStatus', from: 'expert required', to: null }]);
    assert.equal(valueOf(await portal.readOccurrence(occid)).processingStatus, null);
  }),
  one('one write is one request, posted once and minimal', async ({ portal, proxy, make, catalogNumber }) => {
    const occid = await make({ legacyNumber: '1' });
    proxy.forget();
    await portal.sendEdits(occid, assign(catalogNumber(6)));
    assert.equal(proxy.passed.length, 1);
    const posted = new URLSearchParams(proxy.passed[0]?.body);
    assert.deepEqual([...posted.keys()].sort(), ['catalognumber', 'collid', 'editedfields', 'occid', 'submitaction']);
  }),
  one(
    'reading and searching never open the editor page, which would take a lock',
    async ({ portal, proxy, make, number, lastName, findByAccession }) => {
      const occid = await make({ legacyNumber: number(14), recordedBy: lastName, recordNumber: '3' });
      proxy.forget();
      await findByAccession(number(14));
      await portal.findByLabel({ recordedBy: lastName, recordNumber: '3', eventDate: '' });
      await portal.readOccurrence(occid);
      await portal.holdersOf('SUITE', 0);
      await portal.historyMark();
      assert.ok(proxy.passed.length >= 5);
      assert.deepEqual(
        proxy.passed.filter(({ path }) => path.includes(EDITOR)),
        [],
      );
    },
  ),
  one(
    'a write in an expired session is proven not to have been done',
    async ({ portal, proxy, make, account, catalogNumber }) => {
      const occid = await make({ legacyNumber: '1' });
      proxy.dropNextCookie();
      assert.deepEqual(await portal.sendEdits(occid, assign(catalogNumber(7))), {
        is: 'notSent',
        failure: { kind: 'signedOut' },
      });
      assert.equal(portal.signedIn(), undefined);
      assert.equal(valueOf(await portal.readOccurrence(occid)).catalogNumber, null);
      valueOf(await portal.signIn(account));
    },
  ),
  one(
    'a write whose answer is lost is unknown, was sent once, and shows in a fresh read',
    async ({ portal, proxy, make, catalogNumber }) => {
      const occid = await make({ legacyNumber: '1' });
      proxy.forget();
      proxy.dropNextAnswer();
      assert.equal((await portal.sendEdits(occid, assign(catalogNumber(8)))).is, 'unknown');
      assert.equal(proxy.passed.length, 1);
      assert.equal(valueOf(await portal.readOccurrence(occid)).catalogNumber, catalogNumber(8));
    },
  ),
  one('numbers that differ only in zeros are different numbers', async ({ portal, make }) => {
    const occid = await make({ ...NO_RECORD, catalogNumber: '0123' });
    assert.equal(valueOf(await portal.readOccurrence(occid)).catalogNumber, '0123');
    await portal.sendEdits(occid, assign('123', '0123'));
    assert.equal(valueOf(await portal.readOccurrence(occid)).catalogNumber, '123');
  }),
];
