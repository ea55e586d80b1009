/** Writing what hangs on a record, and new records: each case a sentence about a portal. */
import assert from 'node:assert/strict';
import { imageSource } from '../../../shared/outbox/image-evidence.ts';
import { EDITABLE_TERMS } from '../../../shared/specimen/darwin-core.ts';
import type { WholeRecord } from '../../../shared/portal/portal-record.ts';
import { IDENTIFIER_TERM } from '../../../shared/portal/portal.ts';
import { aPicture } from './pictures.ts';
import { portalCase as one, valueOf, type PortalCase } from './suite-bench.ts';

const signedOut = { is: 'notSent', failure: { kind: 'signedOut' } };

const valuesOf = ({ identifiers }: WholeRecord) => identifiers.map(({ value }) => value).sort();

export const HANGING_ROW_CASES: readonly PortalCase[] = [
  one('every text that may be written is kept under its own name', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    const edits = EDITABLE_TERMS.map((term, nth) => ({ term, from: null, to: `é & <${nth}>` }));
    assert.deepEqual(await portal.sendEdits(occid, edits), { is: 'answered' });
    const { fields } = valueOf(await portal.readRecord(occid));
    assert.deepEqual(
      edits.map(({ term }) => [term, fields[term]]),
      edits.map(({ term, to }) => [term, to]),
    );
  }),
  one('adding an identifier leaves old number, rows and stamp alone', async ({ portal, make }) => {
    const occid = await make({ legacyNumber: '111; Acc: 222', identifiers: ['1', '2'], catalogNumber: null });
    const before = valueOf(await portal.readWhole(occid));
    const added = { name: 'Roll', value: 'R 77, "é" & <b>' };
    assert.deepEqual(await portal.addIdentifier(occid, added, before.legacyNumber), { is: 'answered' });
    const after = valueOf(await portal.readWhole(occid));
    const { id, ...row } = after.identifiers.find(({ name }) => name === 'Roll') ?? { id: 0 };
    assert.deepEqual(row, added);
    assert.deepEqual({ ...after, identifiers: after.identifiers.filter(other => other.id !== id) }, before);
  }),
  one('an identifier added while a colleague edits another one reverts nothing', async ({ portal, scratch, make }) => {
    const occid = await make({ identifiers: ['1', '2'] });
    const seen = valueOf(await portal.readWhole(occid));
    await scratch.changeIdentifier(occid, null, seen.identifiers[0]?.id ?? 0, '9');
    await portal.addIdentifier(occid, { name: '', value: '3' }, seen.legacyNumber);
    assert.deepEqual(valuesOf(valueOf(await portal.readWhole(occid))), ['2', '3', '9']);
  }),
  one('an identifier added twice stands there once', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    const twice = [1, 2].map(() => ({ name: 'Roll', value: '7' }));
    for (const identifier of twice) await portal.addIdentifier(occid, identifier, null);
    assert.deepEqual(valuesOf(valueOf(await portal.readWhole(occid))), ['7']);
  }),
  one('an identifier is taken away by its row, alone', async ({ portal, make }) => {
    const occid = await make({ legacyNumber: '111; 222', identifiers: ['1', '2'] });
    const before = valueOf(await portal.readWhole(occid));
    const [first] = before.identifiers;
    assert.deepEqual(await portal.removeIdentifier(occid, first?.id ?? 0), { is: 'answered' });
    assert.deepEqual(valueOf(await portal.readWhole(occid)), { ...before, identifiers: before.identifiers.slice(1) });
    const rows = valueOf(await portal.ownHistory(occid)).filter(({ term }) => term === IDENTIFIER_TERM);
    assert.ok(rows.some(({ from, to }) => from?.endsWith('1') && to === null));
  }),
  one('a new record holds what was sent, is in the lists, and names its maker', async bench => {
    const { portal, scratch, account, catalogNumber, lastName } = bench;
    const change = {
      kind: 'create',
      catalogNumber: catalogNumber(50),
      fields: {
        recordedBy: `J. ${lastName}`,
        recordNumber: '7',
        habitat: 'Bog & fen',
        processingStatus: 'unprocessed',
      },
    } as const;
    assert.deepEqual(await portal.create(change), { is: 'answered' });
    const [occid = 0, ...more] = valueOf(await portal.holdersOf(catalogNumber(50), 0));
    scratch.remember(occid);
    assert.deepEqual(more, []);
    const { fields, isSecured } = valueOf(await portal.readRecord(occid));
    const told = Object.fromEntries(Object.keys(change.fields).map(term => [term, fields[term]]));
    assert.deepEqual([told, fields['catalogNumber'], isSecured], [change.fields, catalogNumber(50), false]);
    assert.equal(await scratch.enteredBy(occid), account.user);
  }),
  one('a new record is refused where its catalog number exists', async ({ portal, make, catalogNumber }) => {
    const occid = await make({ catalogNumber: catalogNumber(51), recordNumber: '1' });
    const before = valueOf(await portal.readWhole(occid));
    const outcome = await portal.create({
      kind: 'create',
      catalogNumber: catalogNumber(51),
      fields: { recordNumber: '2' },
    });
    assert.deepEqual(outcome, { is: 'answered', refusal: { kind: 'rejected', reason: 'numberInUse' } });
    assert.deepEqual(valueOf(await portal.holdersOf(catalogNumber(51), 0)), [occid]);
    assert.deepEqual(valueOf(await portal.readWhole(occid)), before);
  }),
  one('a picture hangs on its record under its key, and sent again hangs there twice', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    const before = valueOf(await portal.readRecord(occid));
    assert.deepEqual(await portal.attachImage(occid, ...aPicture('suite:one')), { is: 'answered' });
    const once = valueOf(await portal.readRecord(occid));
    assert.deepEqual(
      once.images.map(({ sourceIdentifier }) => sourceIdentifier),
      ['suite:one'],
    );
    assert.match(once.images[0]?.originalUrl ?? '', /\.png$/);
    assert.equal(once.rowStamp, before.rowStamp);
    await portal.attachImage(occid, ...aPicture('suite:one'));
    assert.equal(valueOf(await portal.readRecord(occid)).images.length, 2);
  }),
  one('a file that is no picture does not hang on the record', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    const [image, , key] = aPicture('suite:none');
    await portal.attachImage(occid, image, Buffer.from('<?php no picture'), key);
    assert.deepEqual(valueOf(await portal.readRecord(occid)).images, []);
  }),
  one('a picture that the web server takes for too large is refused and hangs nowhere', async bench => {
    const { portal, proxy, make } = bench;
    const occid = await make({ recordNumber: '1' });
    const picture = aPicture('suite:large');
    proxy.refuseAbove(100);
    const refusal = { kind: 'tooLarge', bytes: picture[1].length, most: null };
    assert.deepEqual(await portal.attachImage(occid, ...picture), { is: 'answered', refusal });
    proxy.refuseAbove(Infinity);
    assert.deepEqual(valueOf(await portal.readRecord(occid)).images, []);
  }),
  one('what brought a picture is told whole with its record', async ({ portal, make }) => {
    const occid = await make({ recordNumber: '1' });
    const source = imageSource('00000000-0000-4000-8000-000000000001', 'a'.repeat(64));
    await portal.attachImage(occid, ...aPicture(source));
    const record = valueOf(await portal.readRecord(occid));
    assert.deepEqual(
      record.images.map(({ sourceIdentifier }) => sourceIdentifier),
      [source],
    );
  }),
  one('an association made twice stands there once', async ({ portal, make }) => {
    const [occid, occidAssociate] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    const change = { kind: 'associate', occid, occidAssociate, relationship: 'siblingOf' } as const;
    for (const sent of [change, change]) assert.deepEqual(await portal.associate(sent), { is: 'answered' });
    assert.deepEqual(
      valueOf(await portal.readWhole(occid)).associations.map(({ relationship }) => relationship),
      ['siblingOf'],
    );
  }),
  one('no kind of write in an expired session is done, and each is proven so', async bench => {
    const { portal, proxy, make, account, catalogNumber } = bench;
    const [occid, other] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    const before = [valueOf(await portal.readWhole(occid)), valueOf(await portal.readWhole(other))];
    const writes = [
      () => portal.addIdentifier(occid, { name: '', value: '3' }, null),
      () => portal.merge(occid, other),
      () => portal.create({ kind: 'create', catalogNumber: catalogNumber(52), fields: {} }),
      () => portal.attachImage(occid, ...aPicture('suite:late')),
      () => portal.associate({ kind: 'associate', occid, occidAssociate: other, relationship: 'siblingOf' }),
    ];
    for (const write of writes) {
      proxy.dropCookies(true);
      assert.deepEqual(await write(), signedOut);
      proxy.dropCookies(false);
      assert.equal(portal.signedIn(), undefined);
      assert.deepEqual(await write(), signedOut);
      valueOf(await portal.signIn(account));
    }
    assert.deepEqual([valueOf(await portal.readWhole(occid)), valueOf(await portal.readWhole(other))], before);
    assert.deepEqual(valueOf(await portal.holdersOf(catalogNumber(52), 0)), []);
  }),
  one('a write whose answer is lost is unknown, of every kind, and was sent once', async bench => {
    const { portal, proxy, scratch, make, catalogNumber } = bench;
    const [occid, other] = [await make({ recordNumber: '1' }), await make({ recordNumber: '2' })];
    const writes = [
      () => portal.addIdentifier(occid, { name: '', value: '3' }, null),
      () => portal.create({ kind: 'create', catalogNumber: catalogNumber(53), fields: {} }),
      () => portal.attachImage(occid, ...aPicture('suite:lost')),
      () => portal.associate({ kind: 'associate', occid, occidAssociate: other, relationship: 'siblingOf' }),
      () => portal.merge(other, occid),
    ];
    for (const write of writes) {
      proxy.forget();
      proxy.dropNextAnswer();
      assert.deepEqual(await write(), { is: 'unknown', failure: { kind: 'timedOut' } });
      assert.equal(proxy.passed.length, 1);
    }
    for (const made of valueOf(await portal.holdersOf(catalogNumber(53), 0))) scratch.remember(made);
    const after = valueOf(await portal.readWhole(occid));
    assert.deepEqual([valuesOf(after), after.images.length], [['3'], 1]);
  }),
];
