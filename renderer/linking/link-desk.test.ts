import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRecord } from '../../shared/outbox/builders.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import { LinkingStandIn } from './linking-stand-in.ts';

const OLD = anOccurrence({ occid: 1, otherCatalogNumbers: ['01499'] });
let station: LinkingStandIn;
beforeEach(async () => {
  station = await LinkingStandIn.open();
  station.known = [OLD];
  station.wholes = [...station.wholes, aRecord(1, { legacyNumber: '01499', fields: { processingStatus: 'reviewed' } })];
});
afterEach(() => station.close());

/** The first picture is merged into the old record of its number; the second one lies there. */
async function mergeTheFirst(): Promise<void> {
  await station.desk.begin();
  await station.isAt(101, 'entering');
  await station.enter('1499');
  await station.isAt(101, 'found');
  station.desk.happen({ type: 'agreed' });
  await station.isAt(101, 'merging');
  station.desk.happen({ type: 'mergeConfirmed', at: 5 });
  await station.isAt(102, 'entering');
}

/** The first picture gets a number that nobody bears; the second one lies there. */
async function numberTheFirst(): Promise<void> {
  await station.desk.begin();
  await station.isAt(101, 'entering');
  await station.enter('777');
  await station.isAt(101, 'free');
  station.desk.happen({ type: 'numberConfirmed', at: 5 });
  await station.isAt(102, 'entering');
}

describe('a picture that waits for its number', () => {
  it('gets a number that nobody bears, without its leading zeros, and the next one comes', async () => {
    await station.desk.begin();
    await station.isAt(101, 'entering');
    await station.enter('0777');
    await station.isAt(101, 'free');
    station.desk.happen({ type: 'numberConfirmed', at: 5 });
    await station.isAt(102, 'entering');
    await vi.waitFor(() => expect(station.view().ended).toMatchObject({ is: 'numbered', savedAt: station.time }));
    expect(station.journal).toMatchObject([
      { why: 'link', change: { kind: 'addIdentifier', occid: 101, identifier: { name: '', value: '777' } } },
    ]);
    expect(station.journal[0]?.change).toMatchObject({ aloneAs: ['0777', '777', '00777'] });
  });

  it('is merged into the old record, which survives', async () => {
    await mergeTheFirst();
    await vi.waitFor(() => expect(station.journal[0]?.change).toMatchObject({ kind: 'merge', source: 101, target: 1 }));
  });

  it('is not given a number twice: the record that got it here counts as imaged', async () => {
    await numberTheFirst();
    await vi.waitFor(() => expect(station.journal).toHaveLength(1));
    await station.enter('0777');
    await station.isAt(102, 'imaged');
    expect(station.view().task).toMatchObject({ occurrence: { occid: 101, catalogNumber: 'VASC0000001' } });
  });

  it('nor is another merged into a record that waits for its merge', async () => {
    await mergeTheFirst();
    await vi.waitFor(() => expect(station.journal).toHaveLength(1));
    await station.enter('01499');
    await station.isAt(102, 'imaged');
  });

  it('is flagged with its number and barcode, and its stage is set', async () => {
    await station.desk.begin();
    await station.isAt(101, 'entering');
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await station.isAt(102, 'entering');
    await vi.waitFor(() => expect(station.cases).toMatchObject([{ occid: 101, scanned: 'VASC0000001' }]));
    expect(station.journal[0]?.change).toMatchObject({
      occid: 101,
      edit: { term: 'processingStatus', from: 'unprocessed', to: 'expert required' },
    });
  });

  it('that was dealt with here is not offered again, and comes back where its link is taken back', async () => {
    await numberTheFirst();
    await vi.waitFor(() => expect(station.view().ended).toMatchObject({ savedAt: station.time }));
    await station.desk.undoLast();
    await station.isAt(101, 'entering');
    expect(station.view().ended).toMatchObject({ is: 'undone', barcode: 'VASC0000001' });
  });
});

describe('with the network gone', () => {
  it('a number that this station never saw is put by, and is checked when the portal answers', async () => {
    await station.desk.begin();
    await station.allPrepared();
    station.isOffline = true;
    await station.enter('777');
    await station.isAt(102, 'entering');
    expect(station.view().ended).toEqual({ is: 'parked', barcode: 'VASC0000001' });
    expect(station.journal).toEqual([]);
    station.isOffline = false;
    await station.desk.portalAnswers();
    await station.isAt(102, 'entering');
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await station.isAt(101, 'free');
  });

  it('what was put by never takes the place of the sheet at hand, nor of the word on the one before', async () => {
    await station.desk.begin();
    await station.allPrepared();
    station.isOffline = true;
    await station.enter('777');
    await station.isAt(102, 'entering');
    const before = station.view();
    station.isOffline = false;
    await station.desk.portalAnswers();
    expect(station.view()).toEqual(before);
  });

  it('what was put by comes at once where nothing is at hand', async () => {
    await station.desk.begin();
    await station.allPrepared();
    station.isOffline = true;
    for (const [nth, number] of ['777', '888', '999'].entries()) {
      await station.isAt(101 + nth, 'entering');
      await station.enter(number);
    }
    await vi.waitFor(() => expect(station.view().task).toBeNull());
    station.isOffline = false;
    await station.desk.portalAnswers();
    await station.isAt(101, 'free');
  });

  it('a number that was read and checked ahead is merged all the same', async () => {
    station.suggestFor('portal-902');
    await station.desk.begin();
    await station.allPrepared();
    await vi.waitFor(async () => expect(await station.database.findSeenByAccession('1499')).toHaveLength(1));
    await station.isAt(101, 'entering');
    station.isOffline = true;
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await station.isAt(102, 'found');
    expect(station.view().task).toMatchObject({ isSuggested: true, number: '1499' });
    station.desk.happen({ type: 'agreed' });
    await station.isAt(102, 'merging');
    station.desk.happen({ type: 'mergeConfirmed', at: 5 });
    await vi.waitFor(() =>
      expect(station.journal.at(-1)?.change).toMatchObject({ kind: 'merge', source: 102, target: 1 }),
    );
  });

  it('the list and the picture at hand are there after a new start', async () => {
    await station.desk.begin();
    await station.allPrepared();
    station.isOffline = true;
    const kept = await station.database.readPictures(1);
    expect(kept.map(one => [one.picture.occid, one.prepared?.imageIds])).toEqual([
      [101, ['portal-901']],
      [102, ['portal-902']],
      [103, ['portal-903']],
    ]);
  });
});
