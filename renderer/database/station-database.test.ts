import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry, clash, delivered, idOf, queued } from '../../shared/outbox/builders.ts';
import type { Delivery } from '../../shared/outbox/outbox-entry.ts';
import { reconcile } from '../../shared/outbox/reconcile.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import { newTask } from '../../shared/workflow/barcode-while-imaging.ts';
import { keptStateOf, NewerDatabase, StationDatabase } from './station-database.ts';
import { Tables } from './tables.ts';

let database: StationDatabase;
const JOURNAL = '00000000-0000-4000-8000-00000000000a';
const task = newTask(idOf(900), 0);

beforeEach(async () => {
  database = await StationDatabase.open('test');
  await meet({ journalId: JOURNAL, lastSeq: 1, queue: [] });
});
afterEach(async () => {
  database.close();
  await StationDatabase.discard('test');
});

async function meet(journal: Parameters<typeof reconcile>[0]): Promise<void> {
  const kept = await database.readKept();
  await database.takeOver({ ...reconcile(journal, keptStateOf(kept)), journal, kept, cases: [], shell: 'web' });
}

const shownRows = async () => [...(await database.readKept()).rows.values()].map(({ shown }) => shown);
const states = async () => (await shownRows()).map(({ entry, delivery }) => [Number(entry.id.slice(-3)), delivery.is]);

describe('the browser’s copy of the queue', () => {
  it('keeps entry, task and the record’s new number together, and is unsaved until the journal answers', async () => {
    await database.rememberSeen([anOccurrence()], '01499');
    await database.keep({ task, entries: [anEntry(1)] });
    expect((await database.findSeenByAccession('1499'))[0]?.catalogNumber).toBe('VASC0000001');
    expect((await shownRows())[0]?.isSaved).toBe(false);
    await database.acknowledge(idOf(1), 2);
    expect((await shownRows())[0]?.isSaved).toBe(true);
  });

  it('takes the journal’s verdicts over its own', async () => {
    await database.keep({ task, entries: [anEntry(1)] });
    await meet({
      journalId: JOURNAL,
      lastSeq: 4,
      queue: [queued(2, delivered, { id: idOf(1) })],
    });
    expect(await states()).toEqual([[1, 'delivered']]);
  });

  it('lets no row go, whatever becomes of its entry', async () => {
    const ways: readonly Delivery[] = [{ is: 'sending', attempt: 1, since: 0 }, clash('changed'), delivered];
    await database.keep({ task, entries: [anEntry(1)] });
    for (const [nth, delivery] of ways.entries()) {
      await database.noteMove(idOf(1), delivery, nth + 2);
      expect(await states()).toEqual([[1, delivery.is]]);
    }
  });

  it('does not let an older reading of the journal undo a verdict that was announced meanwhile', async () => {
    await database.keep({ task, entries: [anEntry(1)] });
    await database.acknowledge(idOf(1), 2);
    const journal = { journalId: JOURNAL, lastSeq: 2, queue: [queued(2, { is: 'waiting' }, { id: idOf(1) })] };
    const kept = await database.readKept();
    await database.noteMove(idOf(1), delivered, 3);
    await database.takeOver({ ...reconcile(journal, keptStateOf(kept)), journal, kept, cases: [], shell: 'web' });
    expect(await states()).toEqual([[1, 'delivered']]);
    expect(keptStateOf(await database.readKept()).lastSeq).toBe(3);
  });

  it('is rebuilt whole from the journal after it was emptied', async () => {
    database.close();
    await StationDatabase.discard('test');
    database = await StationDatabase.open('test');
    await meet({
      journalId: JOURNAL,
      lastSeq: 3,
      queue: [queued(2), queued(3, { is: 'withdrawn', at: 0, by: 'ana' })],
    });
    expect(await states()).toEqual([
      [2, 'waiting'],
      [3, 'withdrawn'],
    ]);
  });

  it('shows what an old copy of the journal cannot explain, for a person, and calls it neither new nor saved', async () => {
    await database.keep({ task, entries: [anEntry(1)] });
    await database.acknowledge(idOf(1), 9);
    await meet({ journalId: JOURNAL, lastSeq: 5, queue: [] });
    expect((await shownRows())[0]).toMatchObject({ isSetAside: true, isRecovered: false });
  });

  it('counts rows that a newer version wrote and leaves them as they are', async () => {
    const tables = new Tables('test');
    const newer = { ...anEntry(7), v: 3 };
    await tables.entries.put({
      id: idOf(7),
      seq: 2,
      journalId: JOURNAL,
      occid: 1,
      madeAt: 0,
      catalogNumber: '',
      isRecovered: false,
      isSetAside: false,
      adoptedBy: null,
      entry: newer,
      delivery: { is: 'waiting' },
    });
    expect(await database.readKept()).toMatchObject({ rows: new Map(), newer: 1 });
    expect((await tables.entries.get(idOf(7)))?.entry).toEqual(newer);
    tables.close();
  });

  it('is not touched where a newer version has upgraded it', async () => {
    database.close();
    const tables = new Tables('test');
    tables.close();
    const upgrade = indexedDB.open('vasculum-test', 999);
    await new Promise(resolve => (upgrade.onsuccess = resolve));
    upgrade.result.close();
    await expect(StationDatabase.open('test')).rejects.toThrow(NewerDatabase);
  });
});

describe('records seen before', () => {
  it('are found by any spelling of their number, and by collector, number and date', async () => {
    await database.rememberSeen([
      anOccurrence(),
      anOccurrence({ occid: 2, recordedBy: 'J. Pell', otherCatalogNumbers: ['77'] }),
    ]);
    expect((await database.findSeenByAccession('001499')).map(({ occid }) => occid)).toEqual([61207]);
    const words = { accession: '', recordedBy: 'thornquist', recordNumber: '1024', eventDate: 'May 1998' };
    expect((await database.findSeenByLabel(words)).map(({ occid }) => occid)).toEqual([61207]);
    expect(await database.findSeenByLabel({ ...words, recordNumber: '1025' })).toEqual([]);
  });

  it('are never found by a part of a number', async () => {
    await database.rememberSeen([anOccurrence()]);
    expect(await database.findSeenByAccession('149')).toEqual([]);
    expect(await database.findSeenByAccession('%')).toEqual([]);
  });
});
