import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { success } from '../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../shared/outbox/builders.ts';
import { StationDatabase } from '../database/station-database.ts';
import { Outbox } from './outbox.ts';
import { groupOf, storyOf } from './queue-words.ts';

const JOURNAL = idOf(900);
const OTHER_JOURNAL = idOf(901);

let database: StationDatabase;
let outbox: Outbox;
let journal: string[];

/** A browser that knows an entry of a journal which is no longer this station's. */
beforeEach(async () => {
  journal = [];
  database = await StationDatabase.open('set-aside');
  const nothing = { restore: [], recover: [], setAside: [], isOldCopy: false, ended: [] };
  const other = { journalId: OTHER_JOURNAL, lastSeq: 1, queue: [] };
  await database.takeOver({ ...nothing, journal: other, kept: await database.readKept(), cases: [], shell: 'web' });
  await database.keepEntry(anEntry(1));
  await database.acknowledge(idOf(1), 2);
  const answers: Record<string, (input: { entry: { id: string } }) => unknown> = {
    'station.open': () => ({ journalId: JOURNAL, isWriter: true }),
    'outbox.list': () => ({ lastSeq: 1, queue: [], cases: [] }),
    'outbox.queue': ({ entry }) => ({ seq: journal.push(entry.id) }),
    'outbox.adopt': () => ({ seq: 2, by: 'sue' }),
  };
  const host = { call: async (name: string, input: never) => success(answers[name]?.(input)) } as unknown as Host;
  outbox = new Outbox({ host, database, now: () => 5, newId: () => idOf(9), account: () => 'ana' });
  await outbox.begin('web');
});
afterEach(async () => {
  database.close();
  await StationDatabase.discard('set-aside');
});

const rows = () => outbox.view.getState().rows;
const groups = () => rows().map(groupOf);

describe('an entry that the station’s journal does not know', () => {
  it('is set aside: shown, and not sent by itself', () => {
    expect(groups()).toEqual(['setAside']);
    expect(journal).toEqual([]);
  });

  it('is queued again when a person wants it', async () => {
    await outbox.putBack(anEntry(1));
    expect(journal).toEqual([idOf(1)]);
    expect(groups()).toEqual(['recovered']);
    expect(rows()[0]?.isSaved).toBe(true);
  });

  it('is dropped when a person does not need it, and stays dropped', async () => {
    await outbox.leaveAside(anEntry(1));
    await outbox.offerUnsaved();
    await outbox.begin('web');
    expect(groups()).toEqual(['done']);
    expect(journal).toEqual([]);
  });

  it('is said to be left aside then, not that nothing was sent: another journal knew what became of it', async () => {
    await outbox.leaveAside(anEntry(1));
    const [story] = rows().map(row => storyOf(row, false, undefined));
    expect(story).toContain('What the portal has of it, if anything, stays as it is.');
  });
});

describe('an entry of another account', () => {
  it('says whose sign-in it waits for', async () => {
    await outbox.putBack(anEntry(1, { account: 'ben' }));
    const [row] = rows();
    expect(row && storyOf(row, false, outbox.waitsFor(row))).toContain('It leaves when ben is signed in again.');
  });

  it('waits for whom the journal names as its adopter, not for who has signed in since', async () => {
    await outbox.putBack(anEntry(1, { account: 'ben' }));
    await outbox.adopt([idOf(1)]);
    const [row] = rows();
    expect(row && outbox.waitsFor(row)).toBe('sue');
  });

  it('needs no other sign-in where it is one’s own', () => {
    expect(outbox.waitsFor({ entry: anEntry(1), adoptedBy: null })).toBeUndefined();
  });
});
