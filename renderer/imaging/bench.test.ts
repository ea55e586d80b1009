import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anOccurrence } from '../../shared/specimen/builders.ts';
import { NOTHING_TYPED } from '../../shared/search/occurrence-query.ts';
import type { Step } from '../../shared/workflow/imaging-task.ts';
import { BenchStandIn } from './bench-stand-in.ts';

const FIRST = anOccurrence({ occid: 1, otherCatalogNumbers: ['1499'] });
const SECOND = anOccurrence({ occid: 2, otherCatalogNumbers: ['1500'], recordedBy: 'J. Pell' });

let station: BenchStandIn;
beforeEach(async () => {
  station = await BenchStandIn.open();
  station.portal = [FIRST, SECOND];
});
afterEach(() => station.close());

const view = () => station.bench.view.getState();
const isAt = (step: Step) => vi.waitFor(() => expect(view().task.step).toBe(step));
const endedAs = (ended: object) => vi.waitFor(() => expect(view().ended).toMatchObject(ended));
const queued = () => station.journal.map(({ why, occid, edit }) => [why, occid, edit.from, edit.to]);

async function find(accession: string): Promise<void> {
  await isAt('seeking');
  station.bench.type({ accession });
  station.bench.ask();
}

async function agree(): Promise<void> {
  await isAt('verifying');
  station.bench.happen({ type: 'agreed' });
}

async function link(accession: string, barcode: string): Promise<void> {
  await find(accession);
  await agree();
  station.bench.scan(barcode);
  await endedAs({ is: 'linked', number: barcode, savedAt: station.time });
}

/** Puts a sheet by whose record was never seen. */
async function park(accession: string, barcode: string): Promise<void> {
  const reachable = station.portal;
  station.portal = undefined;
  await find(accession);
  await isAt('parking');
  station.bench.scan(barcode);
  await endedAs({ is: 'parked', what: accession });
  station.portal = reachable;
}

async function takeUp(): Promise<void> {
  await station.bench.waiting.lookUp();
  station.bench.takeUpWaiting();
}

describe('a sheet found at once', () => {
  it('is in the journal with its barcode, held for second thoughts, and the bench is free for the next', async () => {
    await link('1499', 'VASC0000001');
    expect(queued()).toEqual([['link', 1, null, 'VASC0000001']]);
    expect(station.journal[0]?.holdUntil).toBe(station.time + 10_000);
    expect(view()).toMatchObject({ task: { step: 'seeking' }, draft: NOTHING_TYPED });
    expect(station.sounds).toEqual(['found', 'linked']);
  });

  it('lets go of the link before it, as soon as it is confirmed', async () => {
    await link('1499', 'VASC0000001');
    expect(station.released).toEqual([]);
    await find('1500');
    await agree();
    await vi.waitFor(() => expect(station.released).toEqual([station.journal[0]?.id]));
  });

  it('is said not to be saved yet where the journal does not answer, and is kept here', async () => {
    station.journalAnswers = { kind: 'diskFull' };
    await find('1499');
    await agree();
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(view().ended).toMatchObject({ is: 'linked', savedAt: null }));
    await vi.waitFor(() => expect(view().ended).toMatchObject({ trouble: expect.stringMatching(/\w/) as string }));
    expect(station.outbox.view.getState().rows).toMatchObject([{ isSaved: false }]);
  });
});

describe('what stops the bench with a question', () => {
  const stopsWith = async (barcode: string, question: object) => {
    station.bench.scan(barcode);
    await vi.waitFor(() => expect(view().task).toMatchObject({ step: 'stopped', question }));
    expect(station.sounds.at(-1)).toBe('stop');
  };

  it('a barcode that another record has on the portal', async () => {
    station.portal = [FIRST, { ...SECOND, catalogNumber: 'VASC0000002' }];
    await find('1499');
    await agree();
    await stopsWith('VASC0000002', { is: 'inUse', where: 'portal', holder: { occid: 2 } });
    expect(queued()).toEqual([]);
  });

  it('a barcode that was linked here a moment ago, and one linked here earlier', async () => {
    await link('1499', 'VASC0000001');
    await find('1500');
    await agree();
    await stopsWith('VASC0000001', { is: 'justScanned', linkedTo: '1499' });
    station.time += 3_600_000;
    await stopsWith('VASC0000001', { is: 'inUse', where: 'queue' });
  });

  it('a barcode that is on a sheet which waits for its comparison', async () => {
    await park('1500', 'VASC0000001');
    station.time += 3_600_000;
    await find('1499');
    await agree();
    await stopsWith('VASC0000001', { is: 'inUse', where: 'waiting' });
  });

  it('a second barcode for a record whose link is queued here, and unknown to the portal', async () => {
    await link('1499', 'VASC0000001');
    await find('1499');
    await agree();
    await stopsWith('VASC0000003', { is: 'recordHasBarcode', barcode: 'VASC0000001' });
  });
});

describe('a scan', () => {
  it('that comes early is kept, and taken only after the comparison and a look', async () => {
    station.bench.scan('VASC0000001');
    expect(view().task).toMatchObject({ kept: { catalogNumber: 'VASC0000001' } });
    await find('1499');
    await agree();
    expect(queued()).toEqual([]);
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('behind the flag drawer links nothing', async () => {
    await find('1499');
    await agree();
    station.bench.openFlag(true);
    station.bench.scan('VASC0000001');
    expect(view().task.step).toBe('scanning');
    expect(station.sounds.at(-1)).toBe('stop');
  });
});

describe('undo', () => {
  it('withdraws a link that is still here, and frees its barcode', async () => {
    await link('1499', 'VASC0000001');
    await station.bench.undoLast();
    expect(view().ended).toEqual({ is: 'undone', number: 'VASC0000001' });
    expect(station.withdrawn).toEqual([station.journal[0]?.id]);
    await link('1500', 'VASC0000001');
  });

  it('queues the reverse of a link that has left', async () => {
    await link('1499', 'VASC0000001');
    station.left.add(station.journal[0]?.id ?? '');
    await station.bench.undoLast();
    expect(view().ended).toEqual({ is: 'undoQueued', number: 'VASC0000001' });
    expect(queued().at(-1)).toEqual(['undo', 1, 'VASC0000001', null]);
  });

  it('that the journal does not take is said, and the link stands', async () => {
    await link('1499', 'VASC0000001');
    station.journalAnswers = { kind: 'diskFull' };
    await station.bench.undoLast();
    expect(view().ended).toMatchObject({ is: 'cannotUndo' });
    expect(station.outbox.view.getState().rows).toMatchObject([{ delivery: { is: 'waiting' } }]);
  });
});

describe('with the portal out of reach', () => {
  it('a record that was seen before is linked from the station’s copy, and the screen says so', async () => {
    await find('1499');
    await isAt('verifying');
    station.bench.happen({ type: 'wentBack' });
    station.portal = undefined;
    await find('1499');
    await isAt('verifying');
    expect(view().task).toMatchObject({ source: { from: 'station' } });
    station.bench.happen({ type: 'agreed' });
    station.bench.scan('VASC0000001');
    await endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('a record that was never seen waits with its sticker, and comes back for its comparison', async () => {
    await park('1499', 'VASC0000001');
    expect(queued()).toEqual([]);
    await takeUp();
    await agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('a sticker is not put by twice: the second sheet says where it is and waits for its own', async () => {
    await park('1499', 'VASC0000001');
    station.portal = undefined;
    await find('1500');
    await isAt('parking');
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(view().task.refused).toMatchObject({ question: { is: 'justScanned' } }));
    expect(view().task).toMatchObject({ step: 'parking', kept: null });
    station.bench.scan('VASC0000002');
    await endedAs({ is: 'parked', what: '1500' });
  });

  it('a sticker that is queued here is not put by', async () => {
    await link('1499', 'VASC0000001');
    station.portal = undefined;
    await find('1500');
    await isAt('parking');
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(view().task.refused).toMatchObject({ question: { linkedTo: '1499' } }));
  });

  it('a second waiting sheet of one record meets the first one’s barcode when it comes back', async () => {
    await park('1499', 'VASC0000001');
    station.time += 1;
    await park('1499', 'VASC0000002');
    await takeUp();
    await agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await endedAs({ is: 'linked', number: 'VASC0000001' });
    await takeUp();
    await agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await vi.waitFor(() =>
      expect(view().task).toMatchObject({ question: { is: 'recordHasBarcode', barcode: 'VASC0000001' } }),
    );
  });

  it('a waiting sheet is not taken up over one that is being worked on', async () => {
    await park('1499', 'VASC0000001');
    await station.bench.waiting.lookUp();
    station.bench.type({ accession: '15' });
    station.bench.takeUpWaiting();
    expect(view()).toMatchObject({ task: { step: 'seeking' }, draft: { accession: '15' } });
  });
});

describe('a flag', () => {
  const flag = { reason: 'labelDisagrees', parts: ['eventDate'], note: 'Another date.' } satisfies Parameters<
    typeof station.bench.flag
  >[0];

  it('marks the record for an expert and keeps its former status for restoring', async () => {
    station.portal = [{ ...FIRST, processingStatus: 'stage 1' }];
    await find('1499');
    await isAt('verifying');
    station.bench.flag(flag);
    await vi.waitFor(() => expect(station.cases).toMatchObject([{ ...flag, occid: 1, formerStatus: 'stage 1' }]));
    await vi.waitFor(() => expect(queued()).toEqual([['flag', 1, 'stage 1', 'expert required']]));
    expect(view()).toMatchObject({ task: { step: 'seeking' }, ended: { is: 'flagged', what: '1499' } });
  });

  it('without a record stays with the station, with what was typed and scanned', async () => {
    station.bench.scan('UWBM1');
    station.bench.type({ accession: '47777' });
    station.bench.flag({ reason: 'noRecord', parts: [], note: '' });
    await vi.waitFor(() =>
      expect(station.cases).toMatchObject([{ occid: null, typed: { accession: '47777' }, scanned: 'UWBM1' }]),
    );
    expect(queued()).toEqual([]);
  });
});

it('a bench that was closed with a sheet on it goes on with that sheet', async () => {
  await find('1499');
  await agree();
  await vi.waitFor(async () => expect((await station.database.taskOnBench())?.step).toBe('scanning'));
  await station.bench.begin();
  expect(view().task).toMatchObject({ step: 'scanning', occurrence: { occid: 1 } });
});
