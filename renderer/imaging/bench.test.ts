import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delivered } from '../../shared/outbox/builders.ts';
import { NOTHING_TYPED } from '../../shared/search/occurrence-query.ts';
import { BenchStandIn, FIRST, SECOND } from './bench-stand-in.ts';

let station: BenchStandIn;
beforeEach(async () => {
  station = await BenchStandIn.open();
  station.portal = [FIRST, SECOND];
});
afterEach(() => station.close());

describe('a sheet found at once', () => {
  it('is in the journal with its barcode, held for second thoughts, and the bench is free for the next', async () => {
    await station.link('1499', 'VASC0000001');
    expect(station.queued()).toEqual([['link', 1, null, 'VASC0000001']]);
    expect(station.journal[0]?.holdUntil).toBe(station.time + 10_000);
    expect(station.view()).toMatchObject({ task: { step: 'seeking' }, draft: NOTHING_TYPED });
    expect(station.sounds).toEqual(['found', 'linked']);
  });

  it('lets go of the link before it, as soon as it is confirmed', async () => {
    await station.link('1499', 'VASC0000001');
    expect(station.released).toEqual([]);
    await station.find('1500');
    await station.agree();
    await vi.waitFor(() => expect(station.released).toEqual([station.journal[0]?.id]));
  });

  it('is said not to be saved yet where the journal does not answer, and is kept here', async () => {
    station.journalAnswers = { kind: 'diskFull' };
    await station.find('1499');
    await station.agree();
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(station.view().ended).toMatchObject({ is: 'linked', savedAt: null }));
    await vi.waitFor(() =>
      expect(station.view().ended).toMatchObject({ trouble: expect.stringMatching(/\w/) as string }),
    );
    expect(station.outbox.view.getState().rows).toMatchObject([{ isSaved: false }]);
  });
});

describe('what stops the bench with a question', () => {
  const stopsWith = async (barcode: string, question: object) => {
    station.bench.scan(barcode);
    await vi.waitFor(() => expect(station.view().task).toMatchObject({ step: 'stopped', question }));
    expect(station.sounds.at(-1)).toBe('stop');
  };

  it('a barcode that another record has on the portal', async () => {
    station.portal = [FIRST, { ...SECOND, catalogNumber: 'VASC0000002' }];
    await station.find('1499');
    await station.agree();
    await stopsWith('VASC0000002', { is: 'inUse', where: 'portal', holder: { occid: 2 } });
    expect(station.queued()).toEqual([]);
  });

  it('a barcode that was linked here a moment ago, and one linked here earlier', async () => {
    await station.link('1499', 'VASC0000001');
    await station.find('1500');
    await station.agree();
    await stopsWith('VASC0000001', { is: 'justScanned', linkedTo: '1499' });
    station.time += 3_600_000;
    await stopsWith('VASC0000001', { is: 'inUse', where: 'queue' });
  });

  it('a barcode that is on a sheet which waits for its comparison', async () => {
    await station.park('1500', 'VASC0000001');
    station.time += 3_600_000;
    await station.find('1499');
    await station.agree();
    await stopsWith('VASC0000001', { is: 'inUse', where: 'waiting' });
  });

  it('a second barcode for a record whose link is queued here, and unknown to the portal', async () => {
    await station.link('1499', 'VASC0000001');
    await station.find('1499');
    await station.agree();
    await stopsWith('VASC0000003', { is: 'recordHasBarcode', barcode: 'VASC0000001' });
  });
});

describe('a scan', () => {
  it('that comes early is kept, and taken only after the comparison and a look', async () => {
    station.bench.scan('VASC0000001');
    expect(station.view().task).toMatchObject({ kept: { catalogNumber: 'VASC0000001' } });
    await station.find('1499');
    await station.agree();
    expect(station.queued()).toEqual([]);
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await station.endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('behind the flag drawer links nothing', async () => {
    await station.find('1499');
    await station.agree();
    station.bench.openFlag(true);
    station.bench.scan('VASC0000001');
    expect(station.view().task.step).toBe('scanning');
    expect(station.sounds.at(-1)).toBe('stop');
  });
});

describe('undo', () => {
  it('withdraws a link that is still here, and frees its barcode', async () => {
    await station.link('1499', 'VASC0000001');
    await station.bench.undoLast();
    expect(station.view().ended).toEqual({ is: 'undone', number: 'VASC0000001' });
    expect(station.withdrawn).toEqual([station.journal[0]?.id]);
    await station.link('1500', 'VASC0000001');
  });

  it('queues the reverse of a link that has left', async () => {
    await station.link('1499', 'VASC0000001');
    station.left.add(station.journal[0]?.id ?? '');
    await station.bench.undoLast();
    expect(station.view().ended).toEqual({ is: 'undoQueued', number: 'VASC0000001' });
    expect(station.queued().at(-1)).toEqual(['undo', 1, 'VASC0000001', null]);
  });

  it('takes back the last link and no other, where the browser could not keep it and only the journal has it', async () => {
    await station.link('1499', 'VASC0000001');
    vi.spyOn(station.database, 'keep').mockRejectedValue(new Error('QuotaExceededError'));
    await station.link('1500', 'VASC0000002');
    await station.bench.undoLast();
    expect(station.view().ended).toEqual({ is: 'undone', number: 'VASC0000002' });
    expect(station.withdrawn).toEqual([station.journal[1]?.id]);
    await station.bench.undoLast();
    expect(station.withdrawn).toEqual([station.journal[1]?.id, station.journal[0]?.id]);
  });

  it('waits for a link that is still on its way into the journal', async () => {
    await station.find('1499');
    await station.agree();
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(station.view().ended).toMatchObject({ is: 'linked' }));
    await station.bench.undoLast();
    expect(station.withdrawn).toEqual([station.journal[0]?.id]);
  });

  it('ends a link that the journal never took, so that it is not offered to it again', async () => {
    station.journalAnswers = { kind: 'diskFull' };
    await station.find('1499');
    await station.agree();
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(station.outbox.view.getState().rows).toMatchObject([{ isSaved: false }]));
    station.journalAnswers = undefined;
    await station.bench.undoLast();
    expect(station.view().ended).toMatchObject({ is: 'undone' });
    await station.outbox.offerUnsaved();
    await station.outbox.begin('web');
    expect(station.journal).toEqual([]);
  });

  it('leaves a barcode alone that stood there before, and says so', async () => {
    await station.link('1499', 'VASC0000001');
    const id = station.journal[0]?.id ?? '';
    station.left.add(id);
    station.announce(id, { ...delivered, at: station.time, already: true });
    await station.bench.undoLast();
    expect(station.view().ended).toMatchObject({
      is: 'cannotUndo',
      why: expect.stringContaining('stood there before') as string,
    });
    expect(station.queued()).toHaveLength(1);
  });

  it('that the journal does not take is said, and the link stands', async () => {
    await station.link('1499', 'VASC0000001');
    station.journalAnswers = { kind: 'diskFull' };
    await station.bench.undoLast();
    expect(station.view().ended).toMatchObject({ is: 'cannotUndo' });
    expect(station.outbox.view.getState().rows).toMatchObject([{ delivery: { is: 'waiting' } }]);
  });
});

describe('a flag', () => {
  const flag = { reason: 'labelDisagrees', parts: ['eventDate'], note: 'Another date.' } satisfies Parameters<
    typeof station.bench.flag
  >[0];

  it('marks the record for an expert and keeps its former status for restoring', async () => {
    station.portal = [{ ...FIRST, processingStatus: 'stage 1' }];
    await station.find('1499');
    await station.isAt('verifying');
    station.bench.flag(flag);
    await vi.waitFor(() => expect(station.cases).toMatchObject([{ ...flag, occid: 1, formerStatus: 'stage 1' }]));
    await vi.waitFor(() => expect(station.queued()).toEqual([['flag', 1, 'stage 1', 'expert required']]));
    expect(station.view()).toMatchObject({ task: { step: 'seeking' }, ended: { is: 'flagged', what: '1499' } });
  });

  it('without a record stays with the station, with what was typed and scanned', async () => {
    station.bench.scan('UWBM1');
    station.bench.type({ accession: '47777' });
    station.bench.flag({ reason: 'noRecord', parts: [], note: '' });
    await vi.waitFor(() =>
      expect(station.cases).toMatchObject([{ occid: null, typed: { accession: '47777' }, scanned: 'UWBM1' }]),
    );
    expect(station.queued()).toEqual([]);
  });
});

it('a bench that was closed with a sheet on it goes on with that sheet', async () => {
  await station.find('1499');
  await station.agree();
  await vi.waitFor(async () => expect((await station.database.taskOnBench())?.step).toBe('scanning'));
  await station.bench.begin();
  expect(station.view().task).toMatchObject({ step: 'scanning', occurrence: { occid: 1 } });
});
