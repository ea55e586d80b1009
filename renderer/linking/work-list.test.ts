import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkingStandIn } from './linking-stand-in.ts';

let station: LinkingStandIn;
beforeEach(async () => {
  station = await LinkingStandIn.open();
});
afterEach(() => station.close());

describe('what comes next', () => {
  it('is held by the browser where it comes soon, and the host has the rest from reading their stamps', async () => {
    let read = () => undefined as void;
    station.reading = new Promise<void>(resolve => (read = resolve));
    await station.desk.begin();
    await vi.waitFor(() => expect(station.heldPictures).toEqual(['portal-901', 'portal-902']));
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared).not.toBeNull());
    read();
    await station.allPrepared();
    expect(station.readPictures).toEqual(['portal-901', 'portal-902', 'portal-903']);
    expect(station.fetchedPictures).toEqual([]);
  });

  it('is fetched by the host where its stamp was read before', async () => {
    await station.desk.begin();
    await station.allPrepared();
    station.desk.list.prepareAhead([101, 102, 103]);
    await vi.waitFor(() => expect(station.fetchedPictures).toContain('portal-903'));
    expect(station.readPictures).toHaveLength(3);
  });

  it('takes no time from the picture at hand: nothing is asked for it until that one was painted', async () => {
    let painted = () => undefined as void;
    station.rest = new Promise(resolve => (painted = resolve));
    await station.desk.begin();
    await station.isAt(101, 'entering');
    await vi.waitFor(() => expect(station.heldPictures).toEqual(['portal-901']));
    expect(station.desk.list.listed(102)?.prepared).toBeNull();
    painted();
    await station.allPrepared();
  });
});

describe('what is known of the pictures', () => {
  it('is not forgotten for what was read from the database a moment earlier', async () => {
    let read = () => undefined as void;
    station.reading = new Promise<void>(resolve => (read = resolve));
    await station.desk.begin();
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared).not.toBeNull());
    const kept = await station.database.readPictures(1);
    vi.spyOn(station.database, 'readPictures').mockImplementation(async () => {
      read();
      await station.allPrepared();
      return kept;
    });
    await station.desk.list.readKept();
    expect(station.desk.list.suggested(103)).toBeNull();
  });
});

describe('a stamp', () => {
  it('holds no picture up: the one at hand and the next ones are there while it is being read', async () => {
    station.reading = new Promise<void>(() => undefined);
    await station.desk.begin();
    await station.isAt(101, 'reading');
    await vi.waitFor(() => expect(station.desk.list.listed(103)?.prepared).not.toBeNull());
    await station.enter('0777');
    await station.isAt(101, 'free');
  });

  it('that could not be read is none for the sheet at hand, and is read once the portal answers', async () => {
    station.isReaderAway = true;
    await station.desk.begin();
    await station.isAt(101, 'entering');
    await vi.waitFor(() => expect(station.desk.list.suggested(103)).toBeNull());
    expect(station.desk.list.listed(103)?.prepared?.suggestion).toBeUndefined();
    station.isReaderAway = false;
    station.suggestFor('portal-902');
    await station.desk.portalAnswers();
    await station.allPrepared();
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await station.isAt(102, 'free');
    expect(station.view().task).toMatchObject({ isSuggested: true });
  });

  it('that could not be read is tried again when its sheet comes', async () => {
    station.isReaderAway = true;
    await station.desk.begin();
    await vi.waitFor(() => expect(station.desk.list.suggested(102)).toBeNull());
    station.isReaderAway = false;
    station.desk.flag({ reason: 'unreadable', parts: [], note: '' });
    await station.isAt(102, 'entering');
    expect(station.desk.list.listed(102)?.prepared?.suggestion).toBeNull();
  });
});
