import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import type { LinkingTask } from '../../shared/workflow/linking-task.ts';
import { primaryOf } from './link-acts.ts';
import { LinkingStandIn } from './linking-stand-in.ts';
import { isFieldLive } from './NumberPanel.tsx';

const OLD = anOccurrence({ occid: 1, otherCatalogNumbers: ['01499'] });
let station: LinkingStandIn;
beforeEach(async () => {
  station = await LinkingStandIn.open();
  station.known = [OLD];
});
afterEach(() => station.close());

describe('a suggestion', () => {
  it('does not come between whoever types already', async () => {
    station.suggestFor('portal-901');
    let read = () => undefined as void;
    station.reading = new Promise<void>(resolve => (read = resolve));
    await station.desk.begin();
    await station.isAt(101, 'reading');
    station.desk.type('7');
    read();
    await station.isAt(101, 'entering');
    expect(station.view().draft).toBe('7');
  });

  it('is taken back by whoever types over what it found', async () => {
    station.suggestFor('portal-901');
    await station.desk.begin();
    await station.isAt(101, 'found');
    station.desk.type('7');
    expect(station.view()).toMatchObject({ draft: '7', task: { step: 'entering' } });
    await station.enter('777');
    await station.isAt(101, 'free');
    expect(station.view().task).toMatchObject({ number: '777', isSuggested: false });
  });

  it('that is typed over while it is looked for does not come back with what it found', async () => {
    station.suggestFor('portal-901');
    let answer = () => undefined as void;
    station.asking = new Promise<void>(resolve => (answer = resolve));
    await station.desk.begin();
    await station.isAt(101, 'checking');
    station.desk.type('7');
    answer();
    await vi.waitFor(async () => expect(await station.database.findSeenByAccession('1499')).toHaveLength(1));
    expect(station.view()).toMatchObject({ draft: '7', task: { step: 'entering' }, trouble: null });
  });

  it('of which several records bear the number may be typed over, or agreed to before one is chosen', async () => {
    station.known = [OLD, anOccurrence({ occid: 2, otherCatalogNumbers: ['1499'] })];
    station.suggestFor('portal-901');
    await station.desk.begin();
    await station.isAt(101, 'choosing');
    expect(isFieldLive(station.view().task as LinkingTask)).toBe(true);
    primaryOf(station.desk, station.view())?.act?.();
    await vi.waitFor(() => expect(station.view().task).toMatchObject({ step: 'choosing', isSuggested: false }));
    station.desk.happen({ type: 'chose', occid: 2 });
    expect(station.view().task).toMatchObject({ step: 'found', occurrence: { occid: 2 } });
  });
});
