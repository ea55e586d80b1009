import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRecord } from '../../shared/outbox/builders.ts';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import type { LinkingStep, LinkingTask } from '../../shared/workflow/linking-task.ts';
import { primaryOf } from './link-acts.ts';
import { LinkingStandIn } from './linking-stand-in.ts';
import { isFieldLive } from './NumberPanel.tsx';

const OLD = anOccurrence({ occid: 1, otherCatalogNumbers: ['01499'] });
let station: LinkingStandIn;
beforeEach(async () => {
  station = await LinkingStandIn.open();
  station.known = [OLD];
  station.wholes = [...station.wholes, aRecord(1, { legacyNumber: '01499', fields: { processingStatus: 'reviewed' } })];
});
afterEach(() => station.close());

const isAt = (occid: number, step: LinkingStep) =>
  vi.waitFor(() => expect(station.view().task).toMatchObject({ step, picture: { occid } }));

async function enter(number: string): Promise<void> {
  station.desk.type(number);
  station.desk.enterNumber();
}

/** The next dozen are prepared: what was read ahead is known without a network. */
const prepared = () =>
  vi.waitFor(() =>
    expect(station.desk.list.view.getState().pictures.every(one => one.prepared?.suggestion !== undefined)).toBe(true),
  );

/** The number of the old record is read there. */
const suggestFor = (imageId: string) =>
  station.suggestions.set(imageId, {
    number: '1499',
    isSure: true,
    crop: { left: 0, top: 0, width: 0.1, height: 0.1 },
  });

/** The first picture is merged into the old record of its number; the second one lies there. */
async function mergeTheFirst(): Promise<void> {
  await station.desk.begin();
  await isAt(101, 'entering');
  await enter('1499');
  await isAt(101, 'found');
  station.desk.happen({ type: 'agreed' });
  await isAt(101, 'merging');
  station.desk.happen({ type: 'mergeConfirmed', at: 5 });
  await isAt(102, 'entering');
}

/** The first picture gets a number that nobody bears; the second one lies there. */
async function numberTheFirst(): Promise<void> {
  await station.desk.begin();
  await isAt(101, 'entering');
  await enter('777');
  await isAt(101, 'free');
  station.desk.happen({ type: 'numberConfirmed', at: 5 });
  await isAt(102, 'entering');
}

describe('a picture that waits for its number', () => {
  it('gets a number that nobody bears, without its leading zeros, and the next one comes', async () => {
    await station.desk.begin();
    await isAt(101, 'entering');
    await enter('0777');
    await isAt(101, 'free');
    station.desk.happen({ type: 'numberConfirmed', at: 5 });
    await isAt(102, 'entering');
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
    await enter('0777');
    await isAt(102, 'imaged');
    expect(station.view().task).toMatchObject({ occurrence: { occid: 101, catalogNumber: 'VASC0000001' } });
  });

  it('nor is another merged into a record that waits for its merge', async () => {
    await mergeTheFirst();
    await vi.waitFor(() => expect(station.journal).toHaveLength(1));
    await enter('01499');
    await isAt(102, 'imaged');
  });

  it('is flagged with its number and barcode, and its stage is set', async () => {
    await station.desk.begin();
    await isAt(101, 'entering');
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await isAt(102, 'entering');
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
    await isAt(101, 'entering');
    expect(station.view().ended).toMatchObject({ is: 'undone', barcode: 'VASC0000001' });
  });
});

describe('what comes next', () => {
  it('is held by the browser where it comes soon, and the host has the rest from reading their stamps', async () => {
    let read = () => undefined as void;
    station.reading = new Promise<void>(resolve => (read = resolve));
    await station.desk.begin();
    await vi.waitFor(() => expect(station.heldPictures).toEqual(['portal-901', 'portal-902']));
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared).not.toBeNull());
    read();
    await prepared();
    expect(station.readPictures).toEqual(['portal-901', 'portal-902', 'portal-903']);
    expect(station.fetchedPictures).toEqual([]);
  });

  it('is fetched by the host where its stamp was read before', async () => {
    await station.desk.begin();
    await prepared();
    station.desk.list.prepareAhead([101, 102, 103]);
    await vi.waitFor(() => expect(station.fetchedPictures).toContain('portal-903'));
    expect(station.readPictures).toHaveLength(3);
  });

  it('takes no time from the picture at hand: nothing is asked for it until that one was painted', async () => {
    let painted = () => undefined as void;
    station.rest = new Promise(resolve => (painted = resolve));
    await station.desk.begin();
    await isAt(101, 'entering');
    await vi.waitFor(() => expect(station.heldPictures).toEqual(['portal-901']));
    expect(station.desk.list.listed(102)?.prepared).toBeNull();
    painted();
    await prepared();
  });
});

describe('with the network gone', () => {
  it('a number that this station never saw is put by, and is checked when the portal answers', async () => {
    await station.desk.begin();
    await prepared();
    station.isOffline = true;
    await enter('777');
    await isAt(102, 'entering');
    expect(station.view().ended).toEqual({ is: 'parked', barcode: 'VASC0000001' });
    expect(station.journal).toEqual([]);
    station.isOffline = false;
    await station.desk.portalAnswers();
    await isAt(102, 'entering');
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await isAt(101, 'free');
  });

  it('what was put by never takes the place of the sheet at hand, nor of the word on the one before', async () => {
    await station.desk.begin();
    await prepared();
    station.isOffline = true;
    await enter('777');
    await isAt(102, 'entering');
    const before = station.view();
    station.isOffline = false;
    await station.desk.portalAnswers();
    expect(station.view()).toEqual(before);
  });

  it('what was put by comes at once where nothing is at hand', async () => {
    await station.desk.begin();
    await prepared();
    station.isOffline = true;
    for (const [nth, number] of ['777', '888', '999'].entries()) {
      await isAt(101 + nth, 'entering');
      await enter(number);
    }
    await vi.waitFor(() => expect(station.view().task).toBeNull());
    station.isOffline = false;
    await station.desk.portalAnswers();
    await isAt(101, 'free');
  });

  it('a number that was read and checked ahead is merged all the same', async () => {
    suggestFor('portal-902');
    await station.desk.begin();
    await prepared();
    await vi.waitFor(async () => expect(await station.database.findSeenByAccession('1499')).toHaveLength(1));
    await isAt(101, 'entering');
    station.isOffline = true;
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await isAt(102, 'found');
    expect(station.view().task).toMatchObject({ isSuggested: true, number: '1499' });
    station.desk.happen({ type: 'agreed' });
    await isAt(102, 'merging');
    station.desk.happen({ type: 'mergeConfirmed', at: 5 });
    await vi.waitFor(() =>
      expect(station.journal.at(-1)?.change).toMatchObject({ kind: 'merge', source: 102, target: 1 }),
    );
  });

  it('the list and the picture at hand are there after a new start', async () => {
    await station.desk.begin();
    await prepared();
    station.isOffline = true;
    const kept = await station.database.readPictures(1);
    expect(kept.map(one => [one.picture.occid, one.prepared?.imageIds])).toEqual([
      [101, ['portal-901']],
      [102, ['portal-902']],
      [103, ['portal-903']],
    ]);
  });
});

describe('a suggestion', () => {
  it('holds no picture up: the one at hand and the next ones are there while its stamp is being read', async () => {
    station.reading = new Promise<void>(() => undefined);
    await station.desk.begin();
    await isAt(101, 'reading');
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared).not.toBeNull());
    await enter('0777');
    await isAt(101, 'free');
  });

  it('that could not be asked for is none now, and is asked for another time', async () => {
    station.isReaderAway = true;
    await station.desk.begin();
    await isAt(101, 'entering');
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared?.suggestion).toBeNull());
    await station.desk.list.readKept();
    expect(station.desk.list.listed(103)?.prepared?.suggestion).toBeUndefined();
  });

  it('does not come between whoever types already', async () => {
    suggestFor('portal-901');
    let read = () => undefined as void;
    station.reading = new Promise<void>(resolve => (read = resolve));
    await station.desk.begin();
    await isAt(101, 'reading');
    station.desk.type('7');
    read();
    await isAt(101, 'entering');
    expect(station.view().draft).toBe('7');
  });

  it('is taken back by whoever types over what it found', async () => {
    suggestFor('portal-901');
    await station.desk.begin();
    await isAt(101, 'found');
    station.desk.type('7');
    expect(station.view()).toMatchObject({ draft: '7', task: { step: 'entering' } });
    await enter('777');
    await isAt(101, 'free');
    expect(station.view().task).toMatchObject({ number: '777', isSuggested: false });
  });

  it('that is typed over while it is looked for does not come back with what it found', async () => {
    suggestFor('portal-901');
    let answer = () => undefined as void;
    station.asking = new Promise<void>(resolve => (answer = resolve));
    await station.desk.begin();
    await isAt(101, 'checking');
    station.desk.type('7');
    answer();
    await vi.waitFor(async () => expect(await station.database.findSeenByAccession('1499')).toHaveLength(1));
    expect(station.view()).toMatchObject({ draft: '7', task: { step: 'entering' }, trouble: null });
  });

  it('of which several records bear the number may be typed over, or agreed to before one is chosen', async () => {
    station.known = [OLD, anOccurrence({ occid: 2, otherCatalogNumbers: ['1499'] })];
    suggestFor('portal-901');
    await station.desk.begin();
    await isAt(101, 'choosing');
    expect(isFieldLive(station.view().task as LinkingTask)).toBe(true);
    primaryOf(station.desk, station.view())?.act?.();
    await vi.waitFor(() => expect(station.view().task).toMatchObject({ step: 'choosing', isSuggested: false }));
    station.desk.happen({ type: 'chose', occid: 2 });
    expect(station.view().task).toMatchObject({ step: 'found', occurrence: { occid: 2 } });
  });
});
