import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import { aLink, aMerge, anEntry, aRecord, clash, idOf } from '../../shared/outbox/builders.ts';
import { canWithdraw, type Conflicted, type OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { editOf, type ChangeOf } from '../../shared/portal/change.ts';
import type { WholeRecord } from '../../shared/portal/portal-record.ts';
import type { ExpertCase } from '../../shared/workflow/expert-case.ts';
import { StationDatabase, type QueueRow } from '../database/station-database.ts';
import { Decisions } from './decisions.ts';
import { Outbox } from './outbox.ts';

const OCCID = 61207;
const MINE = 'VASC0000001';
const THEIRS = 'VASC0000009';

let database: StationDatabase;
let outbox: Outbox;
let decisions: Decisions;
let listed: { entry: OutboxEntry; delivery: Conflicted | { is: 'waiting' } }[];
let records: Map<number, WholeRecord>;
let queued: OutboxEntry[];
let withdrawn: string[];
let cases: ExpertCase[];
let ids: number;

beforeEach(async () => {
  [listed, queued, withdrawn, cases, ids] = [[], [], [], [], 500];
  records = new Map([[OCCID, aRecord(OCCID, { fields: { catalogNumber: THEIRS } })]]);
  database = await StationDatabase.open('decisions');
});
afterEach(async () => {
  database.close();
  await StationDatabase.discard('decisions');
});

/** A station whose journal holds this clash, and behind it what follows. */
async function clashed(
  delivery: Conflicted,
  different: Partial<OutboxEntry> = {},
  ...followers: OutboxEntry[]
): Promise<QueueRow> {
  listed = [
    { entry: anEntry(1, different), delivery },
    ...followers.map(entry => ({ entry, delivery: { is: 'waiting' } as const })),
  ];
  const host = { call: async (name: string, input: never) => answer(name, input) } as unknown as Host;
  const ports = { host, database, now: () => 5, newId: () => idOf((ids += 1)), account: () => 'ana' };
  outbox = new Outbox(ports);
  decisions = new Decisions(outbox, ports, 'expert required');
  await outbox.begin('web');
  return outbox.view.getState().rows.find(row => row.entry.id === idOf(1)) as QueueRow;
}

function answer(name: string, input: Record<string, never>): Result<unknown> {
  switch (name) {
    case 'station.open':
      return success({ journalId: idOf(900), isWriter: true });
    case 'outbox.list':
      return success({ lastSeq: 9, queue: listed.map((one, seq) => ({ seq, adoptedBy: null, ...one })), cases: [] });
    case 'portal.readWhole': {
      const record = records.get(input['occid'] as unknown as number);
      return record ? success(record) : failed({ kind: 'notFound' });
    }
    case 'outbox.queue':
      queued.push(input['entry'] as unknown as OutboxEntry);
      return success({ seq: 20 });
    case 'outbox.keepCase':
      cases.push(input['expertCase'] as unknown as ExpertCase);
      return success({ seq: 20 });
    case 'outbox.withdraw':
      return withdraw(input['entryId'] as unknown as string);
    default:
      return success({});
  }
}

function withdraw(entryId: string): Result<unknown> {
  const found = listed.find(({ entry }) => entry.id === entryId);
  if (found && !canWithdraw(found.delivery)) return failed({ kind: 'tooLate' });
  withdrawn.push(entryId);
  return success({ seq: 21 });
}

const edits = () => queued.map(({ why, change, undoes }) => [why, editOf(change)?.from, editOf(change)?.to, undoes]);
const isDone = () => {
  const row = outbox.view.getState().rows.find(({ entry }) => entry.id === idOf(1));
  return row?.isTakenBack === true || row?.delivery.is === 'withdrawn';
};

describe('a clash in which nothing of ours has left', () => {
  it('is dropped: the portal’s value stands, and nothing is sent', async () => {
    const row = await clashed(clash('changed', { portalNow: THEIRS }));
    expect((await decisions.drop(row)).ok).toBe(true);
    expect([queued, withdrawn]).toEqual([[], [idOf(1)]]);
  });

  it('is wished again from what stands there now, and the old wish goes only after the new one is kept', async () => {
    const row = await clashed(clash('changed', { portalNow: 'an older reading' }));
    expect((await decisions.mine(row)).ok).toBe(true);
    expect(edits()).toEqual([['link', THEIRS, MINE, null]]);
    expect(withdrawn).toEqual([idOf(1)]);
  });

  it('is read once more, not taken back, where after a damage the portal has our value already', async () => {
    records.set(OCCID, aRecord(OCCID, { fields: { catalogNumber: MINE } }));
    const row = await clashed(clash('salvaged'));
    expect((await decisions.mine(row)).ok).toBe(true);
    expect(edits()).toEqual([['link', MINE, MINE, null]]);
    expect(withdrawn).toEqual([idOf(1)]);
  });

  it('is not decided where the record cannot be read, and stays as it is', async () => {
    const row = await clashed(clash('changed'));
    records.clear();
    expect(await decisions.mine(row)).toEqual(failed({ kind: 'notFound' }));
    expect([queued, withdrawn]).toEqual([[], []]);
  });

  it('goes to an expert with both values, and the record is marked', async () => {
    const row = await clashed(clash('changed', { portalNow: THEIRS }));
    expect((await decisions.flag(row)).ok).toBe(true);
    expect(cases[0]?.note).toBe(`Here: ${MINE}. On the portal: ${THEIRS}.`);
    expect(edits()).toEqual([['flag', null, 'expert required', null]]);
    expect(withdrawn).toEqual([idOf(1)]);
  });

  it('of a number that waited for another change goes again, for itself', async () => {
    const change = { kind: 'addIdentifier', occid: OCCID, identifier: { name: 'Accession', value: '1499' } } as const;
    const row = await clashed(clash('dependsOnAnother'), { change, after: idOf(7) });
    expect((await decisions.mine(row)).ok).toBe(true);
    expect(queued).toMatchObject([{ change, after: null }]);
  });
});

describe('a number that another record bears', () => {
  const identifier = { name: '', value: '1499' };
  const change: ChangeOf<'addIdentifier'> = { kind: 'addIdentifier', occid: OCCID, identifier, aloneAs: ['1499'] };
  const wishes = () => queued.map(({ why, change: wish, undoes }) => [why, wish, undoes]);

  it('is put on both where a person says so, and is not asked about again', async () => {
    const row = await clashed(clash('numberInUse', { holders: [88] }), { change });
    expect((await decisions.mine(row)).ok).toBe(true);
    expect(wishes()).toEqual([['link', { kind: 'addIdentifier', occid: OCCID, identifier }, null]]);
  });

  it('is to be on one record alone still, where it goes again for another reason', async () => {
    const row = await clashed(clash('saidYesNothingChanged'), { change });
    expect((await decisions.mine(row)).ok).toBe(true);
    expect(wishes()).toEqual([['link', change, null]]);
  });

  it('is taken off again by its row where it was sent, and every other number stays', async () => {
    const identifiers = [
      { id: 7, name: 'Roll', value: '1499' },
      { id: 8, ...identifier },
    ];
    records.set(OCCID, aRecord(OCCID, { identifiers }));
    const row = await clashed(clash('doubled', { holders: [88] }), { change });
    expect((await decisions.undo(row)).ok).toBe(true);
    expect(wishes()).toEqual([
      ['undo', { kind: 'removeIdentifier', occid: OCCID, identifier: identifiers[1] }, idOf(1)],
    ]);
    expect(isDone()).toBe(true);
  });

  it('leaves nothing to take off where somebody has done it', async () => {
    const row = await clashed(clash('doubled', { holders: [88] }), { change });
    expect((await decisions.undo(row)).ok).toBe(true);
    expect(edits()).toEqual([['correct', null, null, idOf(1)]]);
  });

  it('goes to an expert with the number and the other record', async () => {
    const row = await clashed(clash('numberInUse', { holders: [88] }), { change });
    expect((await decisions.flag(row)).ok).toBe(true);
    expect(cases[0]?.note).toBe('Here: 1499. On the portal: none. Borne by record 88.');
  });
});

describe('a clash in which ours has left', () => {
  it('puts back what ours replaced, as a change from what stands there now', async () => {
    const row = await clashed(clash('overwrote', { replaced: 'VASC0000077' }));
    expect((await decisions.restore(row)).ok).toBe(true);
    expect(edits()).toEqual([['restore', THEIRS, 'VASC0000077', idOf(1)]]);
    expect(isDone()).toBe(true);
  });

  it('ends where a person keeps what stands there, by a change that the portal is asked about once more', async () => {
    const row = await clashed(clash('mangled', { portalNow: THEIRS }));
    expect((await decisions.keep(row)).ok).toBe(true);
    expect(edits()).toEqual([['correct', THEIRS, THEIRS, idOf(1)]]);
    expect(isDone()).toBe(true);
  });

  it('still counts as a link where what stands there is ours', async () => {
    const row = await clashed(clash('doubled', { holders: [88] }));
    records.set(OCCID, aRecord(OCCID, { fields: { catalogNumber: MINE } }));
    expect((await decisions.keep(row)).ok).toBe(true);
    expect(edits()).toEqual([['link', MINE, MINE, idOf(1)]]);
  });

  it('takes a shorter value in the place of one that the portal cut', async () => {
    const row = await clashed(clash('mangled', { portalNow: THEIRS }));
    expect((await decisions.shorten(row, 'V1')).ok).toBe(true);
    expect(edits()).toEqual([['link', THEIRS, 'V1', idOf(1)]]);
  });

  it('goes to an expert without being undone', async () => {
    const row = await clashed(clash('overwrote', { replaced: 'VASC0000077' }));
    expect((await decisions.flag(row)).ok).toBe(true);
    expect(cases[0]?.note).toContain('VASC0000077');
    expect(edits()).toEqual([['flag', null, 'expert required', idOf(1)]]);
    expect(isDone()).toBe(true);
  });
});

describe('a merge', () => {
  const target = aRecord(OCCID);
  const source = aRecord(88, { fields: { catalogNumber: MINE, processingStatus: 'unprocessed' } });
  const mend = anEntry(2, { after: idOf(1), change: aLink(OCCID, 2) });

  it('is confirmed once more on the records as they are now, with the change that mends its stage behind it', async () => {
    const row = await clashed(clash('confirmAgain'), { why: 'merge', change: aMerge(88, OCCID) }, mend);
    expect((await decisions.confirmMerge(row, { source, target })).ok).toBe(true);
    expect(queued).toMatchObject([
      { why: 'merge', change: { kind: 'merge', shown: { source, target } }, undoes: null },
      { change: { edit: { term: 'processingStatus', from: 'unprocessed', to: null } }, after: idOf(501) },
    ]);
    expect(withdrawn).toEqual([idOf(1), idOf(2)]);
  });

  it('takes with it what was to follow it', async () => {
    const row = await clashed(clash('sourceGone'), { why: 'merge', change: aMerge(88, OCCID) }, mend);
    expect((await decisions.drop(row)).ok).toBe(true);
    expect(withdrawn).toEqual([idOf(1), idOf(2)]);
  });
});
