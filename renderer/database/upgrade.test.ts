import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { aLink, anEntry, idOf } from '../../shared/outbox/builders.ts';
import { StationDatabase } from './station-database.ts';
import { Tables } from './tables.ts';

const NAME = 'upgrade';
const OLD_STORES = {
  meta: 'key',
  occurrences: 'occid, *accessionKeys, *nameWords, catalogNumber',
  tasks: 'id, step',
  entries: 'id, seq, catalogNumber, madeAt',
  cases: 'id, madeAt',
};

/** An entry as the first version of the program wrote it. */
function oldRow(nth: number) {
  const { occid, edit } = aLink(61207, nth);
  const { id, collid, why, seen, account, madeAt, holdUntil, undoes } = anEntry(nth, { madeAt: nth });
  return {
    id,
    seq: nth,
    journalId: idOf(900),
    occid,
    madeAt,
    catalogNumber: edit.to,
    isRecovered: false,
    isSetAside: false,
    entry: { v: 1, id, collid, why, occid, edit, seen, account, madeAt, holdUntil, undoes },
    delivery: { is: 'waiting' },
  };
}

/** The database of the first version, with so many entries that wait. */
async function anOldDatabase(count: number): Promise<void> {
  const old = new Dexie(`vasculum-${NAME}`);
  old.version(1).stores(OLD_STORES);
  await old.table('entries').bulkPut(Array.from({ length: count }, (_, nth) => oldRow(nth + 1)));
  old.close();
}

async function oldShapes(): Promise<readonly number[]> {
  const old = new Dexie(`vasculum-${NAME}`);
  old.version(1).stores(OLD_STORES);
  const rows = await old.table<{ entry: { v: number } }>('entries').toArray();
  old.close();
  return rows.map(({ entry }) => entry.v);
}

async function changesKept(): Promise<readonly unknown[]> {
  const database = await StationDatabase.open(NAME);
  const { rows, newer } = await database.readKept();
  database.close();
  expect(newer).toBe(0);
  return [...rows.values()].map(({ shown }) => [shown.entry.change, shown.adoptedBy]);
}

afterEach(() => StationDatabase.discard(NAME));

describe('a database of the first version', () => {
  it('is opened with every entry in its new shape', async () => {
    await anOldDatabase(2);
    expect(await changesKept()).toEqual([
      [aLink(61207, 1), null],
      [aLink(61207, 2), null],
    ]);
  });

  it('loses nothing where the upgrade is cut off half way, and is upgraded at the next start', async () => {
    await anOldDatabase(3);
    const cut = new Tables(NAME);
    cut.entries.hook('updating', (_changes, _id, _row, transaction) => {
      transaction.abort();
      return undefined;
    });
    await expect(cut.open()).rejects.toThrow();
    cut.close();
    expect(await oldShapes()).toEqual([1, 1, 1]);
    expect(await changesKept()).toHaveLength(3);
  });
});
